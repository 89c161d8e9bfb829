"""Invitations in a dictionary, and the tree by plain walking."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import islice

from adapters.memory.handles import handle_of
from adapters.memory.store import Changes, MemoryStore, kept
from domain.accounts import Account
from domain.errors import NotFound
from domain.ids import AccountId, InvitationId
from domain.invitations import Invitation
from services.ports.invitations import Branch, InvitationLine, InvitationQueries, InvitationRepository

MAX_TREE_DEPTH = 100
"""Steps down from the root that a tree shows: more generations than any place has seen."""


class InMemoryInvitations(InvitationRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._invitations = changes, changes.tables.invitations

    def get(self, id: InvitationId) -> Invitation:
        if id not in self._invitations:
            raise NotFound
        return kept(self._invitations[id])

    def by_digest(self, digest: str) -> Invitation | None:
        for invitation in self._invitations.values():
            if invitation.digest == digest:
                return kept(invitation)
        return None

    def count_open(self, inviter_id: AccountId, now: datetime) -> int:
        return sum(invitation.is_open(now) for invitation in self._by(inviter_id))

    def add(self, invitation: Invitation) -> None:
        self._changes.put_new(self._invitations, invitation.id, invitation)

    def save(self, invitation: Invitation) -> None:
        self._changes.put_again(self._invitations, invitation.id, invitation)

    def remove_all_of(self, inviter_id: AccountId) -> int:
        own = self._by(inviter_id)
        for invitation in own:
            del self._invitations[invitation.id]
        return len(own)

    def _by(self, inviter_id: AccountId) -> Collection[Invitation]:
        return [made for made in self._invitations.values() if made.inviter_id == inviter_id]


class InMemoryInvitationQueries(InvitationQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def made_by(self, inviter_id: AccountId, now: datetime) -> Sequence[InvitationLine]:
        tables = self._store.tables
        own = [made for made in tables.invitations.values() if made.inviter_id == inviter_id]
        return [
            InvitationLine(
                id=made.id,
                inviter=handle_of(inviter_id, tables),
                note=made.note,
                most=made.most,
                used=made.used,
                made_at=made.made_at,
                expires_at=made.expires_at,
                is_open=made.is_open(now),
            )
            for made in sorted(own, key=lambda made: made.id, reverse=True)
        ]

    def tree(self, root: AccountId, *, limit: int = 500) -> Sequence[Branch]:
        account = self._store.tables.accounts.get(root)
        return list(islice(self._walk(account, root, 0), limit)) if account else []

    def _walk(self, account: Account, root: AccountId, depth: int) -> Iterator[Branch]:
        """Nobody is met twice: each was invited by one person, so only the root could stand below itself."""
        tables = self._store.tables
        yield Branch(
            account_id=account.id,
            handle=handle_of(account.id, tables),
            standing=account.standing,
            registered_at=account.registered_at,
            depth=depth,
        )
        if depth < MAX_TREE_DEPTH:
            invited = [a for a in tables.accounts.values() if a.invited_by == account.id and a.id != root]
            for other in sorted(invited, key=lambda a: a.id):
                yield from self._walk(other, root, depth + 1)
