"""Leaving: closed at once, erased after the days of grace."""

from datetime import datetime

from domain.accounts import Account
from domain.browsers import Browser
from domain.errors import NotFound
from domain.ids import AccountId
from domain.one_time_tokens import Purpose, TokenRefused
from domain.security_log import Happening
from services.accounts.doors import show_as_standing, shut
from services.accounts.entry import Entry, SignedIn
from services.accounts.journal import Journal
from services.accounts.one_time_tokens import OneTimeTokens
from services.ports.clock import Clock
from services.ports.exports import ArchiveStore
from services.ports.mail import Mailer
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried


class Closing:
    """A closed account is seen by nobody; its holder may open it again until it is erased."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        tokens: OneTimeTokens,
        entry: Entry,
        journal: Journal,
        archives: ArchiveStore,
        mailer: Mailer,
    ) -> None:
        self._begin, self._clock, self._tokens, self._entry = begin, clock, tokens, entry
        self._journal, self._archives, self._mailer = journal, archives, mailer

    @retried
    def close(self, account_id: AccountId, *, browser: Browser) -> None:
        """Raises LastOwner, AlreadyClosed."""
        with self._begin() as work:
            account = work.accounts.get(account_id)
            account.check_dispensable(work.accounts.count_owners())
            account.close(self._clock.now())
            work.accounts.save(account)
            show_as_standing(work, account)
            shut(work, account_id)
            self._journal.note(work, Happening.CLOSED, account_id, browser)

    def erased_at(self, token: str, *, browser: Browser) -> datetime:
        """When the account is erased that signing in gave this token for. Raises TokenRefused."""
        with self._begin() as work:
            step = self._tokens.check(work, Purpose.REOPEN, token, bound_to=browser.visit_token)
            erased_at = work.accounts.get(step.owner).erased_at
        if erased_at is None:
            raise TokenRefused
        return erased_at

    def reopen(self, token: str, *, browser: Browser) -> SignedIn:
        """Come back, with the token that signing in gave. Raises TokenRefused, AccountGone."""
        account, remember = self._reopen(token, browser)
        return self._entry.start(account, remember=remember, browser=browser)

    @retried
    def _reopen(self, token: str, browser: Browser) -> tuple[Account, bool]:
        with self._begin() as work:
            used = self._tokens.use(work, Purpose.REOPEN, token, bound_to=browser.visit_token)
            account = work.accounts.get(used.owner)
            account.reopen(self._clock.now())
            work.accounts.save(account)
            show_as_standing(work, account)
            self._journal.note(work, Happening.REOPENED, account.id, browser)
        return account, used.carries["remember"] == "yes"

    def erase(self, account_id: AccountId) -> None:
        """Run by the worker when the days of grace are over; an account that was reopened stays.

        Files go first: should the work be cut off, the next run finds the account still there.
        """
        with self._begin() as work:
            try:
                account = work.accounts.get(account_id)
            except NotFound:
                return
            files = [export.file for export in work.exports.all_of(account_id)]
        if not account.is_to_be_erased(self._clock.now()):
            return
        for file in files:
            self._archives.remove(file)
        for address in filter(None, (account.email, account.wanted_email, account.former_email)):
            self._mailer.forget(address)
        self._erase(account_id)

    @retried
    def _erase(self, account_id: AccountId) -> None:
        with self._begin() as work:
            _forget_keys(work, account_id)
            for profile in work.profiles.all_of(account_id):
                work.profiles.remove(profile)
            work.accounts.remove(work.accounts.get(account_id))


def _forget_keys(work: UnitOfWork, account_id: AccountId) -> None:
    """Everything that hangs on an account, apart from its profiles."""
    work.sessions.remove_all_of(account_id)
    work.tokens.remove_all_of(account_id)
    work.second_factors.remove_of(account_id)
    work.passkeys.remove_all_of(account_id)
    work.linked_logins.remove_all_of(account_id)
    work.known_devices.remove_all_of(account_id)
    work.invitations.remove_all_of(account_id)
    for export in work.exports.all_of(account_id):
        work.exports.remove(export)
    work.security_log.remove_all_of(account_id)
