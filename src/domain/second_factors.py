"""SecondFactor: what somebody shows beside a password. Codes of an app, or one of ten from a sheet."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.base import Aggregate
from domain.errors import Invalid, Sentence
from domain.ids import AccountId
from domain.sessions import digest_of

RECOVERY_CODES = 10
"""As many as fit on a slip of paper and outlast a lost phone or two."""

_GROUPS, _LETTERS = 4, 6
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without those that read alike (0 and O, 1 and I): 4 groups of 6 hold 120 bits, more than the
112 above which a plain digest at rest is enough (NIST SP 800-63B-4, section 3.1.2.2)."""


class WrongCode(Invalid):
    """Not a code of this person, used before, or too old: never said which."""

    code = "wrong_code"

    def __init__(self, field: str = "code") -> None:
        super().__init__(
            {field: Sentence("This code doesn't fit, or was used before. Please try the next one.")}
        )


def new_recovery_codes() -> tuple[str, ...]:
    return tuple(
        "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))
        for _ in range(RECOVERY_CODES)
    )


def recovery_digest(code: str) -> str:
    """The digest of a code however it was typed: case, spaces and dashes don't count."""
    return digest_of("".join(sign for sign in code.upper() if sign.isalnum()))


@dataclass(slots=True, kw_only=True)
class SecondFactor(Aggregate):
    """One for an account: the sealed secret of an app, and the digests of unused recovery codes.

    Whoever has passkeys only has codes and no secret. `last_step` is the newest step whose code was
    taken, so that none is taken twice (RFC 6238, section 5.2).
    """

    account_id: AccountId
    sealed_secret: str | None = None
    confirmed_at: datetime | None = None
    last_step: int = 0
    recovery_digests: tuple[str, ...] = ()

    @property
    def has_app(self) -> bool:
        return self.sealed_secret is not None and self.confirmed_at is not None

    def begin(self, sealed_secret: str) -> None:
        """Propose an app's secret; it counts for nothing until a code was shown."""
        self.sealed_secret, self.confirmed_at, self.last_step = sealed_secret, None, 0

    def confirm(self, step: int | None, *, at: datetime) -> None:
        """The app works: it gave a good code. Raises WrongCode."""
        self._take(step)
        self.confirmed_at = at

    def accept(self, step: int | None) -> None:
        """Take a code of the app, each once. Raises WrongCode."""
        if not self.has_app:
            raise WrongCode
        self._take(step)

    def _take(self, step: int | None) -> None:
        if step is None or step <= self.last_step:
            raise WrongCode
        self.last_step = step

    def renew_recovery(self, codes: Iterable[str]) -> None:
        """Only these are good from now on."""
        self.recovery_digests = tuple(recovery_digest(code) for code in codes)

    def use_recovery(self, code: str) -> None:
        """Spend one. Raises WrongCode."""
        digest = recovery_digest(code)
        if digest not in self.recovery_digests:
            raise WrongCode
        self.recovery_digests = tuple(kept for kept in self.recovery_digests if kept != digest)

    def remove_app(self) -> None:
        self.sealed_secret, self.confirmed_at, self.last_step = None, None, 0
