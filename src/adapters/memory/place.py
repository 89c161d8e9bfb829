"""The one place, or none yet."""

from adapters.memory.store import Changes, MemoryStore, kept
from domain.errors import Conflict
from domain.place import Place
from services.ports.place import PlaceCard, PlaceNumbers, PlaceQueries, PlaceRepository

THE_ONE = 1


class InMemoryPlace(PlaceRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def get(self) -> Place | None:
        place = self._changes.tables.place.get(THE_ONE)
        return kept(place) if place else None

    def add(self, place: Place) -> None:
        if self._changes.tables.place:
            raise Conflict
        self._changes.put_new(self._changes.tables.place, THE_ONE, place)

    def save(self, place: Place) -> None:
        self._changes.put_again(self._changes.tables.place, THE_ONE, place)


class InMemoryPlaceQueries(PlaceQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def card(self) -> PlaceCard:
        tables = self._store.tables
        if not tables.place:
            return PlaceCard()
        place = tables.place[THE_ONE]
        return PlaceCard(
            name=place.name,
            tagline=place.tagline,
            registration=place.registration,
            staff_need_second_factor=place.staff_need_second_factor,
            members_may_invite=place.members_may_invite,
            is_set_up=True,
            version=place.version,
        )

    def numbers(self) -> PlaceNumbers:
        tables = self._store.tables
        visible = {profile.id for profile in tables.profiles.values() if profile.is_visible}
        return PlaceNumbers(
            people=len(visible),
            posts=sum(
                post.counts and post.in_reply_to is None and post.author_id in visible
                for post in tables.posts.values()
            ),
        )
