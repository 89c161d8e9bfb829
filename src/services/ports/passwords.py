"""Hashes of passwords."""

from abc import ABC, abstractmethod


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
        """Whether the hash was made under weaker parameters than today's."""
