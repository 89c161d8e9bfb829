"""The place, in its one row."""

from typing import Any, Final

from sqlalchemy import Connection, Engine, func, select

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.tables import place, profiles
from adapters.sqlalchemy.versions import Collect, insert_first, update_loaded
from domain.place import Place, Registration
from services.ports.place import PlaceCard, PlaceNumbers, PlaceQueries, PlaceRepository

_ONLY_ID: Final = 1


def to_place(row: AnyRow) -> Place:
    return Place(
        version=row.version,
        name=row.name,
        tagline=row.tagline,
        registration=Registration(row.registration),
        staff_need_second_factor=row.staff_need_second_factor,
        members_may_invite=row.members_may_invite,
    )


def to_row(place: Place) -> dict[str, Any]:
    return {
        "id": _ONLY_ID,
        "name": place.name,
        "tagline": place.tagline,
        "registration": place.registration.value,
        "staff_need_second_factor": place.staff_need_second_factor,
        "members_may_invite": place.members_may_invite,
    }


class SqlAlchemyPlace(PlaceRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self) -> Place | None:
        row = self._connection.execute(select(place)).one_or_none()
        return to_place(row) if row else None

    def add(self, new: Place) -> None:
        insert_first(self._connection, place, to_row(new), new)
        self._collect(new)

    def save(self, changed: Place) -> None:
        update_loaded(self._connection, place, _ONLY_ID, to_row(changed), changed)
        self._collect(changed)


class SqlAlchemyPlaceQueries(PlaceQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def card(self) -> PlaceCard:
        with reading(self._engine) as connection:
            row = connection.execute(select(place)).one_or_none()
        if row is None:
            return PlaceCard()
        return PlaceCard(
            name=row.name,
            tagline=row.tagline,
            registration=Registration(row.registration),
            staff_need_second_factor=row.staff_need_second_factor,
            members_may_invite=row.members_may_invite,
            is_set_up=True,
            version=row.version,
        )

    def numbers(self) -> PlaceNumbers:
        statement = select(
            func.count().label("people"), func.coalesce(func.sum(profiles.c.post_count), 0).label("posts")
        ).where(profiles.c.is_visible)
        with reading(self._engine) as connection:
            row = connection.execute(statement).one()
        return PlaceNumbers(people=row.people, posts=row.posts)
