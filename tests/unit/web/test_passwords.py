"""Advice on passwords: how hard one is to guess, and four words to take instead."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.place import Registration
from services.accounts.password_advice import JUDGEMENTS
from tests.integration.visitors.markup import elements_of
from tests.visitor import PASSWORD, Visitor, link_in

STRENGTH = "/passwords/strength"
GOOD = "viaduct kumquat lantern osprey"


def proposal_in(html: str) -> str:
    return html.partition("<output data-proposal>")[2].partition("<")[0]


@pytest.fixture
def reset_link(stranger: Visitor, join: Callable[..., None], letters: Any) -> str:
    join("ada")
    stranger.fill("/password-resets", "/password-resets", email="ada@example.org")
    return link_in(letters(), to="ada@example.org")


@pytest.mark.parametrize(("password", "score"), [("password", 0), ("qwertyuiop", 0), ("", 0), (GOOD, 4)])
def test_a_password_is_judged_in_words(stranger: Visitor, password: str, score: int) -> None:
    answer = stranger.post(STRENGTH, password=password)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    told = json.loads(answer.text)
    assert sorted(told) == ["score", "words"]
    assert told["score"] == score
    assert told["words"].endswith(".")


def test_words_of_ones_own_make_it_weaker(stranger: Visitor, member: Callable[[str], Visitor]) -> None:
    password = "zygomorphic"

    def score(visitor: Visitor, **about: str) -> int:
        return int(json.loads(visitor.post(STRENGTH, password=password, **about).text)["score"])

    assert score(stranger) == 4
    assert score(stranger, handle=password) == 0
    assert score(stranger, email=f"{password}@example.org") == 0
    assert score(member(password)) == 0


def test_nothing_of_it_is_kept_or_cached(stranger: Visitor, kept: Callable[[], Any]) -> None:
    before = kept()
    answer = stranger.post(STRENGTH, password=GOOD, handle="eve", email="eve@example.org")
    assert kept() == before
    assert "no-store" in answer.headers["Cache-Control"]
    assert "kumquat" not in answer.text + str(answer.headers)


def test_the_next_person_is_not_judged_by_the_words_of_the_last(stranger: Visitor) -> None:
    before = stranger.post(STRENGTH, password=GOOD).text
    stranger.post(STRENGTH, password="x", handle="viaduct", email="kumquat@lantern.osprey")
    assert stranger.post(STRENGTH, password=GOOD).text == before


@pytest.mark.parametrize(
    "password", ["x" * 400_000, "4@8({[<3691!|70$5+%2" * 1_000, "\0\ud7ff\n" * 100, "é" * 90_000, "1\n2"]
)
def test_an_odd_password_is_judged_as_well(stranger: Visitor, password: str) -> None:
    answer = stranger.post(STRENGTH, password=password, handle=password[:100_000], email="x")
    assert answer.status_code in (200, 413)


def test_judging_needs_a_form_of_ours(stranger: Visitor, app: Flask) -> None:
    assert stranger.send(STRENGTH, {"password": GOOD}).status_code == 403
    sent = {"password": GOOD, "csrf": stranger.csrf()}
    assert stranger.send(STRENGTH, sent, headers={"Origin": "https://evil.example"}).status_code == 403
    assert stranger.get(f"{STRENGTH}?password={GOOD}").status_code == 405


def test_judging_too_often_is_refused_without_an_echo(stranger: Visitor) -> None:
    sent = {"password": "short", "csrf": stranger.csrf()}
    assert {stranger.send(STRENGTH, sent).status_code for _ in range(JUDGEMENTS.windows[0].amount)} == {200}
    answer = stranger.send(STRENGTH, sent | {"password": GOOD}, headers={"X-Forwarded-For": "198.51.100.9"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert GOOD not in answer.text


def test_every_page_with_a_new_password_proposes_four_words(
    app: Flask, stranger: Visitor, reset_link: str, container: Container
) -> None:
    for page in (stranger.fetch("/register"), stranger.fetch(reset_link)):
        assert len(proposal_in(page).split(" ")) == 4
        assert "<summary>Propose four words</summary>" in page
        (button,) = [e for e in elements_of(page) if "data-propose" in e.attributes]
        assert "hidden" in button.attributes
    assert proposal_in(stranger.fetch("/register")) != proposal_in(stranger.fetch("/register"))


def test_a_proposal_is_good_enough_to_take(stranger: Visitor, reset_link: str) -> None:
    words = proposal_in(stranger.fetch(reset_link))
    assert json.loads(stranger.post(STRENGTH, password=words).text)["score"] == 4
    assert stranger.fill(reset_link, "/reset-password", password=words).status_code == 303
    Visitor(stranger.client.application).sign_in("ada", words)


def test_a_page_with_a_proposal_is_kept_in_no_cache(stranger: Visitor) -> None:
    for _ in range(2):
        answer = stranger.get("/register")
        assert set(answer.headers["Cache-Control"].split(", ")) == {"no-store", "private"}


def test_the_first_visit_proposes_words_too(app: Flask, container: Container) -> None:
    key = container.accounts.opening().invite_owner()
    assert len(proposal_in(Visitor(app).fetch(f"/setup?key={key}")).split(" ")) == 4
    assert container.gateways().place_queries.card().registration is Registration.CLOSED


def test_where_a_password_is_only_asked_for_none_is_proposed(stranger: Visitor, ada: Visitor) -> None:
    for page in (stranger.fetch("/sign-in"), ada.fetch("/prove")):
        assert "data-proposal" not in page
        assert "data-strength" not in page
        assert PASSWORD not in page
