"""Codes of authenticator apps, by pyotp."""

import hmac
import re
from datetime import datetime

import pyotp

from services.ports.one_time_codes import OneTimeCodes

SECRET_CHARACTERS = 32
"""160 bits in base32: the length that RFC 4226, section 4 (R6) recommends."""

LEEWAY = 1
"""Steps before and after the present one: RFC 6238, section 5.2 recommends no more."""

_CODE = re.compile(r"[0-9]{6}")


class PyotpCodes(OneTimeCodes):
    """SHA-1, six digits, 30 seconds: the only parameters that all apps know."""

    def new_secret(self) -> str:
        return pyotp.random_base32(SECRET_CHARACTERS)

    def address(self, secret: str, *, account: str, issuer: str) -> str:
        return pyotp.TOTP(secret).provisioning_uri(name=_label(account), issuer_name=_label(issuer))

    def step_of(self, code: str, secret: str, at: datetime) -> int | None:
        digits = "".join(code.split())
        if not _CODE.fullmatch(digits):
            return None
        try:
            totp = pyotp.TOTP(secret)
            now = totp.timecode(at)
        except ValueError:
            return None
        # All are compared, whichever fits. Where two steps share a code it is the later one's: it is
        # used up with it, and can't be used again as that of the other.
        steps = range(max(0, now - LEEWAY), now + LEEWAY + 1)
        fitting = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), digits)]
        return max(fitting, default=None)


def _label(text: str) -> str:
    """Without colons, which part issuer and account in the address."""
    return " ".join(text.replace(":", " ").split())
