"""Invitations, and the tree of who invited whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Text, cast, delete, func, literal, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.handles import handle_of
from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.sign_in_tables import invitations
from adapters.sqlalchemy.tables import accounts
from adapters.sqlalchemy.versions import Collect, insert_first, update_loaded
from domain.accounts import Standing
from domain.errors import NotFound
from domain.ids import AccountId, InvitationId
from domain.invitations import Invitation
from services.ports.invitations import Branch, InvitationLine, InvitationQueries, InvitationRepository

MAX_TREE_DEPTH: Final = 100
"""Steps down from the root that a tree shows: more generations than any place has seen."""

_ZEROS: Final = "0" * 19
"""As many as the largest id has digits."""


def to_invitation(row: AnyRow) -> Invitation:
    return Invitation(
        id=InvitationId(row.id),
        version=row.version,
        inviter_id=AccountId(row.inviter_id),
        digest=row.digest,
        note=row.note,
        most=row.most,
        used=row.used,
        made_at=row.made_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )


def to_row(invitation: Invitation) -> dict[str, Any]:
    return {
        "id": invitation.id,
        "inviter_id": invitation.inviter_id,
        "digest": invitation.digest,
        "note": invitation.note,
        "most": invitation.most,
        "used": invitation.used,
        "made_at": invitation.made_at,
        "expires_at": invitation.expires_at,
        "ended_at": invitation.ended_at,
    }


class SqlAlchemyInvitations(InvitationRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: InvitationId) -> Invitation:
        invitation = self._found(select(invitations).where(invitations.c.id == id))
        if invitation is None:
            raise NotFound
        return invitation

    def by_digest(self, digest: str) -> Invitation | None:
        return self._found(select(invitations).where(invitations.c.digest == digest))

    def _found(self, statement: AnySelect) -> Invitation | None:
        row = self._connection.execute(statement).one_or_none()
        return to_invitation(row) if row else None

    def count_open(self, inviter_id: AccountId, now: datetime) -> int:
        statement = select(func.count()).where(
            invitations.c.inviter_id == inviter_id,
            invitations.c.ended_at.is_(None),
            invitations.c.expires_at > now,
            invitations.c.used < invitations.c.most,
        )
        return self._connection.scalar(statement) or 0

    def add(self, invitation: Invitation) -> None:
        insert_first(self._connection, invitations, to_row(invitation), invitation)
        self._collect(invitation)

    def save(self, invitation: Invitation) -> None:
        update_loaded(self._connection, invitations, invitation.id, to_row(invitation), invitation)
        self._collect(invitation)

    def remove_all_of(self, inviter_id: AccountId) -> int:
        return self._connection.execute(
            delete(invitations).where(invitations.c.inviter_id == inviter_id)
        ).rowcount


class SqlAlchemyInvitationQueries(InvitationQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def made_by(self, inviter_id: AccountId, now: datetime) -> Sequence[InvitationLine]:
        statement = (
            select(invitations, handle_of(invitations.c.inviter_id).label("inviter"))
            .where(invitations.c.inviter_id == inviter_id)
            .order_by(invitations.c.id.desc())
        )
        with reading(self._engine) as connection:
            return [_to_line(row, now) for row in connection.execute(statement)]

    def tree(self, root: AccountId, *, limit: int = 500) -> Sequence[Branch]:
        with reading(self._engine) as connection:
            return [_to_branch(row) for row in connection.execute(_select_tree(root, limit))]


def _select_tree(root: AccountId, limit: int) -> AnySelect:
    """A walk down from the root, in the order of paths: the ids of everybody on the way.

    Nobody is met twice: each was invited by one person, so only the root could stand below itself.
    """
    top = select(accounts.c.id, literal(0).label("depth"), _step_to(accounts.c.id).label("path"))
    walk = top.where(accounts.c.id == root).cte("walk", recursive=True)
    invited = accounts.alias("invited")
    walk = walk.union_all(
        select(invited.c.id, walk.c.depth + 1, walk.c.path + _step_to(invited.c.id))
        .join(walk, invited.c.invited_by == walk.c.id)
        .where(walk.c.depth < MAX_TREE_DEPTH, invited.c.id != root)
    )
    shown = select(walk).order_by(walk.c.path).limit(limit).subquery("shown")
    return (
        select(
            accounts.c.id,
            accounts.c.standing,
            accounts.c.registered_at,
            shown.c.depth,
            handle_of(accounts.c.id).label("handle"),
        )
        .join(shown, shown.c.id == accounts.c.id)
        .order_by(shown.c.path)
    )


def _step_to(id: ColumnElement[int]) -> ColumnElement[str]:
    """An id in 19 digits, so that texts sort as numbers do; in words that both databases know."""
    digits = cast(id, Text)
    return func.substr(literal(_ZEROS, Text) + digits, func.length(digits) + 1, type_=Text)


def _to_line(row: AnyRow, now: datetime) -> InvitationLine:
    invitation = to_invitation(row)
    return InvitationLine(
        id=invitation.id,
        inviter=row.inviter,
        note=invitation.note,
        most=invitation.most,
        used=invitation.used,
        made_at=invitation.made_at,
        expires_at=invitation.expires_at,
        is_open=invitation.is_open(now),
    )


def _to_branch(row: AnyRow) -> Branch:
    return Branch(
        account_id=AccountId(row.id),
        handle=row.handle,
        standing=Standing(row.standing),
        registered_at=row.registered_at,
        depth=row.depth,
    )
