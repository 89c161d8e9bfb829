"""Becoming a member."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from domain.accounts import Account, EmailTaken, RegistrationRepeated, email_key
from domain.browsers import Browser
from domain.errors import EditedMeanwhile, Forbidden, Sentence, TooMany
from domain.ids import AccountId, LinkedLoginId
from domain.invitations import Invitation, InvitationOver
from domain.one_time_tokens import OneTimeToken, Purpose
from domain.place import Registration
from domain.security_log import Happening
from domain.sessions import digest_of
from services.accounts.admission import Admissible, Admission, Applicant
from services.accounts.entry import Entry, SignedIn
from services.accounts.handles import check_free
from services.accounts.journal import Journal
from services.accounts.linked_logins import link
from services.accounts.one_time_tokens import OneTimeTokens
from services.ports.clock import Clock, Ids
from services.ports.identities import Identity
from services.ports.place import PlaceQueries
from services.ports.throttles import Limit, Throttle, Window
from services.ports.unit_of_work import Begin, TryAgain, UnitOfWork
from services.retrying import retried

R = TypeVar("R")

REGISTRATIONS = Limit("registrations", (Window(20, 3600), Window(100, 86_400)))
"""Accounts an hour from one network: a class of pupils, not a machine."""


WITH_ONE_ADDRESS = Limit("registrations-address", (Window(3, 900), Window(10, 86_400)))
"""Each sends a mail there; counted apart from other mails, so that nobody's new password is held up by it."""


class RegistrationClosed(Forbidden):
    code = "registration_closed"
    sentence = Sentence("This place isn't taking new members just now.")


class InvitationNeeded(Forbidden):
    code = "invitation_needed"
    sentence = Sentence("Joining this place takes an invitation from somebody who is here.")


class Registering:
    """Lets strangers in by the rule that the owner chose (or that the settings fix)."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        ids: Ids,
        admission: Admission,
        throttle: Throttle,
        place: PlaceQueries,
        journal: Journal,
        tokens: OneTimeTokens,
        entry: Entry,
        fixed: Registration | None,
    ) -> None:
        self._begin, self._clock, self._admission, self._throttle = begin, clock, admission, throttle
        self._place, self._journal, self._tokens = place, journal, tokens
        self._ids, self._entry, self._fixed = ids, entry, fixed

    @property
    def mode(self) -> Registration:
        """How a stranger becomes a member at present."""
        return self._fixed or self._place.card().registration

    def is_open_with(self, invitation: str) -> bool:
        """Whether somebody who holds this key (or none) may register now."""
        if self.mode is Registration.CLOSED:
            return False
        return self.mode is not Registration.INVITE or self._is_good(invitation)

    def _is_good(self, invitation: str) -> bool:
        if not invitation:
            return False
        try:
            with self._begin() as work:
                self._check_invitation(work, invitation)
        except InvitationOver:
            return False
        return True

    def register(self, applicant: Applicant, *, browser: Browser) -> None:
        """Make an account, or tell the holder of a known address by mail that somebody tried.

        Which of the two happened shows neither in the answer nor in its time. An invitation saves the
        approval. Raises RegistrationClosed, InvitationNeeded, InvitationOver, TooMany, and Invalid for words
        out of order and taken handles.
        """
        needs_approval = self._check_mode(applicant)
        person = self._admission.check(applicant, place_name=self._place.card().name)
        self._spend(person, browser)
        password_hash = self._admission.hash(applicant.password)
        _once_more_if_taken(
            lambda: self._admit(
                person, password_hash, applicant.invitation, browser, needs_approval=needs_approval
            )
        )
        self._mail_follows(person)

    def _spend(self, person: Admissible, browser: Browser) -> None:
        self._throttle.spend(REGISTRATIONS, browser.network)
        self._throttle.check(WITH_ONE_ADDRESS, email_key(person.email))

    def _mail_follows(self, person: Admissible) -> None:
        """Counted now that one is sent: who had to try other handles is not kept from registering."""
        with suppress(TooMany):
            self._throttle.spend(WITH_ONE_ADDRESS, email_key(person.email))

    def _check_mode(self, applicant: Applicant) -> bool:
        """Whether who comes in by it needs to be approved. Raises RegistrationClosed, InvitationNeeded."""
        mode = self.mode
        if mode is Registration.CLOSED:
            raise RegistrationClosed
        if mode is Registration.INVITE and not applicant.invitation:
            raise InvitationNeeded
        return mode is Registration.APPROVAL and not applicant.invitation

    @retried
    def _admit(
        self,
        person: Admissible,
        password_hash: str,
        invitation: str,
        browser: Browser,
        *,
        needs_approval: bool,
    ) -> None:
        with self._begin() as work:
            if self._was_repeated(work, person, invitation, browser):
                return
            self._admission.admit(
                work,
                person,
                password_hash=password_hash,
                browser=browser,
                needs_approval=needs_approval,
                invited_by=self._use_invitation(work, invitation),
            )

    def _was_repeated(self, work: UnitOfWork, person: Admissible, invitation: str, browser: Browser) -> bool:
        """Whether somebody here has the address; then only they hear of it, and no place is taken."""
        holder = work.accounts.by_email(person.email)
        if holder is None:
            return False
        self._check_invitation(work, invitation)
        check_free(work, person.handle)
        work.tell(RegistrationRepeated(account_id=holder.id))
        self._journal.note(work, Happening.REGISTERED, None, browser)
        return True

    def _use_invitation(self, work: UnitOfWork, key: str) -> AccountId | None:
        """Take a place. Raises InvitationOver. Returns who gave it."""
        invitation = self._check_invitation(work, key)
        if invitation is None:
            return None
        invitation.use(self._clock.now())
        try:
            work.invitations.save(invitation)
        except EditedMeanwhile:
            # Somebody else took a place a moment ago; another may be left.
            raise TryAgain from None
        return invitation.inviter_id

    def _check_invitation(self, work: UnitOfWork, key: str) -> Invitation | None:
        """None without a key. Raises InvitationOver, also when its maker is suspended or gone by now."""
        if not key:
            return None
        invitation = work.invitations.by_digest(digest_of(key))
        if invitation is None or not invitation.is_open(self._clock.now()):
            raise InvitationOver
        if not work.accounts.get(invitation.inviter_id).standing.may_publish:
            raise InvitationOver
        return invitation

    def identity_of(self, token: str, browser: Browser) -> Identity:
        """Whom a provider vouched for, who is about to join. Raises TokenRefused."""
        with self._begin() as work:
            return _identity_in(self._tokens.check(work, Purpose.JOIN, token, bound_to=browser.visit_token))

    def join(self, token: str, applicant: Applicant, *, browser: Browser) -> SignedIn | None:
        """Make an account that a provider's login opens, without a password.

        An address that the provider has checked counts as confirmed, and its holder is signed in. None when
        the address belongs to somebody here already, who is told by mail, and nobody else. Raises
        TokenRefused, and what `register` raises.
        """
        needs_approval = self._check_mode(applicant)
        identity = self.identity_of(token, browser)
        person = self._admission.check(applicant, place_name=self._place.card().name, needs_password=False)
        self._spend(person, browser)
        account = _once_more_if_taken(
            lambda: self._join(
                token, person, identity, applicant.invitation, browser, needs_approval=needs_approval
            )
        )
        self._mail_follows(person)
        return self._entry.start(account, remember=False, browser=browser) if account else None

    @retried
    def _join(
        self,
        token: str,
        person: Admissible,
        identity: Identity,
        invitation: str,
        browser: Browser,
        *,
        needs_approval: bool,
    ) -> Account | None:
        with self._begin() as work:
            self._tokens.use(work, Purpose.JOIN, token, bound_to=browser.visit_token)
            if self._was_repeated(work, person, invitation, browser):
                return None
            is_vouched = identity.is_email_verified and email_key(identity.email) == email_key(person.email)
            account = self._admission.admit(
                work,
                person,
                password_hash=None,
                browser=browser,
                is_confirmed=is_vouched,
                needs_approval=needs_approval,
                invited_by=self._use_invitation(work, invitation),
            )
            link(work, account.id, identity, id=LinkedLoginId(self._ids.next()), at=self._clock.now())
        # Without a checked address the answer must be that of a known one: nobody is signed in.
        return account if is_vouched else None


def _once_more_if_taken(admit: Callable[[], R]) -> R:
    """Where somebody was quicker by a moment the address is a known one by now."""
    try:
        return admit()
    except EmailTaken:
        return admit()


def _identity_in(token: OneTimeToken) -> Identity:
    carried = token.carries
    return Identity(
        provider=carried["provider"],
        subject=carried["subject"],
        email=carried["email"],
        is_email_verified=carried["verified"] == "yes",
        name=carried["name"],
    )
