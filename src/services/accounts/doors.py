"""What ends when the keys to an account change: every other session, and every link that is on its way."""

from domain.accounts import Account
from domain.ids import AccountId, SessionId
from services.ports.unit_of_work import UnitOfWork


def shut(work: UnitOfWork, account_id: AccountId, *, but: SessionId | None = None) -> None:
    """End all sessions (but the present one) and all one-time tokens of an account."""
    work.sessions.remove_all_of(account_id, but=but)
    work.tokens.remove_all_of(account_id)


def show_as_standing(work: UnitOfWork, account: Account) -> None:
    """Have all profiles of an account seen as its standing has it."""
    for profile in work.profiles.all_of(account.id):
        if profile.stand(account.standing):
            work.profiles.save(profile)
