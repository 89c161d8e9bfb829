"""What the activities need to know of the place itself."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from domain.place import Place, Registration


class PlaceRepository(ABC):
    """The one place. There is none before the owner has set it up."""

    @abstractmethod
    def get(self) -> Place | None: ...

    @abstractmethod
    def add(self, place: Place) -> None:
        """Raises Conflict when there is a place already."""

    @abstractmethod
    def save(self, place: Place) -> None:
        """Raises EditedMeanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCard:
    """The place as every page names it. Before set-up: named Stoa, and `is_set_up` False."""

    name: str = "Stoa"
    tagline: str = ""
    registration: Registration = Registration.CLOSED
    staff_need_second_factor: bool = False
    members_may_invite: bool = True
    is_set_up: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNumbers:
    """How lively a place is: visible profiles, and posts of theirs that everybody may read, replies aside."""

    people: int
    posts: int


class PlaceQueries(ABC):
    @abstractmethod
    def card(self) -> PlaceCard:
        """What every page asks for: one statement, one row."""

    @abstractmethod
    def numbers(self) -> PlaceNumbers:
        """Counted over all profiles, so not for every page."""
