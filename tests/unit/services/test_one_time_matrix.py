"""Every one-time secret at every place that takes one, in each browser, at each time, once and again.

Accepted in exactly the right cell, refused in all others, and what is refused changes nothing
(CVE-2026-29784, CVE-2026-22594: a code in another session, a second step that was skipped, a replay).
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import timedelta

import pytest

from adapters.memory.store import Tables
from domain.errors import StoaError
from domain.one_time_tokens import GOOD_FOR, OPEN_ANYWHERE, Purpose, TokenRefused
from services.accounts.opening import WrongKey
from services.ports.passkeys import PasskeyRefused
from tests.unit.services.one_time_places import (
    PLACES,
    Present,
    by_code,
    by_passkey_answer,
    confirm,
    open_the_place,
    reopen,
)
from tests.unit.services.one_time_world import Presenter, World
from tests.unit.services.presence import tables_of

A_MOMENT = timedelta(microseconds=1)


@pytest.fixture(scope="module")
def settled() -> World:
    return World()


@pytest.fixture
def world(settled: World) -> Iterator[World]:
    settled.restore()
    yield settled
    settled.restore()


def presenters(world: World) -> Mapping[str, Presenter]:
    return {
        "own": world.own,
        "own, another browser": world.own_elsewhere,
        "somebody else's": world.somebody_else,
    }


def times(purpose: Purpose) -> Mapping[str, timedelta]:
    ends = GOOD_FOR[purpose]
    return {
        "fresh": timedelta(),
        "just before its end": ends - A_MOMENT,
        "at its end": ends,
        "after": ends + timedelta(days=1),
    }


def changes(before: Tables, after: Tables) -> set[str]:
    """Which tables are others now. That a refusal was noted is no change."""
    names = {table.name for table in fields(Tables)} - {"security_log"}
    return {name for name in names if getattr(before, name) != getattr(after, name)}


def is_accepted(world: World, present: Present, secret: str, by: Presenter, cell: object) -> bool:
    before = tables_of(world.gateways)
    try:
        present(world, secret, by)
    except (TokenRefused, PasskeyRefused, WrongKey):
        assert changes(before, tables_of(world.gateways)) <= only_of_another_step(present, world, by), cell
        return False
    assert changes(before, tables_of(world.gateways)), cell
    return True


def only_of_another_step(present: Present, world: World, by: Presenter) -> set[str]:
    """In another browser a step of its own had to be begun before the wrong answer could be given to it."""
    return {"tokens"} if present is by_passkey_answer and by is not world.own else set()


def test_every_purpose_has_a_place_and_a_secret(world: World) -> None:
    assert frozenset().union(*PLACES.values()) == frozenset(Purpose) == frozenset(world.secrets)


@pytest.mark.parametrize("present", PLACES, ids=lambda present: present.__name__)
@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_secret_is_taken_in_its_own_cell_only(world: World, purpose: Purpose, present: Present) -> None:
    secret = world.secrets[purpose]
    for whose, by in presenters(world).items():
        for when, later in times(purpose).items():
            cell = (purpose.value, present.__name__, whose, when)
            world.restore(later=later, is_unopened=present is open_the_place and purpose is Purpose.SETUP)
            is_here = by is world.own or purpose in OPEN_ANYWHERE
            is_right = purpose in PLACES[present] and is_here and later < GOOD_FOR[purpose]
            assert is_accepted(world, present, secret, by, cell) is is_right, cell


@pytest.mark.parametrize("present", PLACES, ids=lambda present: present.__name__)
@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_secret_that_was_used_is_taken_nowhere(world: World, purpose: Purpose, present: Present) -> None:
    secret = world.secrets[purpose]
    [right] = [place for place, purposes in PLACES.items() if purpose in purposes][:1]
    for whose, by in presenters(world).items():
        cell = (purpose.value, present.__name__, whose, "again")
        world.restore(is_unopened=purpose is Purpose.SETUP)
        right(world, secret, world.own)
        if purpose is Purpose.SETUP and present is not open_the_place:
            continue
        world.clock.advance(timedelta(minutes=1))
        assert not is_accepted(world, present, secret, by, cell), cell


def test_what_is_refused_says_no_more_than_that(world: World) -> None:
    """Unknown, used, too old, for something else, in another browser: one sentence."""
    told = set()
    for secret in ("made up", *world.secrets.values()):
        for present in (by_code, reopen, confirm):
            world.restore(later=timedelta(days=2))
            with pytest.raises(StoaError) as refused:
                present(world, secret, world.somebody_else)
            told.add((type(refused.value), str(refused.value)))
    assert told == {(TokenRefused, str(TokenRefused.sentence))}
