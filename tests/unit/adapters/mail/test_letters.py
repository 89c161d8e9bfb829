"""The words of mails."""

import re
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from adapters.mail import letters
from adapters.mail.letters import JinjaLetterWriter
from tests.payloads import SCRIPT_INJECTIONS
from tests.unit.adapters.text.reading import tags_in, words_in

KEY = "Zm9vYmFyYmF6-_Zm9vYmFyYmF6"
PERSON = "ada@example.org"
WHO = {"display_name": "Ada", "handle": "ada"}
HAPPENING = {
    "what": "A passkey was added: Phone.",
    "at": "1 January 2026, 12:00 UTC",
    "device": "Firefox on Linux",
    "network": "192.0.2.0/24",
}

LETTERS = {
    "already_registered": WHO,
    "approved": WHO,
    "closed": WHO | HAPPENING | {"what": "You closed your account."},
    "confirm_email": WHO | {"key": KEY},
    "confirm_new_email": WHO | {"key": KEY},
    "email_changed": WHO,
    "export_ready": WHO,
    "notice": WHO | HAPPENING,
    "reset_password": WHO | {"key": KEY},
}

LINKS = {
    "already_registered": ["/sign-in", "/password-resets"],
    "approved": ["/sign-in"],
    "closed": ["/sign-in", "/password-resets", "/settings/activity"],
    "confirm_email": [f"/confirm-email?key={KEY}"],
    "confirm_new_email": [f"/confirm-new-email?key={KEY}"],
    "email_changed": [""],
    "export_ready": ["/settings/export"],
    "notice": ["/password-resets", "/settings/activity"],
    "reset_password": [f"/reset-password?key={KEY}"],
}

WRITER = JinjaLetterWriter(base_url="https://stoa.example/", place_name=lambda: "The Porch")


def test_every_letter_there_is_is_looked_at() -> None:
    files = sorted(path.stem for path in (Path(letters.__file__).parent / "templates").glob("[!_]*.txt"))
    assert files == sorted(LETTERS)


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_speaks_to_a_person_for_the_place(name: str) -> None:
    letter = WRITER.write(name, to=PERSON, values=LETTERS[name])
    assert letter.to == PERSON
    assert "The Porch" in letter.subject
    assert letter.text.startswith("Hello Ada,\n")
    assert letter.text.endswith("\nThe Porch\n")
    assert "\n\n\n" not in letter.text
    assert "!" not in letter.text


@pytest.mark.parametrize("name", LETTERS)
def test_its_links_lead_to_the_place_and_nowhere_else(name: str) -> None:
    letter = WRITER.write(name, to=PERSON, values=LETTERS[name])
    whole = [f"https://stoa.example{path}" for path in LINKS[name]]
    assert re.findall(r"^https?://\S+$", letter.text, re.MULTILINE) == whole
    assert re.findall(r'href="([^"]+)"', letter.html) == whole
    assert len(re.findall(r"https?://", letter.text)) == len(whole)


@pytest.mark.parametrize("name", LETTERS)
def test_both_parts_say_the_same(name: str) -> None:
    letter = WRITER.write(name, to=PERSON, values=LETTERS[name])
    body = letter.html[letter.html.index("<body") :]
    assert words_in(body) == " ".join(letter.text.split())


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        *((name, "display_name") for name in LETTERS),
        ("confirm_email", "key"),
        ("confirm_new_email", "key"),
        ("reset_password", "key"),
        ("approved", "handle"),
        ("closed", "what"),
        ("notice", "what"),
        ("notice", "at"),
        ("notice", "network"),
    ],
)
def test_a_value_that_is_missing_is_noticed(name: str, gone: str) -> None:
    values = {known: value for known, value in LETTERS[name].items() if known != gone}
    with pytest.raises(UndefinedError):
        WRITER.write(name, to=PERSON, values=values)


def test_a_letter_that_is_not_there_is_noticed() -> None:
    for name in ("love", "../letters", "/etc/passwd", "welcome"):
        with pytest.raises(TemplateNotFound):
            WRITER.write(name, to=PERSON, values=WHO)


def test_a_notice_says_what_happened_when_and_where() -> None:
    text = WRITER.write("notice", to=PERSON, values=LETTERS["notice"]).text
    for words in HAPPENING.values():
        assert words in text


@pytest.mark.parametrize("name", ["notice", "closed"])
def test_what_is_not_known_is_left_out(name: str) -> None:
    letter = WRITER.write(name, to=PERSON, values=LETTERS[name] | {"device": "", "network": ""})
    assert "With:" not in letter.text + letter.html
    assert "network" not in letter.text + letter.html
    assert words_in(letter.html[letter.html.index("<body") :]) == " ".join(letter.text.split())


def test_what_staff_did_is_not_taken_for_a_strangers_doing() -> None:
    text = WRITER.write("notice", to=PERSON, values=LETTERS["notice"] | {"device": "", "network": ""}).text
    assert "The people who run The Porch did this." in text
    assert "wasn't you" not in text


@pytest.mark.parametrize("payload", SCRIPT_INJECTIONS, ids=range(len(SCRIPT_INJECTIONS)))
def test_words_from_outside_are_text_in_both_parts(payload: str) -> None:
    writer = JinjaLetterWriter(base_url="https://stoa.example", place_name=lambda: payload)
    for name, values in LETTERS.items():
        plain = {tag for tag, _ in tags_in(WRITER.write(name, to=PERSON, values=values).html)}
        outside = dict.fromkeys({"display_name", "what", "device", "network"} & values.keys(), payload)
        letter = writer.write(name, to=PERSON, values=values | outside)
        assert {tag for tag, _ in tags_in(letter.html)} == plain
        assert "\n" not in letter.subject
        assert payload in letter.text
