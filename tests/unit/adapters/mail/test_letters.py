"""The words of mails."""

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from adapters.mail.letters import JinjaLetterWriter
from tests.payloads import SCRIPT_INJECTIONS
from tests.unit.adapters.text.reading import tags_in, words_in

LETTERS = ("welcome", "already_registered", "awaiting_approval", "approved", "password_changed")
VALUES = {"display_name": "Ada", "handle": "ada"}
WRITER = JinjaLetterWriter(base_url="https://stoa.example/", place_name=lambda: "The Porch")
PERSON = "ada@example.org"


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_speaks_to_a_person_for_the_place(name: str) -> None:
    letter = WRITER.write(name, to=PERSON, values=VALUES)
    assert letter.to == PERSON
    assert "The Porch" in letter.subject
    assert letter.text.startswith("Hello Ada,\n")
    assert "https://stoa.example" in letter.text
    assert "https://stoa.example//" not in letter.text


@pytest.mark.parametrize("name", LETTERS)
def test_both_parts_say_the_same(name: str) -> None:
    letter = WRITER.write(name, to=PERSON, values=VALUES)
    body = letter.html[letter.html.index("<body") :]
    assert words_in(body) == " ".join(letter.text.split())


@pytest.mark.parametrize("name", LETTERS)
def test_a_value_that_is_missing_is_noticed(name: str) -> None:
    with pytest.raises(UndefinedError):
        WRITER.write(name, to=PERSON, values={})


def test_a_letter_that_is_not_there_is_noticed() -> None:
    for name in ("love", "../letters", "/etc/passwd"):
        with pytest.raises(TemplateNotFound):
            WRITER.write(name, to=PERSON, values=VALUES)


@pytest.mark.parametrize("payload", SCRIPT_INJECTIONS, ids=range(len(SCRIPT_INJECTIONS)))
def test_names_are_text_in_both_parts(payload: str) -> None:
    writer = JinjaLetterWriter(base_url="https://stoa.example", place_name=lambda: payload)
    plain = {tag for tag, _ in tags_in(WRITER.write("welcome", to=PERSON, values=VALUES).html)}
    letter = writer.write("welcome", to=PERSON, values={"display_name": payload, "handle": "ada"})
    assert {tag for tag, _ in tags_in(letter.html)} == plain
    assert "\n" not in letter.subject
    assert payload in letter.text
