"""How somebody gets into their account: looked at, and kept from being lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.accounts import Account
from domain.ids import AccountId
from domain.linked_logins import LinkedLogin, WaysIn
from domain.passkeys import Passkey
from domain.second_factors import new_recovery_codes
from services.ports.unit_of_work import Begin, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the security page shows. `recovery_left` counts unused codes."""

    has_password: bool
    has_app: bool
    has_second_factor: bool
    recovery_left: int
    passkeys: Sequence[Passkey]
    logins: Sequence[LinkedLogin]

    @property
    def may_lose_one(self) -> bool:
        """Whether a passkey or a linked login can go and leave a way in (see WaysIn)."""
        return self.has_password or len(self.passkeys) + len(self.logins) > 1


class WaysInOverview:
    """A person's own list of keys; it holds secrets of nobody else."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    def of(self, account_id: AccountId) -> Overview:
        """Raises NotFound."""
        with self._begin() as work:
            account = work.accounts.get(account_id)
            factor = work.second_factors.of(account_id)
            return Overview(
                has_password=account.password_hash is not None,
                has_app=factor.has_app,
                has_second_factor=account.has_second_factor,
                recovery_left=len(factor.recovery_digests),
                passkeys=work.passkeys.all_of(account_id),
                logins=work.linked_logins.all_of(account_id),
            )


def ways_in(work: UnitOfWork, account: Account) -> WaysIn:
    return WaysIn(
        password=account.password_hash is not None,
        passkeys=len(work.passkeys.all_of(account.id)),
        logins=len(work.linked_logins.all_of(account.id)),
    )


def settle_second_factor(work: UnitOfWork, account: Account) -> tuple[str, ...]:
    """Bring what hangs on the factors up to date after one came or went, and save the account.

    The first factor brings recovery codes along, which are returned, once; with the last one they go.
    """
    factor = work.second_factors.of(account.id)
    account.has_second_factor = factor.has_app or bool(work.passkeys.all_of(account.id))
    codes: tuple[str, ...] = ()
    if not account.has_second_factor:
        work.second_factors.remove_of(account.id)
    elif not factor.recovery_digests:
        codes = new_recovery_codes()
        factor.renew_recovery(codes)
        work.second_factors.save(factor)
    work.accounts.save(account)
    return codes


def take_factors_away(work: UnitOfWork, account: Account) -> None:
    """All of them, recovery codes included; the account is saved."""
    work.second_factors.remove_of(account.id)
    work.passkeys.remove_all_of(account.id)
    settle_second_factor(work, account)
