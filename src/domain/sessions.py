"""LoginSession: a browser that is signed in. It holds a secret of which we keep the digest."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from domain.base import Aggregate
from domain.browsers import Browser
from domain.errors import NotFound
from domain.ids import AccountId, ProfileId, SessionId
from domain.profiles import Profile

TOKEN_BYTES = 32
"""256 bits: nothing to guess, so a plain digest at rest is enough."""

REMEMBERED_FOR = timedelta(days=60)
"""How long "remember me" lasts without another sign-in."""

BROWSER_SESSION_FOR = timedelta(days=1)
"""The absolute limit of a session that ends with the browser (ASVS 5.0, 7.3.2)."""

SEEN_EVERY = timedelta(minutes=1)
"""`last_seen_at` is written at most this often, so that reading a page rarely writes."""

IDLE_FOR = timedelta(hours=12)
REMEMBERED_IDLE_FOR = timedelta(days=30)
"""A session that nobody uses ends: overnight, or after a month on one's own device (ASVS 5.0, 7.3.1)."""

FRESH_FOR = timedelta(minutes=15)
"""For so long after somebody proved who they are, what opens doors can be changed (ASVS 5.0, 7.5.1)."""


def new_token() -> str:
    """A secret of 256 bits from the system's generator, in URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """SHA-256 of a token, in hexadecimal: what is kept at rest."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@dataclass(slots=True, kw_only=True)
class LoginSession(Aggregate):
    """One browser that is signed in to one account, speaking as one of its profiles."""

    id: SessionId
    account_id: AccountId
    profile_id: ProfileId
    digest: str
    device: str
    network: str
    started_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    idle_until: datetime
    proved_at: datetime
    remembered: bool

    @classmethod
    def start(
        cls,
        *,
        id: SessionId,
        account_id: AccountId,
        profile_id: ProfileId,
        token: str,
        browser: Browser,
        remember: bool,
        at: datetime,
    ) -> Self:
        """A session that begins now, by somebody who has just proved who they are."""
        return cls(
            id=id,
            account_id=account_id,
            profile_id=profile_id,
            digest=digest_of(token),
            device=browser.device,
            network=browser.network,
            started_at=at,
            last_seen_at=at,
            expires_at=at + cls.lasts(remember),
            idle_until=at + cls.idles(remember),
            proved_at=at,
            remembered=remember,
        )

    @staticmethod
    def lasts(remembered: bool) -> timedelta:
        return REMEMBERED_FOR if remembered else BROWSER_SESSION_FOR

    @staticmethod
    def idles(remembered: bool) -> timedelta:
        return REMEMBERED_IDLE_FOR if remembered else IDLE_FOR

    def seen(self, at: datetime) -> bool:
        """Note that the browser was here; False when that was noted a moment ago."""
        if at - self.last_seen_at < SEEN_EVERY:
            return False
        self.last_seen_at = at
        self.idle_until = at + self.idles(self.remembered)
        return True

    def proved(self, at: datetime) -> None:
        """They have shown once more who they are."""
        self.proved_at = at

    def speak_as(self, profile: Profile) -> None:
        """Go on as another of the account's profiles. Raises NotFound for somebody else's."""
        if profile.account_id != self.account_id:
            raise NotFound
        self.profile_id = profile.id


def is_fresh(proved_at: datetime, now: datetime) -> bool:
    return now - proved_at < FRESH_FOR
