"""Passwords: their hashes, and advice on new ones."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from domain.errors import Sentence


class PasswordHasher(ABC):
    @abstractmethod
    def hash(self, password: str) -> str: ...

    @abstractmethod
    def verify(self, password: str, hash: str) -> bool:
        """In time that doesn't depend on where they differ. False for a hash it can't read."""

    @abstractmethod
    def verify_nobody(self, password: str) -> None:
        """Spend the same time on an account that doesn't exist."""

    @abstractmethod
    def is_outdated(self, hash: str) -> bool:
        """Whether the hash was made under another scheme or weaker parameters than today's."""

    @abstractmethod
    def is_readable(self, hash: str) -> bool:
        """Whether `verify` could ever say yes: ours, or one of the schemes that are taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How hard a password is to guess: 0 (at once) to 4 (hopeless), and a sentence that says so."""

    score: int
    sentence: Sentence


class PasswordAdviser(ABC):
    """Says what a person may want to know before choosing. It decides nothing: PasswordPolicy does."""

    @abstractmethod
    def strength(self, password: str, *, about: Iterable[str]) -> Strength:
        """Judge a password; `about` holds the words that belong to the person and the place."""

    @abstractmethod
    def proposal(self) -> str:
        """Four words by chance, parted by spaces, from a list of 7,776: 51 bits."""
