"""Two windows on the same words: the second hears of the first, and neither text is lost."""

import pytest

from tests.integration.visitors.belongings import post_id_at
from tests.visitor import PageForm, Visitor, forms_in

FIRST, SECOND = "What the first window says.", "What the second window says."


def sheet(html: str) -> PageForm:
    """The form of the editor."""
    return next(form for form in forms_in(html) if "body" in form.values)


@pytest.mark.parametrize("kind", ["draft", "article", "note"])
def test_the_second_to_save_sees_both_texts_and_may_decide(ada: Visitor, kind: str) -> None:
    title = "" if kind == "note" else "A title"
    if kind == "draft":
        edit = ada.post("/drafts", title=title, body="B").headers["Location"].partition("?")[0]
    else:
        location = ada.post("/drafts", title=title, body="B", then="publish").headers["Location"]
        post = post_id_at(ada, location)
        edit = f"/posts/{post}/edit"
    one, two = sheet(ada.fetch(edit)), sheet(ada.fetch(edit))
    assert ada.send(one.action, one.values | {"body": FIRST}).status_code == 303
    conflict = ada.send(two.action, two.values | {"body": SECOND})
    assert conflict.status_code == 409
    assert FIRST in conflict.text
    shown = sheet(conflict.text)
    assert shown.values["body"] == SECOND
    assert sheet(ada.fetch(edit)).values["body"] == FIRST
    assert ada.send(shown.action, shown.values).status_code == 303
    assert sheet(ada.fetch(edit)).values["body"] == SECOND
    if kind != "draft":
        history = ada.fetch(f"/posts/{post}/history")
        assert "first window" in history or "first" in history


def test_publishing_from_the_second_window_asks_first(ada: Visitor) -> None:
    edit = ada.post("/drafts", title="T", body="B").headers["Location"].partition("?")[0]
    publication = edit.replace("/edit", "/publication")
    one, two = sheet(ada.fetch(edit)), sheet(ada.fetch(edit))
    ada.send(one.action, one.values | {"body": FIRST})
    conflict = ada.send(publication, two.values | {"body": SECOND})
    assert conflict.status_code == 409
    assert FIRST in conflict.text
    assert sheet(conflict.text).values["body"] == SECOND
    done = ada.send(publication, sheet(conflict.text).values)
    assert done.status_code == 303
    assert SECOND in ada.fetch(done.headers["Location"])


@pytest.mark.parametrize("then", ["", "/publication"])
def test_words_for_a_draft_that_was_published_meanwhile_stand_beside_the_post(
    ada: Visitor, then: str
) -> None:
    edit = ada.post("/drafts", title="T", body="B").headers["Location"].partition("?")[0]
    draft = edit.removesuffix("/edit")
    one, two = sheet(ada.fetch(edit)), sheet(ada.fetch(edit))
    published = ada.send(f"{draft}/publication", one.values | {"body": FIRST})
    assert published.status_code == 303
    conflict = ada.send(f"{draft}{then}", two.values | {"body": SECOND})
    assert conflict.status_code == 409
    assert FIRST in conflict.text
    shown = sheet(conflict.text)
    assert shown.values["body"] == SECOND
    assert ada.send(shown.action, shown.values).status_code == 303
    location = published.headers["Location"].partition("?")[0]
    assert SECOND in ada.fetch(location)
    assert "first" in ada.fetch(f"/posts/{post_id_at(ada, location)}/history")


def test_another_finds_nothing_where_a_draft_was_published(ada: Visitor, bo: Visitor) -> None:
    edit = ada.post("/drafts", title="T", body="B").headers["Location"].partition("?")[0]
    draft = edit.removesuffix("/edit")
    ada.post(f"{draft}/publication")
    for action in (draft, f"{draft}/publication"):
        assert bo.post(action, title="T", body="Mine", version="1").status_code == 404


def test_two_windows_on_a_profile(ada: Visitor) -> None:
    one = ada.form("/settings/profile", "/settings/profile")
    ada.send(one.action, one.values | {"bio": FIRST})
    conflict = ada.send(one.action, one.values | {"bio": SECOND})
    assert conflict.status_code == 409
    shown = next(form for form in forms_in(conflict.text) if "bio" in form.values)
    assert shown.values["bio"] == SECOND
    assert ada.send(shown.action, shown.values).status_code == 303
    assert SECOND in ada.fetch("/@ada")


def test_a_post_deleted_in_another_window_is_nothing(ada: Visitor) -> None:
    location = ada.post("/drafts", title="T", body="B", then="publish").headers["Location"]
    post = post_id_at(ada, location)
    form = sheet(ada.fetch(f"/posts/{post}/edit"))
    ada.post(f"/posts/{post}?_method=DELETE")
    assert ada.send(form.action, form.values | {"body": SECOND}).status_code == 404


def test_words_for_a_draft_that_was_thrown_away_meanwhile_can_be_taken_along(ada: Visitor) -> None:
    edit = ada.post("/drafts", title="T", body="B").headers["Location"].partition("?")[0]
    draft = edit.removesuffix("/edit")
    ada.post(f"{draft}?_method=DELETE")
    answer = ada.post(draft, title="T", body="Words that took an hour.", version="1")
    assert answer.status_code == 404
    assert "Words that took an hour." in answer.text
