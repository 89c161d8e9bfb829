"""The handle that an account goes by."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.tables import profiles


def handle_of(account_id: ColumnElement[Any]) -> ColumnElement[str]:
    """That of its first profile; empty where there is none. To be selected beside the account's id."""
    own = profiles.alias()
    first = select(own.c.handle).where(own.c.account_id == account_id).order_by(own.c.id).limit(1)
    return func.coalesce(first.scalar_subquery(), "")
