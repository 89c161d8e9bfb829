"""KnownDevice: a browser with which somebody signed in before.

It keeps its own count of tries, so nobody who guesses from elsewhere can lock its owner out (OWASP,
"Slow Down Online Guessing Attacks with Device Cookies").
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.base import Aggregate
from domain.ids import AccountId, DeviceId

KNOWN_FOR = timedelta(days=365)
"""A device unused for a year may be somebody else's by now."""

MAX_KNOWN_DEVICES = 50
"""Per account; the longest unseen goes first."""


@dataclass(slots=True, kw_only=True)
class KnownDevice(Aggregate):
    """`digest` is of the token in the browser's cookie."""

    id: DeviceId
    account_id: AccountId
    digest: str
    first_seen_at: datetime
    last_seen_at: datetime

    def is_known(self, at: datetime) -> bool:
        return at - self.last_seen_at < KNOWN_FOR

    def seen(self, at: datetime) -> None:
        self.last_seen_at = at
