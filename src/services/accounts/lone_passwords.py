"""A password that was chosen beside a second factor may be short; alone it may not."""

from domain.accounts import Account
from domain.browsers import Browser
from domain.credentials import PasswordPolicy
from domain.errors import Invalid, Sentence
from domain.ids import AccountId, PasskeyId
from services.accounts.proving import Proving
from services.ports.unit_of_work import Begin, UnitOfWork


class LonePasswords:
    """Asked before a second factor goes."""

    def __init__(self, begin: Begin, proving: Proving, policy: PasswordPolicy) -> None:
        self._begin, self._proving, self._policy = begin, proving, policy

    def would_stand_alone(
        self, account_id: AccountId, *, without_app: bool = False, without_passkey: PasskeyId | None = None
    ) -> bool:
        """Whether the password would be all that is left, so that it is asked for."""
        with self._begin() as work:
            account = work.accounts.get(account_id)
            return account.password_hash is not None and not _stays_guarded(
                work, account, without_app, without_passkey
            )

    def check_may_stand_alone(
        self,
        account_id: AccountId,
        password: str,
        *,
        browser: Browser,
        without_app: bool = False,
        without_passkey: PasskeyId | None = None,
    ) -> None:
        """Raises Invalid when nothing else would be left and the password is wrong or too short.

        Where another factor stays, or there is no password, nothing is asked.
        """
        if not self.would_stand_alone(account_id, without_app=without_app, without_passkey=without_passkey):
            return
        self._proving.check_password(account_id, password, browser=browser)
        least = self._policy.least()
        if len(password) < least:
            raise Invalid(
                {
                    "password": Sentence(
                        "Your password has fewer than {least} characters, which is too few without a second "
                        "factor. Please change it first.",
                        least=least,
                    )
                }
            )


def _stays_guarded(
    work: UnitOfWork, account: Account, without_app: bool, without_passkey: PasskeyId | None
) -> bool:
    app_stays = work.second_factors.of(account.id).has_app and not without_app
    return app_stays or any(key.id != without_passkey for key in work.passkeys.all_of(account.id))
