"""The first start of a place: its name, its rules of entry and its owner."""

from collections.abc import Callable

from domain.accounts import Account, Role
from domain.browsers import UNSEEN
from domain.errors import Invalid, Sentence
from domain.one_time_tokens import OneTimeToken, Purpose, TokenRefused
from domain.place import Place
from services.accounts.admission import Admission, Applicant
from services.accounts.one_time_tokens import OneTimeTokens
from services.ports.unit_of_work import Begin
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

    def __init__(self, begin: Begin, tokens: OneTimeTokens, admission: Admission) -> None:
        self._begin, self._tokens, self._admission = begin, tokens, admission

    @retried
    def invite_owner(self) -> str | None:
        """A new key for /setup, which ends the older ones; None once anybody has an account."""
        with self._begin() as work:
            if work.accounts.any():
                return None
            work.tokens.remove_all_for(Purpose.SETUP)
            return self._tokens.issue(work, Purpose.SETUP)

    @retried
    def open(self, key: str, place: Place, owner: Applicant) -> Account:
        """Found the place and make its owner. Raises WrongKey, Invalid."""
        with self._begin() as work:
            _good(lambda: self._tokens.check(work, Purpose.SETUP, key))
        person = self._admission.check(owner, place_name=place.name)
        password_hash = self._admission.hash(owner.password)
        with self._begin() as work:
            _good(lambda: self._tokens.use(work, Purpose.SETUP, key))
            work.place.add(place)
            return self._admission.admit(
                work, person, password_hash=password_hash, browser=UNSEEN, role=Role.OWNER, is_confirmed=True
            )


def _good(take: Callable[[], OneTimeToken]) -> None:
    try:
        take()
    except TokenRefused:
        raise WrongKey from None
