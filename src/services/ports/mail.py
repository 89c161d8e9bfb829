"""Letters to people."""

from abc import ABC, abstractmethod
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail: plain text and HTML say the same. The subject is one line."""

    to: str
    subject: str
    text: str
    html: str


class Mailer(ABC):
    @abstractmethod
    def send(self, letter: Letter) -> None:
        """Hand it over to be delivered. Raises OSError when that can't be done now."""

    def forget(self, address: str) -> None:  # noqa: B027  # who hands mail on keeps nothing
        """Let go of letters to this address, where letters are kept at all."""


class LetterWriter(ABC):
    """Words of mails, from templates."""

    @abstractmethod
    def write(self, name: str, *, to: str, values: dict[str, str]) -> Letter:
        """The letter `name` (welcome, already_registered, ...) with its values filled in."""
