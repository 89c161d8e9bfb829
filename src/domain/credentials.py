"""Passwords: what makes one good enough. Hashing is an adapter's work."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.errors import Sentence
from domain.texts import TextFault

PASSWORD_MIN = 15
"""NIST SP 800-63B-4, section 3.1.1.2: a password that stands alone has at least 15 characters."""

PASSWORD_MIN_FLOOR = 8
"""OWASP ASVS 5.0, 6.2.1: no setting may go below this. NIST SP 800-63B-4, section 3.1.1.2: enough beside a
second factor."""

PASSWORD_MAX = 256
"""Above the 64 that NIST asks for; keeps the work of hashing bounded."""

_TELLING_LENGTH = 4
"""Shorter parts of a handle or an address would forbid half the dictionary."""


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """Length, a list of common passwords, and nothing made of the person's own names.

    No rule about kinds of characters and no expiry, as NIST SP 800-63B-4 asks.
    `is_common` tells whether a password, in lower case, is on the list.
    """

    minimum: int
    is_common: Callable[[str], bool]

    def least(self, *, beside_second_factor: bool = False) -> int:
        """Characters that a password needs at least: fewer where it doesn't stand alone."""
        return min(self.minimum, PASSWORD_MIN_FLOOR) if beside_second_factor else self.minimum

    def check(self, password: str, *, about: Iterable[str], beside_second_factor: bool = False) -> None:
        """Raises TextFault with what to do. `about` holds the handle, address and place's name."""
        least = self.least(beside_second_factor=beside_second_factor)
        if len(password) < least:
            raise TextFault(
                Sentence("Please use at least {minimum} characters; a few words do well.", minimum=least)
            )
        if len(password) > PASSWORD_MAX:
            raise TextFault(Sentence("Please use at most {most} characters.", most=PASSWORD_MAX))
        lowered = password.casefold()
        if self.is_common(lowered) or len(set(lowered)) < _TELLING_LENGTH:
            raise TextFault(Sentence("This password is among the first that anybody would try."))
        if self._is_made_of(lowered, about):
            raise TextFault(
                Sentence("Please don't build the password from your name, address or this place.")
            )

    def _is_made_of(self, lowered: str, about: Iterable[str]) -> bool:
        """Whether what is left without the person's own words is too short to be a secret."""
        rest = lowered
        for word in sorted({part for text in about for part in _parts(text)}, key=len, reverse=True):
            rest = rest.replace(word, "")
        return rest != lowered and len(rest) < PASSWORD_MIN_FLOOR


def _parts(text: str) -> Iterable[str]:
    lowered = text.casefold()
    for part in (lowered, *lowered.replace("@", " ").replace(".", " ").split()):
        if len(part) >= _TELLING_LENGTH:
            yield part
