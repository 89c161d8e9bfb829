"""The handle that an account goes by."""

from adapters.memory.store import Tables
from domain.ids import AccountId


def handle_of(account_id: AccountId | None, tables: Tables) -> str:
    """That of its first profile; empty where there is none."""
    own = [profile for profile in tables.profiles.values() if profile.account_id == account_id]
    return min(own, key=lambda profile: profile.id).handle if own else ""
