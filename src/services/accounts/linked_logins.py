"""Signing in with others: GitHub, Google, Facebook, any OpenID Connect provider."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.accounts import Account
from domain.browsers import Browser
from domain.ids import AccountId, LinkedLoginId, SessionId
from domain.linked_logins import LinkedLogin
from domain.one_time_tokens import OneTimeToken, Purpose, TokenRefused
from domain.security_log import Happening
from services.accounts.doors import shut
from services.accounts.entry import Entry, Outcome
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.journal import Journal
from services.accounts.one_time_tokens import OneTimeTokens
from services.accounts.proving import Proving
from services.accounts.ways_in import ways_in
from services.ports.clock import Clock, Ids
from services.ports.identities import Identity, IdentityRefused
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried

MAX_LABEL = 100
"""Characters of a name at a provider that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAsked:
    """Nobody here has this login yet: `token` lets this browser make an account with it."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What came of a round; `next` is where the person wanted to go."""

    outcome: Outcome | JoinAsked | None
    purpose: Purpose
    next: str


class LinkedLogins:
    """A login elsewhere is never taken for an account here because their e-mail addresses are alike."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        ids: Ids,
        rounds: IdentityRounds,
        tokens: OneTimeTokens,
        entry: Entry,
        journal: Journal,
        proving: Proving,
    ) -> None:
        self._begin, self._clock, self._ids, self._rounds = begin, clock, ids, rounds
        self._tokens, self._entry, self._journal, self._proving = tokens, entry, journal, proving

    def arrive(
        self,
        provider: str,
        answer: Mapping[str, str],
        *,
        browser: Browser,
        redirect_uri: str,
        session_id: SessionId | None,
    ) -> Arrival:
        """Take a provider's answer for what its round was begun for.

        Raises TokenRefused, IdentityRefused, Unavailable, NotFound, AccountStopped, AccountGone, KeysChanged,
        LoginTaken.
        """
        round = self._rounds.end(provider, answer, browser=browser)
        try:
            identity = self._rounds.identity(round, answer, redirect_uri=redirect_uri)
            outcome = self._go_on(round, identity, session_id, browser)
        except IdentityRefused:
            self._note_failure(round, browser)
            raise
        return Arrival(outcome=outcome, purpose=round.purpose, next=round.carries["next"])

    def _go_on(
        self, round: OneTimeToken, identity: Identity, session_id: SessionId | None, browser: Browser
    ) -> Outcome | JoinAsked | None:
        if round.purpose is Purpose.SIGN_IN_BY_PROVIDER:
            return self._sign_in(identity, browser, remember=round.carries["remember"] == "yes")
        if session_id is None:
            raise TokenRefused
        if round.purpose is Purpose.LINK_PROVIDER:
            self._link(round.owner, session_id, identity, browser)
        else:
            self._prove(round.owner, session_id, identity)
        return None

    @retried
    def _note_failure(self, round: OneTimeToken, browser: Browser) -> None:
        """A stranger's round doesn't say whose account it was meant to open."""
        if round.purpose is Purpose.LINK_PROVIDER:
            return
        is_proof = round.purpose is Purpose.PROVE_BY_PROVIDER
        what = Happening.PROOF_FAILED if is_proof else Happening.SIGN_IN_FAILED
        with self._begin() as work:
            self._journal.note(work, what, round.account_id, browser, detail=round.carries["provider"])

    def _sign_in(self, identity: Identity, browser: Browser, *, remember: bool) -> Outcome | JoinAsked:
        account = self._holder(identity)
        if account is None:
            return JoinAsked(token=self._ask_to_join(identity, browser))
        return self._entry.let_in(
            account, remember=remember, browser=browser, detail=self._rounds.offered[identity.provider]
        )

    @retried
    def _holder(self, identity: Identity) -> Account | None:
        with self._begin() as work:
            login = work.linked_logins.by_subject(identity.provider, identity.subject)
            if login is None:
                return None
            login.used(self._clock.now())
            work.linked_logins.save(login)
            return work.accounts.get(login.account_id)

    @retried
    def _ask_to_join(self, identity: Identity, browser: Browser) -> str:
        with self._begin() as work:
            return self._tokens.issue(
                work,
                Purpose.JOIN,
                bound_to=browser.visit_token,
                provider=identity.provider,
                subject=identity.subject,
                email=identity.email,
                verified="yes" if identity.is_email_verified else "",
                name=identity.name[:MAX_LABEL],
            )

    @retried
    def _link(
        self, account_id: AccountId, session_id: SessionId, identity: Identity, browser: Browser
    ) -> None:
        """Raises LoginTaken. One that is linked already stays as it is."""
        with self._begin() as work:
            known = work.linked_logins.by_subject(identity.provider, identity.subject)
            if known is not None and known.account_id == account_id:
                return
            link(work, account_id, identity, id=LinkedLoginId(self._ids.next()), at=self._clock.now())
            shut(work, account_id, but=session_id)
            self._journal.note(
                work,
                Happening.LOGIN_LINKED,
                account_id,
                browser,
                detail=self._rounds.offered[identity.provider],
            )

    @retried
    def _prove(self, account_id: AccountId, session_id: SessionId, identity: Identity) -> None:
        """Raises IdentityRefused when it is somebody else there."""
        with self._begin() as work:
            login = work.linked_logins.by_subject(identity.provider, identity.subject)
            if login is None or login.account_id != account_id:
                raise IdentityRefused
            self._proving.note(work, account_id, session_id)

    @retried
    def unlink(
        self, account_id: AccountId, session_id: SessionId, login_id: LinkedLoginId, *, browser: Browser
    ) -> None:
        """Raises NotFound, LastWayIn."""
        with self._begin() as work:
            login = work.linked_logins.get(login_id, owner=account_id)
            account = work.accounts.get(account_id)
            ways_in(work, account).check_may_lose(logins=1)
            work.linked_logins.remove(login)
            # A new version: of two ways in that go at the same moment, one is refused.
            work.accounts.save(account)
            shut(work, account_id, but=session_id)
            label = self._rounds.offered.get(login.provider, login.provider.capitalize())
            self._journal.note(work, Happening.LOGIN_UNLINKED, account_id, browser, detail=label)


def link(
    work: UnitOfWork, account_id: AccountId, identity: Identity, *, id: LinkedLoginId, at: datetime
) -> None:
    """Have this login elsewhere open this account. Raises LoginTaken."""
    work.linked_logins.add(
        LinkedLogin(
            id=id,
            account_id=account_id,
            provider=identity.provider,
            subject=identity.subject,
            label=(identity.name or identity.email or identity.subject)[:MAX_LABEL],
            linked_at=at,
        )
    )
