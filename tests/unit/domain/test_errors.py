import importlib
import pkgutil

import pytest

import domain
from domain import errors
from domain.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Sentence,
    StoaError,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from domain.posts import NotTheAuthor

KINDS = (Invalid, NotFound, Forbidden, Conflict, TooMany, Unauthenticated, Unavailable)


def every_error(kind: type[StoaError] = StoaError) -> set[type[StoaError]]:
    """Errors of the domain; the edges have some of their own, with their own statuses."""
    for module in pkgutil.iter_modules(domain.__path__):
        importlib.import_module(f"domain.{module.name}")
    errors = {kind}.union(*(every_error(child) for child in kind.__subclasses__()))
    return {error for error in errors if error.__module__.startswith("domain.")}


def test_a_sentence_is_filled_in_and_stays_apart_from_its_values() -> None:
    sentence = Sentence("This is {length} long; {most} fit.", length=3, most=2)
    assert str(sentence) == "This is 3 long; 2 fit."
    assert sentence.text == "This is {length} long; {most} fit."
    assert dict(sentence.values) == {"length": 3, "most": 2}


def test_braces_in_what_people_write_are_only_braces() -> None:
    assert (
        str(Sentence("“{tag}” can't be a tag.", tag="{tag.__class__}")) == "“{tag.__class__}” can't be a tag."
    )


def test_sentences_that_read_the_same_are_equal() -> None:
    assert Sentence("{n} left", n=1) == Sentence("1 left") == "1 left"
    assert Sentence("1 left") != Sentence("2 left")
    assert Sentence("1 left") != 1
    assert len({Sentence("{n} left", n=1), Sentence("1 left")}) == 1
    assert repr(Sentence("{n} left", n=1)) == "Sentence('1 left')"


def test_every_error_belongs_to_exactly_one_kind() -> None:
    for error in every_error() - {StoaError}:
        assert len([kind for kind in KINDS if issubclass(error, kind)]) == 1, error


def test_every_error_has_a_code_of_its_own() -> None:
    by_code: dict[str, set[type[StoaError]]] = {}
    for error in every_error() - {NotTheAuthor}:
        by_code.setdefault(error.code, set()).add(error)
    assert not {code: classes for code, classes in by_code.items() if len(classes) > 1}


def test_what_is_not_theirs_reads_like_what_is_not_there() -> None:
    assert (NotTheAuthor.code, str(NotTheAuthor())) == (NotFound.code, str(NotFound()))


def test_invalid_tells_every_field() -> None:
    invalid = Invalid({"title": Sentence("Too long."), "body": Sentence("Empty.")})
    assert str(invalid) == "title: Too long.; body: Empty."
    assert invalid.sentence == "Please look at the marked fields."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "wait a minute"), (60, "wait a minute"), (61, "wait 2 minutes"), (900, "wait 15 minutes")],
)
def test_a_wait_is_told_in_whole_minutes_never_too_few(seconds: int, words: str) -> None:
    refused = TooMany(seconds)
    assert words in str(refused)
    assert refused.retry_after == seconds


def test_an_error_may_bring_its_own_sentence_without_changing_its_class() -> None:
    assert (
        str(NotFound(Sentence("Nobody here is called @{handle}.", handle="bo")))
        == "Nobody here is called @bo."
    )
    assert str(NotFound()) == str(errors.NotFound.sentence)
