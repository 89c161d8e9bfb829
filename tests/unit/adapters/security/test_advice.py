"""Advice on new passwords."""

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from passlib.pwd import default_wordsets
from zxcvbn import matching

from adapters.security import advice, common_passwords
from adapters.security.advice import MAX_JUDGED, MAX_JUDGED_DISGUISED, ZxcvbnAdviser
from services.ports.passwords import Strength
from tests.payloads import ODD_TEXTS

ADVISER = ZxcvbnAdviser()
ABOUT = ("ada", "ada.lovelace@example.org", "The Porch")

AT_ONCE = "Anybody would guess this at once."
OWN = "It holds a word that belongs to you or to this place."
KNOWN = "It holds a name or a word that is tried early."


def strength(password: str) -> Strength:
    return ADVISER.strength(password, about=ABOUT)


@pytest.mark.parametrize(
    ("password", "score"),
    [
        ("", 0),
        ("password", 0),
        ("margaret", 0),
        ("tanja4", 1),
        ("Stoa Porch", 2),
        ("kqzvbw83", 2),
        ("correct horse battery staple", 4),
        ("x7!kqv0pl2mzt9w", 4),
    ],
)
def test_passwords_are_judged(password: str, score: int) -> None:
    assert strength(password).score == score


def test_each_score_has_its_sentence() -> None:
    passwords = ["", "zzqk", "kqzvbw83", "zzqkwmxt9", "x7!kqv0pl2mzt9w"]
    assert [strength(password).score for password in passwords] == [0, 1, 2, 3, 4]
    assert [str(strength(password).sentence) for password in passwords] == [
        AT_ONCE,
        "This is quickly guessed.",
        "This is guessed by somebody who tries for long.",
        "This is hard to guess.",
        "This is very hard to guess.",
    ]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("password", KNOWN),
        ("p4ssw0rd", KNOWN),
        ("margaret", KNOWN),
        ("zxcvfr", "It follows the keyboard."),
        ("aaaaaaaaaaaaaa", "It repeats itself."),
        ("abcdefghij", "It holds a row such as abc or 6543."),
        ("1987", "It holds a year."),
        ("11/12/1987", "It holds a date."),
        ("lovelace", OWN),
        ("adalovelace", OWN),
        ("ADA.LOVELACE@example.ORG", OWN),
        ("the porch", OWN),
    ],
)
def test_a_weak_password_is_told_what_is_weak_about_it(password: str, reason: str) -> None:
    said = str(strength(password).sentence)
    assert said.endswith(f" {reason}")
    assert said.count(".") == 2


def test_a_strong_password_needs_no_reason() -> None:
    assert str(strength("correct horse battery staple").sentence) == "This is very hard to guess."


def test_one_persons_words_are_no_matter_to_the_next() -> None:
    mine = ADVISER.strength("kwizzlebottom", about=["kwizzlebottom"])
    assert mine.score == 0
    assert ADVISER.strength("kwizzlebottom", about=[]).score > 1
    assert "user_inputs" not in matching.RANKED_DICTIONARIES


def test_what_follows_the_first_hundred_characters_is_not_judged() -> None:
    assert strength("a" * MAX_JUDGED + "x7!kqv0pl2mzt9w") == strength("a" * MAX_JUDGED)
    assert strength("correct horse battery staple" * 40_000).score == 4


def test_a_text_that_may_be_read_in_many_ways_is_judged_by_its_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged: list[str] = []
    real = matching.l33t_match

    def read(password: str, **more: object) -> object:
        judged.append(password)
        return real(password, **more)

    monkeypatch.setattr(matching, "l33t_match", read)
    strength("4@8({[<3691!|70$5+%2" * 20)
    assert max(map(len, judged)) == MAX_JUDGED_DISGUISED
    judged.clear()
    strength("zwölf boxkämpfer jagen viktor $1,000 " * 20)
    assert max(map(len, judged)) == MAX_JUDGED


@given(st.text(max_size=120), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_can_be_judged(password: str, about: list[str]) -> None:
    assert ADVISER.strength(password, about=about).score in range(5)


@given(
    st.lists(st.sampled_from(["1234", "\n", "19", "ß", "İ", "٣", "\ud800", "aa", "$", "/"]), max_size=30).map(
        "".join
    )
)
@example("1234\n")
@example("İ1234")
def test_odd_characters_can_be_judged(password: str) -> None:
    assert ADVISER.strength(password, about=[password]).score in range(5)


def test_odd_texts_can_be_judged() -> None:
    for text in ODD_TEXTS:
        assert ADVISER.strength(text, about=[text]).score in range(5)


def test_a_proposal_is_four_words_of_a_list_of_7776() -> None:
    listed = set(default_wordsets["eff_long"])
    assert len(listed) == 7_776
    made = [ADVISER.proposal() for _ in range(50)]
    assert len(set(made)) == 50
    for proposal in made:
        assert len(proposal.split(" ")) == 4
        assert set(proposal.split(" ")) <= listed


def test_a_proposal_is_found_strong() -> None:
    assert {strength(ADVISER.proposal()).score for _ in range(20)} == {4}


def test_what_is_large_is_loaded_only_when_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "zxcvbn"]:
        monkeypatch.delitem(sys.modules, name)
    loaded_afresh(advice)
    assert loaded_afresh(common_passwords).is_common("password")
    assert "zxcvbn" not in sys.modules


def loaded_afresh(module: ModuleType) -> Any:
    spec = importlib.util.spec_from_file_location("afresh", module.__file__ or "")
    assert spec is not None and spec.loader is not None
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy
