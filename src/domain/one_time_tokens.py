"""OneTimeToken: a secret good once, in time, for one purpose and one browser. We keep its digest only."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from domain.base import Aggregate
from domain.errors import Forbidden, Sentence
from domain.ids import AccountId, TokenId
from domain.sessions import digest_of


class Purpose(StrEnum):
    """What a token is good for, and nothing else."""

    SETUP = "setup"
    CONFIRM_EMAIL = "confirm_email"
    CHANGE_EMAIL = "change_email"
    RESET_PASSWORD = "reset_password"
    SECOND_STEP = "second_step"
    ADD_PASSKEY = "add_passkey"
    SIGN_IN_BY_PASSKEY = "sign_in_by_passkey"
    SECOND_STEP_BY_PASSKEY = "second_step_by_passkey"
    PROVE_BY_PASSKEY = "prove_by_passkey"
    SIGN_IN_BY_PROVIDER = "sign_in_by_provider"
    LINK_PROVIDER = "link_provider"
    PROVE_BY_PROVIDER = "prove_by_provider"
    JOIN = "join"
    REOPEN = "reopen"


GOOD_FOR: Mapping[Purpose, timedelta] = {
    Purpose.SETUP: timedelta(days=1),
    Purpose.CONFIRM_EMAIL: timedelta(hours=24),
    Purpose.CHANGE_EMAIL: timedelta(hours=1),
    Purpose.RESET_PASSWORD: timedelta(hours=1),
    Purpose.SECOND_STEP: timedelta(minutes=10),
    Purpose.ADD_PASSKEY: timedelta(minutes=10),
    Purpose.SIGN_IN_BY_PASSKEY: timedelta(minutes=10),
    Purpose.SECOND_STEP_BY_PASSKEY: timedelta(minutes=10),
    Purpose.PROVE_BY_PASSKEY: timedelta(minutes=10),
    Purpose.SIGN_IN_BY_PROVIDER: timedelta(minutes=10),
    Purpose.LINK_PROVIDER: timedelta(minutes=10),
    Purpose.PROVE_BY_PROVIDER: timedelta(minutes=10),
    Purpose.JOIN: timedelta(minutes=30),
    Purpose.REOPEN: timedelta(minutes=10),
}
"""Links in mails last at most the 24 hours of NIST SP 800-63B-4, section 4.2.1.2; what a browser answers
by itself ten minutes (ASVS 5.0, 6.5.5). A console is read soon, and the next start makes a new link."""


OPEN_ANYWHERE = frozenset(
    {Purpose.SETUP, Purpose.CONFIRM_EMAIL, Purpose.CHANGE_EMAIL, Purpose.RESET_PASSWORD}
)
"""What comes by mail or from the console may be opened in any browser; the rest only where it began."""


class TokenRefused(Forbidden):
    """Unknown, used, too old, or for another purpose or browser: never said which."""

    code = "token_refused"
    sentence = Sentence("This link has been used or has run out. Please ask for a new one.")


@dataclass(slots=True, kw_only=True)
class OneTimeToken(Aggregate):
    """`bound_to` is the digest of the browser's own secret; empty for those that are good anywhere.

    `carries` holds what must still be known when the token comes back.
    """

    id: TokenId
    purpose: Purpose
    digest: str
    expires_at: datetime
    account_id: AccountId | None = None
    bound_to: str = ""
    carries: dict[str, str] = field(default_factory=dict)
    used_at: datetime | None = None

    @classmethod
    def issue(
        cls,
        purpose: Purpose,
        *,
        id: TokenId,
        token: str,
        at: datetime,
        account_id: AccountId | None = None,
        bound_to: str = "",
        **carries: str,
    ) -> Self:
        """`token` is the secret, `bound_to` the browser's, both as they are; only digests are kept."""
        return cls(
            id=id,
            purpose=purpose,
            digest=digest_of(token),
            expires_at=at + GOOD_FOR[purpose],
            account_id=account_id,
            bound_to=digest_of(bound_to) if bound_to else "",
            carries=carries,
        )

    @property
    def owner(self) -> AccountId:
        """Whose it is. Raises TokenRefused for one that is nobody's."""
        if self.account_id is None:
            raise TokenRefused
        return self.account_id

    def check(self, purpose: Purpose, *, at: datetime, bound_to: str = "") -> None:
        """Raises TokenRefused unless it is good for this purpose, in this browser, now."""
        is_over = self.used_at is not None or at >= self.expires_at
        if self.purpose is not purpose or is_over or not self._is_good_in(bound_to):
            raise TokenRefused

    def _is_good_in(self, browser: str) -> bool:
        """Where a browser has no secret there is nothing to tell it from others, so nothing is good in it."""
        if self.purpose in OPEN_ANYWHERE:
            return True
        return bool(browser) and hmac.compare_digest(self.bound_to, digest_of(browser))

    def use(self, purpose: Purpose, *, at: datetime, bound_to: str = "") -> None:
        """Spend it. Raises TokenRefused."""
        self.check(purpose, at=at, bound_to=bound_to)
        self.used_at = at
