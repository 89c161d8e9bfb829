"""Mails that tell people what happened to their account. Run by the worker, possibly twice."""

from domain.accounts import Standing
from domain.errors import NotFound
from domain.ids import AccountId
from services.ports.mail import LetterWriter, Mailer
from services.ports.unit_of_work import Begin


class Letters:
    """One method a letter, each named after what happened."""

    def __init__(self, begin: Begin, writer: LetterWriter, mailer: Mailer) -> None:
        self._begin, self._writer, self._mailer = begin, writer, mailer

    def welcome(self, account_id: AccountId) -> None:
        self._send("welcome", account_id, while_waiting="awaiting_approval")

    def already_registered(self, account_id: AccountId) -> None:
        self._send("already_registered", account_id)

    def approved(self, account_id: AccountId) -> None:
        self._send("approved", account_id)

    def password_changed(self, account_id: AccountId) -> None:
        self._send("password_changed", account_id)

    def _send(self, name: str, account_id: AccountId, *, while_waiting: str | None = None) -> None:
        """An account that is gone by now gets no letter. Raises OSError when mail can't be sent."""
        with self._begin() as work:
            try:
                account = work.accounts.get(account_id)
                profile = work.profiles.first_of(account_id)
            except NotFound:
                return
        if while_waiting and account.standing is Standing.AWAITING_APPROVAL:
            name = while_waiting
        values = {"display_name": profile.display_name, "handle": profile.handle}
        self._mailer.send(self._writer.write(name, to=account.email, values=values))
