"""Mails that tell people what happened to their account. Run by the worker, possibly twice."""

from domain.accounts import Account, Standing
from domain.browsers import device_name
from domain.errors import NotFound
from domain.ids import AccountId, ExportId, LogEntryId
from domain.one_time_tokens import Purpose
from domain.security_log import Happening
from domain.security_words import said
from services.accounts.one_time_tokens import OneTimeTokens
from services.ports.mail import LetterWriter, Mailer
from services.ports.unit_of_work import Begin
from services.retrying import retried


class Letters:
    """One method a letter, each named after what happened.

    A link's secret is made here, at the last moment: it is in the mail and nowhere else. An account that
    is gone by now gets no letter. All raise OSError when mail can't be sent; then the job is tried again.
    """

    def __init__(self, begin: Begin, tokens: OneTimeTokens, writer: LetterWriter, mailer: Mailer) -> None:
        self._begin, self._tokens, self._writer, self._mailer = begin, tokens, writer, mailer

    def confirm_email(self, account_id: AccountId) -> None:
        """After registering, and when it is asked for again; not for who is confirmed."""
        account = self._account(account_id)
        if account is not None and account.standing is Standing.UNCONFIRMED:
            key = self._link(Purpose.CONFIRM_EMAIL, account, account.email)
            self._send("confirm_email", account, key=key)

    def already_registered(self, account_id: AccountId) -> None:
        self._send("already_registered", self._account(account_id))

    def approved(self, account_id: AccountId) -> None:
        self._send("approved", self._account(account_id))

    def reset_password(self, account_id: AccountId) -> None:
        """Also to who closed the account: a forgotten password must not cost them the days of grace."""
        account = self._account(account_id)
        if account is not None and account.standing is not Standing.SUSPENDED:
            key = self._link(Purpose.RESET_PASSWORD, account, account.email)
            self._send("reset_password", account, key=key)

    def confirm_new_email(self, account_id: AccountId) -> None:
        """To the address that is wanted; where somebody else has that, they hear that it was tried."""
        account = self._account(account_id)
        if account is None or account.wanted_email is None:
            return
        with self._begin() as work:
            holder = work.accounts.by_email(account.wanted_email)
        if holder is not None and holder.id != account_id:
            self._send("already_registered", holder)
            return
        key = self._link(Purpose.CHANGE_EMAIL, account, account.wanted_email)
        self._send("confirm_new_email", account, to=account.wanted_email, key=key)

    def email_changed(self, account_id: AccountId) -> None:
        """To the former address, which is then forgotten."""
        account = self._account(account_id)
        if account is None or account.former_email is None:
            return
        self._send("email_changed", account, to=account.former_email)
        self._forget_former(account_id, account.former_email)

    @retried
    def _forget_former(self, account_id: AccountId, told: str) -> None:
        with self._begin() as work:
            account = work.accounts.get(account_id)
            if account.former_email == told:
                account.former_email_told()
                work.accounts.save(account)

    def export_ready(self, export_id: ExportId) -> None:
        with self._begin() as work:
            try:
                account_id = work.exports.get(export_id).account_id
            except NotFound:
                return
        self._send("export_ready", self._account(account_id))

    def notice(self, entry_id: LogEntryId) -> None:
        """What was written into the security log and is worth a mail."""
        with self._begin() as work:
            try:
                entry = work.security_log.get(entry_id)
            except NotFound:
                return
        account = self._account(entry.account_id) if entry.account_id is not None else None
        name = "closed" if entry.what is Happening.CLOSED else "notice"
        self._send(
            name,
            account,
            what=str(said(entry.what, entry.detail)),
            at=f"{entry.at.day} {entry.at:%B %Y, %H:%M} UTC",
            device=device_name(entry.device) if entry.device else "",
            network=entry.network,
        )

    def _account(self, account_id: AccountId) -> Account | None:
        with self._begin() as work:
            try:
                return work.accounts.get(account_id)
            except NotFound:
                return None

    @retried
    def _link(self, purpose: Purpose, account: Account, email: str) -> str:
        with self._begin() as work:
            return self._tokens.issue(work, purpose, account_id=account.id, email=email)

    def _send(self, name: str, account: Account | None, *, to: str | None = None, **values: str) -> None:
        if account is None:
            return
        with self._begin() as work:
            try:
                profile = work.profiles.first_of(account.id)
            except NotFound:
                return
        known = {"display_name": profile.display_name, "handle": profile.handle, **values}
        letter = self._writer.write(name, to=to or account.email, values=known)
        try:
            self._mailer.send(letter)
        except OSError as failure:
            # Servers repeat the address, and a job that keeps failing is kept, longer than the person may be.
            raise OSError(str(failure).replace(letter.to, "the address")) from failure
