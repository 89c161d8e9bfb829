"""Whoever changes what opens an account ends everything that was opened or begun before.

GHSA-f3q3-rmf7-9655: a password that was changed kept sessions. ASVS 5.0, 7.4.3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from domain.ids import AccountId, SessionId, TokenId
from domain.one_time_tokens import OneTimeToken
from tests.unit.services.key_changes import BY_ONESELF, FROM_ELSEWHERE, Change
from tests.unit.services.one_time_world import World
from tests.unit.services.presence import tables_of


@pytest.fixture(scope="module")
def settled() -> World:
    return World()


@pytest.fixture
def world(settled: World) -> Iterator[World]:
    settled.restore()
    yield settled
    settled.restore()


def sessions_of(world: World, account_id: AccountId) -> set[SessionId]:
    kept = tables_of(world.gateways).sessions.values()
    return {session.id for session in kept if session.account_id == account_id}


def tokens(world: World) -> Mapping[TokenId, OneTimeToken]:
    return tables_of(world.gateways).tokens


@pytest.mark.parametrize("change", BY_ONESELF, ids=lambda change: change.__name__)
def test_what_a_person_changes_ends_all_but_the_session_they_did_it_in(world: World, change: Change) -> None:
    assert len(sessions_of(world, world.ada)) == 2
    change(world)
    assert sessions_of(world, world.ada) == {world.own.session.session_id}


@pytest.mark.parametrize("change", FROM_ELSEWHERE, ids=lambda change: change.__name__)
def test_what_others_change_ends_every_session(world: World, change: Change) -> None:
    change(world)
    assert not sessions_of(world, world.ada)


@pytest.mark.parametrize("change", [*BY_ONESELF, *FROM_ELSEWHERE], ids=lambda change: change.__name__)
def test_every_link_and_step_of_the_account_ends_and_nobody_elses(world: World, change: Change) -> None:
    of_others = {id for id, token in tokens(world).items() if token.account_id != world.ada}
    assert len(tokens(world)) > len(of_others) + 6
    change(world)
    assert set(tokens(world)) == of_others
    assert sessions_of(world, world.somebody_else.session.account_id)


@pytest.mark.parametrize("change", BY_ONESELF, ids=lambda change: change.__name__)
def test_from_a_browser_that_is_not_theirs_nobody_keeps_a_session(world: World, change: Change) -> None:
    """Somebody else's session in the place of one's own saves neither."""
    mixed_up = replace(world.own.session, session_id=world.somebody_else.session.session_id)
    kept, world.own = world.own, replace(world.own, session=mixed_up)
    try:
        change(world)
    finally:
        world.own = kept
    assert not sessions_of(world, world.ada)
    assert sessions_of(world, world.somebody_else.session.account_id)
