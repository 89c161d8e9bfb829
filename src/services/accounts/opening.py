"""The first start of a place: its name, its rules of entry and its owner."""

from domain.accounts import Account, Role
from domain.errors import Invalid, Sentence
from domain.ids import LinkId
from domain.place import Place
from domain.sessions import OneTimeLink, Purpose, digest_of, new_token
from services.accounts.admission import Admission, Applicant
from services.ports.clock import Clock, Ids
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried


class WrongKey(Invalid):
    """Not the newest key, or one that was used or has run out."""

    code = "wrong_key"

    def __init__(self) -> None:
        super().__init__(
            {
                "key": Sentence(
                    "This key is not the newest one. Start Stoa again to get a new link on the console."
                )
            }
        )


class Opening:
    """There is no default account: whoever holds the one-time link from the console makes the first."""

    def __init__(self, begin: Begin, clock: Clock, ids: Ids, admission: Admission) -> None:
        self._begin, self._clock, self._ids, self._admission = begin, clock, ids, admission

    @retried
    def invite_owner(self) -> str | None:
        """A new key for /setup, which ends the older ones; None once anybody has an account."""
        token = new_token()
        with self._begin() as work:
            if work.accounts.any():
                return None
            work.links.remove_all_for(Purpose.SETUP)
            work.links.add(
                OneTimeLink.for_setup(id=LinkId(self._ids.next()), token=token, at=self._clock.now())
            )
        return token

    @retried
    def open(self, key: str, place: Place, owner: Applicant) -> Account:
        """Found the place and make its owner. Raises WrongKey, Invalid."""
        with self._begin() as work:
            self._good_link(work, key)
        person = self._admission.check(owner, place_name=place.name)
        with self._begin() as work:
            link = self._good_link(work, key)
            link.use(self._clock.now())
            work.links.save(link)
            work.place.add(place)
            return self._admission.admit(work, person, role=Role.OWNER, is_confirmed=True)

    def _good_link(self, work: UnitOfWork, key: str) -> OneTimeLink:
        link = work.links.by_digest(digest_of(key))
        if link is None or not link.is_good(Purpose.SETUP, self._clock.now()):
            raise WrongKey
        return link
