"""Profiles, and how they are looked at."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, exists, select

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.tables import profiles
from adapters.sqlalchemy.versions import Collect, insert_first, update_loaded
from adapters.sqlalchemy.visibility import may_see_profile
from domain.errors import NotFound
from domain.ids import AccountId, ProfileId
from domain.profiles import Profile, skeleton
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
)


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
    }


class SqlAlchemyProfiles(ProfileRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: ProfileId) -> Profile:
        row = self._connection.execute(select(*_COLUMNS).where(profiles.c.id == id)).one_or_none()
        if row is None:
            raise NotFound
        return to_profile(row)

    def first_of(self, account_id: AccountId) -> Profile:
        statement = (
            select(*_COLUMNS).where(profiles.c.account_id == account_id).order_by(profiles.c.id).limit(1)
        )
        row = self._connection.execute(statement).one_or_none()
        if row is None:
            raise NotFound
        return to_profile(row)

    def by_handle(self, handle: str) -> Profile | None:
        row = self._connection.execute(select(*_COLUMNS).where(profiles.c.handle == handle)).one_or_none()
        return to_profile(row) if row else None

    def is_taken(self, handle: str) -> bool:
        like = exists().where(profiles.c.skeleton == skeleton(handle))
        return bool(self._connection.scalar(select(like)))

    def add(self, profile: Profile) -> None:
        insert_first(self._connection, profiles, to_row(profile), profile)
        self._collect(profile)

    def save(self, profile: Profile) -> None:
        update_loaded(self._connection, profiles, profile.id, to_row(profile), profile)
        self._collect(profile)


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

    def newest(self, *, limit: int) -> Sequence[ProfileCard]:
        statement = (
            select(profiles.c.id, profiles.c.handle, profiles.c.display_name, profiles.c.bio)
            .where(profiles.c.is_visible)
            .order_by(profiles.c.id.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [
                ProfileCard(id=ProfileId(id), handle=handle, display_name=display_name, bio=bio)
                for id, handle, display_name, bio in connection.execute(statement)
            ]

    def ids_of(self, handles: Collection[str]) -> Mapping[str, ProfileId]:
        if not handles:
            return {}
        statement = select(profiles.c.handle, profiles.c.id).where(
            profiles.c.handle.in_(handles), profiles.c.is_visible
        )
        with reading(self._engine) as connection:
            return {handle: ProfileId(id) for handle, id in connection.execute(statement)}
