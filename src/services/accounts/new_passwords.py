"""What every new password of a member goes through, whoever sets it."""

from domain.accounts import Account
from domain.credentials import PasswordPolicy
from domain.errors import Invalid
from domain.texts import TextFault
from services.ports.unit_of_work import UnitOfWork


def handles_of(work: UnitOfWork, account: Account) -> tuple[str, ...]:
    """What everybody sees, and nobody's password should be made of."""
    return tuple(profile.handle for profile in work.profiles.all_of(account.id))


def check_new(
    password: str, policy: PasswordPolicy, account: Account, *, handles: tuple[str, ...], place_name: str
) -> None:
    """Raises Invalid."""
    try:
        policy.check(
            password,
            about=(*handles, account.email, place_name),
            beside_second_factor=account.has_second_factor,
        )
    except TextFault as fault:
        raise Invalid({"password": fault.sentence}) from fault
