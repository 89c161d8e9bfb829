"""What an admin decides about the place: its name, who may join, what staff need."""

from domain.accounts import Role
from domain.errors import NotFound
from domain.viewers import Viewer
from services.ports.unit_of_work import Begin
from services.retrying import retried


class PlaceKeeping:
    """Only admins are let near it."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    @retried
    def change(
        self,
        *,
        name: str,
        tagline: str,
        registration: str,
        staff_need_second_factor: bool,
        members_may_invite: bool,
        version: int,
        by: Viewer,
    ) -> None:
        """Raises NotFound for who isn't an admin, Invalid, EditedMeanwhile."""
        by.require(Role.ADMIN)
        with self._begin() as work:
            place = work.place.get()
            if place is None:
                raise NotFound
            place.expect(version)
            place.change(name=name, tagline=tagline, registration=registration)
            place.guard(
                staff_need_second_factor=staff_need_second_factor, members_may_invite=members_may_invite
            )
            work.place.save(place)
