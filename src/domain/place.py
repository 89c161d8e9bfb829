"""Place: what this Stoa is called, what it is for, and who may join."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from domain.base import Aggregate
from domain.errors import Invalid, Sentence
from domain.texts import TextFault, one_line

MAX_PLACE_NAME = 60
"""Fits a page's title and a mail's subject."""

MAX_TAGLINE = 200
"""Two lines on a phone."""


class Registration(StrEnum):
    """How a stranger becomes a member."""

    OPEN = "open"
    APPROVAL = "approval"
    INVITE = "invite"
    CLOSED = "closed"


@dataclass(slots=True, kw_only=True)
class Place(Aggregate):
    """The one place that this installation serves."""

    name: str
    tagline: str
    registration: Registration
    staff_need_second_factor: bool = False
    members_may_invite: bool = True

    @classmethod
    def found(cls, *, name: str, tagline: str, registration: str) -> Self:
        """Raises Invalid for a name, tagline or registration that breaks its rule."""
        name, tagline, mode = _parsed(name, tagline, registration)
        return cls(name=name, tagline=tagline, registration=mode)

    def change(self, *, name: str, tagline: str, registration: str) -> None:
        """Raises Invalid as `found` does."""
        self.name, self.tagline, self.registration = _parsed(name, tagline, registration)

    def guard(self, *, staff_need_second_factor: bool, members_may_invite: bool) -> None:
        self.staff_need_second_factor = staff_need_second_factor
        self.members_may_invite = members_may_invite


def _parsed(name: str, tagline: str, registration: str) -> tuple[str, str, Registration]:
    faults = {}
    try:
        name = one_line(name, most=MAX_PLACE_NAME, required=True)
    except TextFault as fault:
        faults["place_name"] = fault.sentence
    try:
        tagline = one_line(tagline, most=MAX_TAGLINE)
    except TextFault as fault:
        faults["tagline"] = fault.sentence
    if registration not in list(Registration):
        faults["registration"] = Sentence("Please choose one of these.")
    if faults:
        raise Invalid(faults)
    return name, tagline, Registration(registration)
