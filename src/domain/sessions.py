"""LoginSession and one-time links: secrets that a person holds and of which we keep the digest."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from domain.base import Aggregate
from domain.ids import AccountId, LinkId, ProfileId, SessionId

TOKEN_BYTES = 32
"""256 bits: nothing to guess, so a plain digest at rest is enough."""

REMEMBERED_FOR = timedelta(days=60)
"""How long "remember me" lasts without another sign-in."""

BROWSER_SESSION_FOR = timedelta(days=1)
"""The absolute limit of a session that ends with the browser (ASVS 5.0, 7.3.2)."""

SEEN_EVERY = timedelta(minutes=1)
"""`last_seen_at` is written at most this often, so that reading a page rarely writes."""

SETUP_LINK_FOR = timedelta(days=1)
"""A console is read soon; the next start makes a new link."""


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
    remembered: bool

    @staticmethod
    def lasts(remembered: bool) -> timedelta:
        return REMEMBERED_FOR if remembered else BROWSER_SESSION_FOR

    def seen(self, at: datetime) -> bool:
        """Note that the browser was here; False when that was noted a moment ago."""
        if at - self.last_seen_at < SEEN_EVERY:
            return False
        self.last_seen_at = at
        return True


class Purpose(StrEnum):
    """What a one-time link is good for, and nothing else."""

    SETUP = "setup"


@dataclass(slots=True, kw_only=True)
class OneTimeLink(Aggregate):
    """A secret good once, for one purpose, for a short time."""

    id: LinkId
    purpose: Purpose
    digest: str
    expires_at: datetime
    used_at: datetime | None = None

    @classmethod
    def for_setup(cls, *, id: LinkId, token: str, at: datetime) -> Self:
        return cls(id=id, purpose=Purpose.SETUP, digest=digest_of(token), expires_at=at + SETUP_LINK_FOR)

    def is_good(self, purpose: Purpose, at: datetime) -> bool:
        return self.purpose is purpose and self.used_at is None and at < self.expires_at

    def use(self, at: datetime) -> None:
        self.used_at = at
