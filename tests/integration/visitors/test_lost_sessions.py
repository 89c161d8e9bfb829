"""A session that ended, or a page left open overnight, costs nobody their words."""

from typing import Any

import pytest

from domain.sessions import BROWSER_SESSION_FOR
from tests.integration.visitors.belongings import post_id_at
from tests.visitor import HOST, PASSWORD, PageForm, Visitor, forms_in

WORDS = 'Words that took an evening.\n\nAnd a second paragraph, <b>with</b> "marks" & all.'


def again(answer: Any) -> PageForm:
    """The form on a page that asks to be sent again."""
    return next(
        form for form in forms_in(answer.text) if form.method == "post" and "/sign-out" not in form.action
    )


def until_done(visitor: Visitor, answer: Any) -> Any:
    """Send again what the page asks to be sent again, twice at most."""
    for _ in range(2):
        if answer.status_code != 403:
            break
        form = again(answer)
        answer = visitor.send(form.action, form.values)
    return answer


@pytest.fixture
def note(ada: Visitor) -> int:
    return post_id_at(ada, ada.post("/posts", body="A note.").headers["Location"])


def forms_of(ada: Visitor, note: int) -> dict[str, tuple[PageForm, str, str]]:
    """Each form in which words are written, where it stands, and where its words are found later."""
    draft = ada.post("/drafts", title="T", body="B").headers["Location"].split("/")[2]
    return {
        "new draft": (ada.form("/drafts/new", "/drafts"), "/drafts", "body"),
        "draft": (ada.form(f"/drafts/{draft}/edit", "/drafts/"), "/drafts", "body"),
        "note": (ada.form("/", "/posts"), "/@ada", "body"),
        "reply": (ada.form(f"/@ada/{note}", f"/posts/{note}/replies"), f"/@ada/{note}", "body"),
        "post": (ada.form(f"/posts/{note}/edit", "/posts/"), f"/@ada/{note}", "body"),
        "profile": (ada.form("/settings/profile", "/settings/profile"), "/@ada", "bio"),
    }


@pytest.mark.parametrize("which", ["new draft", "draft", "note", "reply", "post", "profile"])
@pytest.mark.parametrize("loss", ["expired", "signed out elsewhere", "cookie gone", "new session"])
def test_words_survive_a_lost_session(ada: Visitor, note: int, clock: Any, which: str, loss: str) -> None:
    form, place, field = forms_of(ada, note)[which]
    if loss == "expired":
        clock.advance(BROWSER_SESSION_FOR * 1.1)
    elif loss == "cookie gone":
        ada.client.delete_cookie("stoa", domain="127.0.0.1")
    else:
        token = ada.client.get_cookie("stoa", domain="127.0.0.1").value
        ada.post("/sign-out")
        if loss == "signed out elsewhere":
            ada.client.set_cookie("stoa", token, domain="127.0.0.1")
        else:
            ada.sign_in("ada")
    lost = ada.send(form.action, form.values | {field: WORDS})
    assert lost.status_code in (401, 403)
    assert again(lost).values[field] == WORDS
    if loss != "new session":
        ada.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    done = until_done(ada, ada.send(again(lost).action, again(lost).values))
    assert done.status_code == 303, done.text
    assert "Words that took an evening." in ada.fetch(place)


def test_what_is_asked_again_keeps_its_meaning(ada: Visitor, note: int) -> None:
    """A deletion that waited for a sign-in is a deletion still, and goes where it went."""
    ada.client.delete_cookie("stoa", domain="127.0.0.1")
    lost = ada.post(f"/posts/{note}?_method=DELETE")
    assert lost.status_code == 401
    assert again(lost).action == f"/posts/{note}?_method=DELETE"
    ada.sign_in("ada")
    assert until_done(ada, ada.send(again(lost).action, again(lost).values)).status_code == 303
    assert ada.get(f"/@ada/{note}").status_code == 404


def test_a_sign_in_form_left_open_overnight_works_after_one_more_press(stranger: Visitor, join: Any) -> None:
    join("ada")
    form = stranger.form("/sign-in?next=/about", "/sign-in")
    stranger.client.delete_cookie("stoa-visit", domain="127.0.0.1")
    asked = stranger.send("/sign-in", form.values | {"login": "ada", "password": PASSWORD})
    assert asked.status_code == 403
    values = again(asked).values
    assert (values["login"], values["next"], values["password"]) == ("ada", "/about", "")
    done = stranger.send(again(asked).action, values | {"password": PASSWORD})
    assert (done.status_code, done.headers["Location"]) == (303, "/about")


def test_the_page_that_asks_again_leads_nowhere_else(stranger: Visitor) -> None:
    """The address asked for is the sender's; browsers read some paths as another host's (WHATWG URL)."""
    odd = (
        "/%5Cevil.example",
        "/%09/evil.example",
        "/%5C%5Cevil.example",
        "//evil.example/x",
        "/%0A/evil.example",
    )
    for path in odd:
        answer = stranger.client.post(path, data={"body": WORDS}, headers={"Origin": HOST}, base_url=HOST)
        assert answer.status_code == 403
        action = again(answer).action
        assert action.startswith("/")
        assert not action.startswith("//")
        assert not set("\\\t\n") & set(action)


def test_whoever_reads_a_closed_page_comes_back_to_it_after_signing_in(stranger: Visitor, join: Any) -> None:
    join("ada")
    sent_to = stranger.get("/drafts?before=5").headers["Location"]
    answer = stranger.fill(sent_to, "/sign-in", login="ada", password=PASSWORD)
    assert answer.headers["Location"] == "/drafts?before=5"
