"""Becoming a member."""

from domain.accounts import EmailTaken, Standing
from domain.errors import Forbidden, Sentence
from domain.place import Registration
from services.accounts.admission import Admissible, Admission, Applicant
from services.ports.place import PlaceQueries
from services.ports.throttles import Limit, Throttle, Window
from services.ports.unit_of_work import Begin
from services.retrying import retried

REGISTRATIONS = Limit("registrations", (Window(20, 3600),))
"""Accounts an hour from one network: a class of pupils, not a machine."""


class RegistrationClosed(Forbidden):
    code = "registration_closed"
    sentence = Sentence("This place isn't taking new members just now.")


class Registering:
    """Lets strangers in by the rule that the owner chose (or that the settings fix)."""

    def __init__(
        self,
        begin: Begin,
        admission: Admission,
        throttle: Throttle,
        place: PlaceQueries,
        fixed: Registration | None,
    ) -> None:
        self._begin, self._admission, self._throttle, self._place = begin, admission, throttle, place
        self._fixed = fixed

    @property
    def mode(self) -> Registration:
        """How a stranger becomes a member at present."""
        return self._fixed or self._place.card().registration

    def register(self, applicant: Applicant, *, network: str) -> None:
        """Make an account, or tell the holder of a known address by mail that somebody tried.

        Which of the two happened shows neither in the answer nor in its time.
        Raises RegistrationClosed, TooMany, and Invalid for words out of order and taken handles.
        """
        mode = self.mode
        if mode in (Registration.CLOSED, Registration.INVITE):
            raise RegistrationClosed
        self._throttle.spend(REGISTRATIONS, network)
        person = self._admission.check(applicant, place_name=self._place.card().name)
        standing = Standing.AWAITING_APPROVAL if mode is Registration.APPROVAL else Standing.ACTIVE
        try:
            self._admit(person, standing)
        except EmailTaken:
            # Somebody was quicker by a moment; now the address is known.
            self._admit(person, standing)

    @retried
    def _admit(self, person: Admissible, standing: Standing) -> None:
        with self._begin() as work:
            holder = work.accounts.by_email(person.email)
            if holder is None:
                self._admission.admit(work, person, standing=standing)
                return
            self._admission.check_free(work, person.handle)
            holder.registration_repeated()
            work.accounts.save(holder)
