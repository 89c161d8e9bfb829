"""A form that arrives twice counts once, and both times leads to the same place."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.visitors.belongings import post_id_at
from tests.visitor import Visitor

HEADER = "Idempotency-Key"


def counts(kept: Callable[[], dict[str, Any]]) -> tuple[int, int]:
    return len(kept()["posts"]), len(kept()["drafts"])


def sent_twice(ada: Visitor, action: str, values: dict[str, str], *, by: str) -> tuple[str, str]:
    """Where each of two equal sendings leads, keyed by the form's field or a program's header."""
    token = ada.csrf()
    keyed = values | {"csrf": token} | ({"key": "the same"} if by == "field" else {"key": "not looked at"})
    headers = {"Origin": "http://127.0.0.1:8000"} | ({HEADER: "the same"} if by == "header" else {})
    answers = [ada.send(action, keyed, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    return answers[0].headers["Location"], answers[1].headers["Location"]


@pytest.mark.parametrize("by", ["field", "header"])
@pytest.mark.parametrize("what", ["note", "reply", "draft", "preview", "article at once", "note at once"])
def test_the_same_form_twice_makes_one_thing(
    ada: Visitor, kept: Callable[[], dict[str, Any]], what: str, by: str
) -> None:
    note = post_id_at(ada, ada.post("/posts", body="A note.").headers["Location"])
    posts, drafts = counts(kept)
    action, values = {
        "note": ("/posts", {"body": "Words."}),
        "reply": (f"/posts/{note}/replies", {"body": "Words."}),
        "draft": ("/drafts", {"title": "T", "body": "Words."}),
        "preview": ("/drafts", {"title": "T", "body": "Words.", "then": "preview"}),
        "article at once": ("/drafts", {"title": "T", "body": "Words.", "then": "publish"}),
        "note at once": ("/drafts", {"body": "Words.", "then": "publish"}),
    }[what]
    first, second = sent_twice(ada, action, values, by=by)
    assert first == second
    made = (0, 1) if what in ("draft", "preview") else (1, 0)
    assert counts(kept) == (posts + made[0], drafts + made[1])


@pytest.mark.parametrize("with_words", [True, False])
@pytest.mark.parametrize("times", [2, 5])
def test_publishing_a_draft_twice_makes_one_post(
    ada: Visitor, kept: Callable[[], dict[str, Any]], with_words: bool, times: int
) -> None:
    """The editor's button sends its words along; another sends none."""
    edit = ada.post("/drafts", title="T", body="Words.").headers["Location"].partition("?")[0]
    values = ada.form(edit, "/drafts/").values if with_words else {"csrf": ada.csrf()}
    answers = [ada.send(edit.replace("/edit", "/publication"), values) for _ in range(times)]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (303, "/@ada/t?done=published")
    }
    assert counts(kept) == (1, 0)


def test_putting_a_withdrawn_post_back_twice_puts_it_back_once(
    ada: Visitor, kept: Callable[[], dict[str, Any]]
) -> None:
    post = post_id_at(ada, ada.post("/drafts", title="T", body="B", then="publish").headers["Location"])
    edit = ada.post(f"/posts/{post}/publication?_method=DELETE").headers["Location"].partition("?")[0]
    values = ada.form(edit, "/drafts/").values
    answers = [ada.send(edit.replace("/edit", "/publication"), values) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {"/@ada/t?done=published"}
    assert counts(kept) == (1, 0)


def test_the_same_key_of_two_people_is_two_things(
    ada: Visitor, bo: Visitor, kept: Callable[[], dict[str, Any]]
) -> None:
    for visitor in (ada, bo):
        assert visitor.post("/posts", body="Words.", key="the same").status_code == 303
        assert visitor.post("/drafts", body="Words.", key="the same").status_code == 303
    assert counts(kept) == (2, 2)


def test_a_form_has_a_new_key_each_time_it_is_opened(ada: Visitor) -> None:
    keys = {ada.form("/", "/posts").values["key"] for _ in range(3)}
    assert len(keys) == 3
    assert min(map(len, keys)) >= 20


def test_a_form_that_came_back_keeps_its_key(ada: Visitor) -> None:
    form = ada.form("/drafts/new", "/drafts")
    returned = ada.send("/drafts", form.values | {"title": "x" * 300})
    assert returned.status_code == 422
    assert f'value="{form.values["key"]}"' in returned.text


def test_deleting_and_restoring_twice_does_no_harm(ada: Visitor, kept: Callable[[], dict[str, Any]]) -> None:
    post = post_id_at(ada, ada.post("/posts", body="Words.").headers["Location"])
    assert ada.post(f"/posts/{post}?_method=DELETE").status_code == 303
    assert ada.post(f"/posts/{post}?_method=DELETE").status_code == 404
    assert ada.post(f"/posts/{post}/restoration").status_code == 303
    assert ada.post(f"/posts/{post}/restoration").status_code == 404
    assert counts(kept) == (1, 0)
