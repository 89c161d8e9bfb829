import pytest

from domain.errors import Invalid
from domain.place import MAX_PLACE_NAME, MAX_TAGLINE, Place, Registration


def test_a_place_has_a_name_a_tagline_and_a_rule_of_entry() -> None:
    place = Place.found(name=" The\nPorch ", tagline="", registration="approval")
    assert (place.name, place.tagline, place.registration) == ("The Porch", "", Registration.APPROVAL)


def test_every_fault_of_a_place_is_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        Place.found(name="\u200b", tagline="x" * (MAX_TAGLINE + 1), registration="anarchy")
    assert set(refused.value.fields) == {"place_name", "tagline", "registration"}


@pytest.mark.parametrize("name", ["", "  ", "x" * (MAX_PLACE_NAME + 1)])
def test_a_place_needs_a_name_that_fits(name: str) -> None:
    with pytest.raises(Invalid):
        Place.found(name=name, tagline="", registration=Registration.OPEN)


def test_a_name_can_not_add_a_header_to_a_mail() -> None:
    place = Place.found(name="Porch\r\nBcc: all@example.org", tagline="", registration="open")
    assert "\n" not in place.name
    assert "\r" not in place.name


def test_a_place_says_who_may_invite_and_what_staff_need() -> None:
    place = Place.found(name="Porch", tagline="", registration="invite")
    assert (place.staff_need_second_factor, place.members_may_invite) == (False, True)
    place.guard(staff_need_second_factor=True, members_may_invite=False)
    assert (place.staff_need_second_factor, place.members_may_invite) == (True, False)


def test_a_change_with_a_fault_changes_nothing() -> None:
    place = Place.found(name="Porch", tagline="Talk.", registration="open")
    with pytest.raises(Invalid):
        place.change(name="Agora", tagline="", registration="anarchy")
    assert (place.name, place.tagline, place.registration) == ("Porch", "Talk.", Registration.OPEN)
