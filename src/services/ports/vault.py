"""Secrets that must be read again, kept so that a stolen database doesn't give them away."""

from abc import ABC, abstractmethod


class Vault(ABC):
    @abstractmethod
    def seal(self, secret: str, *, about: str) -> str:
        """What may be kept. `about` names what it belongs to, such as `totp:7`."""

    @abstractmethod
    def open(self, sealed: str, *, about: str) -> str | None:
        """The secret; None when it was changed, is about something else, or its key is gone."""
