"""LinkedLogin: an account at another place that opens the one here."""

from dataclasses import dataclass
from datetime import datetime

from domain.base import Aggregate
from domain.errors import Conflict, Sentence
from domain.ids import AccountId, LinkedLoginId


class LoginTaken(Conflict):
    """That account elsewhere opens another one here already."""

    code = "login_taken"
    sentence = Sentence("That login is linked to another account here. Unlink it there first.")


class LastWayIn(Conflict):
    """Without this, nobody could ever sign in to the account again."""

    code = "last_way_in"
    sentence = Sentence("This is your only way in. Add another one first: a password or a passkey.")


@dataclass(slots=True, kw_only=True)
class LinkedLogin(Aggregate):
    """`subject` names the person at the provider for good; `label` is what they are called there."""

    id: LinkedLoginId
    account_id: AccountId
    provider: str
    subject: str
    label: str
    linked_at: datetime
    last_used_at: datetime | None = None

    def used(self, at: datetime) -> None:
        self.last_used_at = at


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """What opens an account by itself. A second factor doesn't."""

    password: bool
    passkeys: int
    logins: int

    def check_may_lose(self, *, passkeys: int = 0, logins: int = 0) -> None:
        """Raises LastWayIn when nothing would be left."""
        if not self.password and self.passkeys - passkeys + self.logins - logins < 1:
            raise LastWayIn
