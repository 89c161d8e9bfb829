"""Handles that were changed, or whose people are gone: they lead to whoever had them, and to nobody else."""

from sqlalchemy import Connection, delete, exists, or_, update
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.tables import former_handles
from adapters.sqlalchemy.upserts import upsert
from domain.ids import ProfileId
from domain.profiles import Profile, skeleton
from domain.sessions import digest_of


def was_called(handle: str) -> ColumnElement[bool]:
    """Whoever had this handle, or one that reads the same."""
    return former_handles.c.digest == _digest(handle)


def was_anothers(handle: str, profile_id: ProfileId | None) -> ColumnElement[bool]:
    """Somebody had it, erased people included; with a profile's id, somebody else."""
    if profile_id is None:
        return exists().where(was_called(handle))
    is_another = or_(former_handles.c.profile_id.is_(None), former_handles.c.profile_id != profile_id)
    return exists().where(was_called(handle), is_another)


def keep_given_up(connection: Connection, profile: Profile) -> None:
    """Keep what the profile gave up; one that it took back is a former one no longer."""
    if not profile.given_up:
        return
    for handle in profile.given_up:
        statement = upsert(connection.dialect.name, former_handles).values(
            digest=_digest(handle), handle=handle, profile_id=profile.id
        )
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=[former_handles.c.digest], set_={"handle": statement.excluded.handle}
            )
        )
    connection.execute(
        delete(former_handles).where(was_called(profile.handle), former_handles.c.handle == profile.handle)
    )
    profile.given_up.clear()


def keep_digests_only(connection: Connection, profile_id: ProfileId, handle: str) -> None:
    """Forget whose handles these were, the last one included; nobody else gets them all the same."""
    connection.execute(
        update(former_handles)
        .where(former_handles.c.profile_id == profile_id)
        .values(handle=None, profile_id=None)
    )
    connection.execute(
        upsert(connection.dialect.name, former_handles)
        .values(digest=_digest(handle), handle=None, profile_id=None)
        .on_conflict_do_nothing()
    )


def _digest(handle: str) -> str:
    return digest_of(skeleton(handle))
