from random import Random

import pytest

from adapters.demo.phrasing import Bound, Phrasing


def phrasing(seed: int = 1, bound: Bound | None = None) -> Phrasing:
    return Phrasing(
        Random(seed),
        lasting={"crop": ("leeks", "beans", "peas")},
        fleeting={"day": ("Monday", "Friday"), "when": ("on {day}",)},
        bound={} if bound is None else bound,
    )


def test_one_text_speaks_of_one_crop() -> None:
    speaker = phrasing()
    assert {speaker.say("{crop}") for _ in range(20)} == {speaker.say("{crop}")}


def test_an_answer_speaks_of_the_same_crop_as_what_it_answers() -> None:
    bound: Bound = {}
    assert phrasing(1, bound).say("{crop}") == phrasing(2, bound).say("{crop}")


def test_days_change_from_one_paragraph_to_the_next_and_not_within_one() -> None:
    speaker = phrasing()
    said = [speaker.say("{day} {day}") for _ in range(20)]
    assert set(said) == {"Monday Monday", "Friday Friday"}


def test_a_second_crop_is_another() -> None:
    for seed in range(20):
        one, other = phrasing(seed).say("{crop} {crop2}").split()
        assert one != other


def test_a_name_in_capitals_begins_with_one() -> None:
    assert phrasing().say("{Crop}").istitle()


def test_alternatives_may_hold_places_and_places_others() -> None:
    assert phrasing().say("{never {when}|never {when}}") in ("never on Monday", "never on Friday")


def test_what_is_given_stands_in_its_place() -> None:
    assert phrasing().say("for {friend}", friend="ada") == "for ada"


def test_an_unknown_name_is_a_mistake_of_the_writer() -> None:
    with pytest.raises(KeyError):
        phrasing().say("{weather}")
