"""Codes of authenticator apps (TOTP, RFC 6238)."""

from abc import ABC, abstractmethod
from datetime import datetime


class OneTimeCodes(ABC):
    @abstractmethod
    def new_secret(self) -> str:
        """160 bits in base32, as apps take them (RFC 4226, section 4)."""

    @abstractmethod
    def address(self, secret: str, *, account: str, issuer: str) -> str:
        """The `otpauth://` address that an app reads from a QR code."""

    @abstractmethod
    def step_of(self, code: str, secret: str, at: datetime) -> int | None:
        """Which step of 30 seconds a code of six digits belongs to; None when to none around `at`.

        One step before and after counts, too, for clocks that differ (RFC 6238, section 5.2).
        White space in the code is no fault.
        """
