"""Profiles, and how they are looked at."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, exists, or_, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.former_handles import keep_digests_only, keep_given_up, was_anothers, was_called
from adapters.sqlalchemy.posts import erase_all_by
from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.tables import drafts, former_handles, mentions, profiles
from adapters.sqlalchemy.versions import Collect, delete_loaded, insert_first, update_loaded
from adapters.sqlalchemy.visibility import may_see_profile
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import AccountId, ProfileId
from domain.profiles import HandleTaken, Profile, skeleton
from domain.viewers import Viewer
from services.ports.profiles import ProfileCard, ProfileHead, ProfileQueries, ProfileRepository

_COLUMNS = (
    profiles.c.id,
    profiles.c.version,
    profiles.c.account_id,
    profiles.c.handle,
    profiles.c.display_name,
    profiles.c.bio,
    profiles.c.created_at,
    profiles.c.is_visible,
    profiles.c.is_listed,
    profiles.c.renamed_at,
)

CARD_COLUMNS = (profiles.c.id, profiles.c.handle, profiles.c.display_name, profiles.c.bio)


def to_profile(row: AnyRow) -> Profile:
    return Profile(
        id=ProfileId(row.id),
        version=row.version,
        account_id=AccountId(row.account_id),
        handle=row.handle,
        display_name=row.display_name,
        bio=row.bio,
        created_at=row.created_at,
        is_visible=row.is_visible,
        is_listed=row.is_listed,
        renamed_at=row.renamed_at,
    )


def to_row(profile: Profile) -> dict[str, Any]:
    """Every column but the kept counter, which changes without a new version."""
    return {
        "id": profile.id,
        "account_id": profile.account_id,
        "handle": profile.handle,
        "skeleton": skeleton(profile.handle),
        "display_name": profile.display_name,
        "bio": profile.bio,
        "created_at": profile.created_at,
        "is_visible": profile.is_visible,
        "is_listed": profile.is_listed,
        "renamed_at": profile.renamed_at,
    }


def to_card(row: AnyRow) -> ProfileCard:
    return ProfileCard(id=ProfileId(row.id), handle=row.handle, display_name=row.display_name, bio=row.bio)


class SqlAlchemyProfiles(ProfileRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: ProfileId) -> Profile:
        profile = self._found(profiles.c.id == id)
        if profile is None:
            raise NotFound
        return profile

    def first_of(self, account_id: AccountId) -> Profile:
        own = self.all_of(account_id)
        if not own:
            raise NotFound
        return own[0]

    def all_of(self, account_id: AccountId) -> Sequence[Profile]:
        statement = select(*_COLUMNS).where(profiles.c.account_id == account_id).order_by(profiles.c.id)
        return [to_profile(row) for row in self._connection.execute(statement)]

    def by_handle(self, handle: str) -> Profile | None:
        return self._found(profiles.c.handle == handle)

    def _found(self, which: ColumnElement[bool]) -> Profile | None:
        row = self._connection.execute(select(*_COLUMNS).where(which)).one_or_none()
        return to_profile(row) if row else None

    def is_taken(self, handle: str, *, by_other_than: ProfileId | None = None) -> bool:
        is_like = exists().where(profiles.c.skeleton == skeleton(handle))
        if by_other_than is not None:
            is_like = is_like.where(profiles.c.id != by_other_than)
        return bool(self._connection.scalar(select(or_(is_like, was_anothers(handle, by_other_than)))))

    def add(self, profile: Profile) -> None:
        insert_first(self._connection, profiles, to_row(profile), profile)
        self._check_never_anothers(profile)
        self._collect(profile)

    def save(self, profile: Profile) -> None:
        update_loaded(self._connection, profiles, profile.id, to_row(profile), profile)
        self._check_never_anothers(profile)
        keep_given_up(self._connection, profile)
        self._collect(profile)

    def _check_never_anothers(self, profile: Profile) -> None:
        """Asked once the handle is written: whoever gave it up until then has left a trace to be seen."""
        if self._connection.scalar(select(was_anothers(profile.handle, profile.id))):
            raise HandleTaken

    def remove(self, profile: Profile) -> None:
        handle = self._load_handle(profile)
        self._connection.execute(delete(drafts).where(drafts.c.owner_id == profile.id))
        erase_all_by(self._connection, profile.id)
        self._connection.execute(delete(mentions).where(mentions.c.profile_id == profile.id))
        keep_digests_only(self._connection, profile.id, handle)
        delete_loaded(self._connection, profiles, profile.id, profile)
        self._collect(profile)

    def _load_handle(self, profile: Profile) -> str:
        """The kept handle; nobody changes the row until the transaction ends."""
        statement = select(profiles.c.version, profiles.c.handle).where(profiles.c.id == profile.id)
        row = self._connection.execute(statement.with_for_update()).one_or_none()
        if row is None:
            raise NotFound
        if row.version != profile.version:
            raise EditedMeanwhile
        handle: str = row.handle
        return handle


class SqlAlchemyProfileQueries(ProfileQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def head(self, handle: str, viewer: Viewer) -> ProfileHead:
        statement = select(*_COLUMNS, profiles.c.post_count).where(
            profiles.c.handle == handle, may_see_profile(viewer)
        )
        with reading(self._engine) as connection:
            row = connection.execute(statement).one_or_none()
        if row is None:
            raise NotFound
        return ProfileHead(
            id=ProfileId(row.id),
            handle=row.handle,
            display_name=row.display_name,
            bio=row.bio,
            created_at=row.created_at,
            posts=row.post_count,
            version=row.version,
        )

    def moved_to(self, handle: str) -> str | None:
        statement = (
            select(profiles.c.handle)
            .join(former_handles, former_handles.c.profile_id == profiles.c.id)
            .where(was_called(handle), former_handles.c.handle == handle, profiles.c.is_visible)
        )
        with reading(self._engine) as connection:
            return connection.scalar(statement)

    def newest(self, *, limit: int) -> Sequence[ProfileCard]:
        statement = (
            select(*CARD_COLUMNS)
            .where(profiles.c.is_visible, profiles.c.is_listed)
            .order_by(profiles.c.id.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [to_card(row) for row in connection.execute(statement)]

    def ids_of(self, handles: Collection[str]) -> Mapping[str, ProfileId]:
        if not handles:
            return {}
        statement = select(profiles.c.handle, profiles.c.id).where(
            profiles.c.handle.in_(handles), profiles.c.is_visible
        )
        with reading(self._engine) as connection:
            return {handle: ProfileId(id) for handle, id in connection.execute(statement)}
