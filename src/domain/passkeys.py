"""Passkey: a key pair whose private half never leaves the person's device (W3C Web Authentication)."""

from dataclasses import dataclass
from datetime import datetime

from domain.base import Aggregate
from domain.errors import Conflict, Invalid, Sentence
from domain.ids import AccountId, PasskeyId
from domain.texts import TextFault, one_line

MAX_PASSKEY_NAME = 60
"""Fits a line of the list."""

MAX_PASSKEYS = 20
"""More than anybody has devices; bounds the options that a browser is sent."""


class PasskeyTaken(Conflict):
    """This credential is registered already."""

    code = "passkey_taken"
    sentence = Sentence("This passkey is registered already.")


@dataclass(slots=True, kw_only=True)
class Passkey(Aggregate):
    """A credential that signs an account in. Ids and keys are base64url, as browsers write them."""

    id: PasskeyId
    account_id: AccountId
    credential_id: str
    public_key: str
    sign_count: int
    transports: tuple[str, ...]
    is_synced: bool
    name: str
    created_at: datetime
    last_used_at: datetime | None = None

    def rename(self, name: str) -> None:
        """Raises Invalid."""
        self.name = passkey_name(name)

    def used(self, *, sign_count: int, at: datetime) -> None:
        self.sign_count, self.last_used_at = sign_count, at


def passkey_name(value: str) -> str:
    """A name in one line; Passkey when left empty. Raises Invalid."""
    try:
        return one_line(value, most=MAX_PASSKEY_NAME) or "Passkey"
    except TextFault as fault:
        raise Invalid({"name": fault.sentence}) from fault
