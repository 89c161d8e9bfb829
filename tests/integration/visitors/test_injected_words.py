"""Titles, names and other single lines are words on every page, whatever they look like."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bootstrap.container import Container
from domain.accounts import Role, Standing
from domain.browsers import Browser
from domain.place import Place
from domain.security_log import Happening
from domain.texts import is_blank, one_line
from domain.writings import MAX_TITLE
from services.ports.mail import Letter
from tests.integration.visitors.markup import Kind, dangers_in, kinds_of, squeezed, words_of
from tests.payloads import SCRIPT_INJECTIONS
from tests.visitor import Visitor

LINES = [line for payload in SCRIPT_INJECTIONS if not is_blank(line := one_line(payload, most=None))]
"""As they are kept: the rules for single lines have been applied."""

TOGETHER = " ".join(LINES)
"""All of them in one field: what escapes one character escapes it everywhere."""

LETTERS = ("already_registered", "approved", "reset_password")

MORE: Kind = ("a", ("class", "href", "rel"))
"""The link to the next page of a list."""


def packed(most: int) -> Iterator[str]:
    """The payloads, as many at a time as fit in a field."""
    pack = ""
    for line in LINES:
        if len(pack) + 1 + len(line) > most:
            yield pack
            pack = ""
        pack = f"{pack} {line}".strip()
    yield pack


def assert_only_words(page: str, benign: str, line: str) -> None:
    """The page has the elements that it has with a harmless word, and shows the payload as text."""
    assert dangers_in(page) == []
    assert kinds_of(page) == kinds_of(benign), line
    assert squeezed(line) in words_of(page)


@pytest.fixture
def rename(container: Container) -> Callable[[str], None]:
    """Give ada another name, past all rules."""

    def rename(name: str) -> None:
        with container.gateways().begin() as work:
            profile = work.profiles.by_handle("ada")
            profile.display_name = name
            work.profiles.save(profile)

    return rename


@pytest.fixture
def found_as(container: Container, place: Place) -> Callable[[str], None]:
    """Give the place another name and tagline, past all rules."""

    def found_as(name: str) -> None:
        with container.gateways().begin() as work:
            kept = work.place.get()
            kept.name = kept.tagline = name
            work.place.save(kept)

    return found_as


@pytest.fixture
def retitle(container: Container) -> Callable[[str], None]:
    """Give every post and draft another title, summary and excerpt, past all rules."""

    def retitle(line: str) -> None:
        with container.gateways().begin() as work:
            for post in list(work.posts._posts.values()):
                kept = work.posts.get(post.id)
                kept.writing = replace(kept.writing, title=line, summary=line)
                kept.typeset = replace(kept.typeset, excerpt=line)
                work.posts.save(kept)
            for draft in list(work.drafts._drafts.values()):
                draft = work.drafts.get(draft.id, owner=draft.owner_id)
                draft.writing = replace(draft.writing, title=line, summary=line, body=line)
                work.drafts.save(draft)

    return retitle


def publish(visitor: Visitor, title: str, **more: str) -> tuple[str, str]:
    """Where an article is, and its id."""
    sent = {"title": title, "summary": title, "body": "Words.", "then": "publish"}
    location = visitor.post("/drafts", **(sent | more)).headers["Location"].partition("?")[0]
    return location, visitor.form(location, "/posts/").action.split("/")[2]


def test_there_are_enough_payloads() -> None:
    assert len(LINES) >= 60


def test_titles_and_summaries_are_words_on_their_posts_page(ada: Visitor, stranger: Visitor) -> None:
    benign = stranger.fetch(publish(ada, "harmless")[0])
    token = ada.csrf()
    for line in packed(MAX_TITLE):
        sent = {"csrf": token, "title": line, "summary": line, "body": "Words.", "then": "publish"}
        location = ada.send("/drafts", sent).headers["Location"]
        assert_only_words(stranger.fetch(location.partition("?")[0]), benign, line)


def test_titles_are_words_in_lists_and_while_writing(
    ada: Visitor, stranger: Visitor, retitle: Callable[[str], None]
) -> None:
    location, post = publish(ada, "An article", tags="a-tag")
    _, gone = publish(ada, "Another")
    ada.post(f"/posts/{gone}?_method=DELETE")
    draft = ada.post("/drafts", title="A draft", body="Words.").headers["Location"].partition("?")[0]
    read = ("/", "/local", "/@ada", "/@ada?shows=articles", "/tags/a-tag", location)
    own = ("/", "/drafts", draft, "/trash", f"/posts/{post}/edit", f"/posts/{post}/history", "/@ada")

    def pages() -> list[str]:
        return [*map(stranger.fetch, read), *map(ada.fetch, own)]

    retitle("harmless")
    benign = pages()
    retitle(TOGETHER)
    short = LINES[0]
    for page, expected in zip(pages(), benign, strict=True):
        assert_only_words(page, expected, short)


def test_names_are_words_on_every_page(
    ada: Visitor, bo: Visitor, stranger: Visitor, rename: Callable[[str], None]
) -> None:
    article, post = publish(ada, "An article")
    note = ada.post("/posts", body="A note.").headers["Location"].partition("?")[0]
    reply = bo.post(f"/posts/{post}/replies", body="A reply.").headers["Location"].partition("?")[0]
    read = ("/", "/about", "/@ada", "/@ada?shows=replies", "/local", article, note, reply)
    own = ("/", "/settings/profile", "/drafts", article)

    def pages() -> list[str]:
        return [*map(stranger.fetch, read), *map(ada.fetch, own), bo.fetch(article), bo.fetch(note)]

    rename("harmless")
    benign = pages()
    for name in (TOGETHER, *LINES[::20]):
        rename(name)
        for page, expected in zip(pages(), benign, strict=True):
            assert_only_words(page, expected, name)


def test_the_places_name_and_tagline_are_words_on_every_page(
    stranger: Visitor, ada: Visitor, found_as: Callable[[str], None]
) -> None:
    read = ("/", "/about", "/sign-in", "/register", "/local", "/@ada", "/nowhere", "/tags/none")

    def pages() -> list[str]:
        return [*(stranger.get(path).text for path in read), ada.fetch("/"), ada.fetch("/drafts/new")]

    found_as("harmless")
    benign = pages()
    for name in (TOGETHER, *LINES[::20]):
        found_as(name)
        for page, expected in zip(pages(), benign, strict=True):
            assert_only_words(page, expected, name)


def test_names_are_words_where_staff_read_them(
    member: Callable[..., Visitor], container: Container, rename: Callable[[str], None], join: Any
) -> None:
    join("ada")
    with container.gateways().begin() as work:
        account = work.accounts.by_handle("ada")
        account.standing = Standing.AWAITING_APPROVAL
        work.accounts.save(account)
    moderator = member("mo", Role.MODERATOR)
    rename("harmless")
    benign = moderator.fetch("/admin/approvals")
    rename(TOGETHER)
    assert_only_words(moderator.fetch("/admin/approvals"), benign, TOGETHER)


def test_names_are_words_in_letters(
    container: Container,
    join: Any,
    rename: Callable[[str], None],
    found_as: Callable[[str], None],
    letters: Callable[[], Sequence[Letter]],
) -> None:
    """Also what a browser says of itself, and what somebody called their passkey."""
    join("ada")
    with container.gateways().begin() as work:
        account = work.accounts.by_handle("ada")

    def write(line: str) -> Sequence[Letter]:
        rename(line)
        found_as(line)
        for name in LETTERS:
            getattr(container.accounts.letters(), name)(account.id)
        hostile = Browser(device=line, network=line)
        with container.gateways().begin() as work:
            container.accounts.journal().note(work, Happening.PASSKEY_ADDED, account.id, hostile, detail=line)
        return letters()

    benign = write("harmless")
    for line in LINES:
        for letter, expected in zip(write(line), benign, strict=True):
            assert kinds_of(letter.html) == kinds_of(expected.html), line
            assert squeezed(line) in words_of(letter.html)
            assert "\n" not in letter.subject
