"""Secrets of authenticator apps, sealed while they are kept."""

from domain.ids import AccountId
from domain.second_factors import SecondFactor
from services.ports.clock import Clock
from services.ports.one_time_codes import OneTimeCodes
from services.ports.vault import Vault


class AppCodes:
    """Makes secrets for apps, and reads their codes."""

    def __init__(self, codes: OneTimeCodes, vault: Vault, clock: Clock) -> None:
        self._codes, self._vault, self._clock = codes, vault, clock

    def new_secret(self, account_id: AccountId) -> tuple[str, str]:
        """A secret, and the same sealed for this account."""
        secret = self._codes.new_secret()
        return secret, self._vault.seal(secret, about=_about(account_id))

    def secret_of(self, factor: SecondFactor) -> str | None:
        """The app's secret, while it is being set up; None when there is none or it can't be opened."""
        if factor.sealed_secret is None:
            return None
        return self._vault.open(factor.sealed_secret, about=_about(factor.account_id))

    def address(self, secret: str, *, account: str, issuer: str) -> str:
        """The `otpauth://` address for the app."""
        return self._codes.address(secret, account=account, issuer=issuer)

    def step_of(self, factor: SecondFactor, code: str) -> int | None:
        """The step that a code belongs to now; None when it fits none."""
        secret = self.secret_of(factor)
        return None if secret is None else self._codes.step_of(code, secret, self._clock.now())


def _about(account_id: AccountId) -> str:
    return f"totp:{account_id}"
