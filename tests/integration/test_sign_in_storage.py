"""What guards an account, on real databases: a log that nobody rewrites, two at once, few statements."""

import threading
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, update
from sqlalchemy.exc import DBAPIError

from adapters.sqlalchemy.engine import reading, writing
from adapters.sqlalchemy.exports import BATCH
from adapters.sqlalchemy.sign_in_tables import security_log
from domain.errors import EditedMeanwhile
from domain.invitations import InvitationOver
from domain.linked_logins import LoginTaken
from domain.passkeys import PasskeyTaken
from domain.security_log import Happening
from services.retrying import retried
from tests.contracts.invitations import invite
from tests.contracts.kept import Kept, publish, settle
from tests.factories import (
    NOON,
    a_device,
    a_linked_login,
    a_log_entry,
    a_passkey,
    a_post,
    a_second_factor,
    an_invitation,
)
from tests.integration.databases import gateways
from tests.integration.statements import recorded
from tests.integration.test_races import at_once

ROUNDS = 5


@pytest.fixture
def kept(engine: Engine) -> Kept:
    return gateways(engine)


# The log is written once


@pytest.mark.parametrize(
    "forged",
    [
        {"what": Happening.SIGNED_IN.value},
        {"at": NOON.replace(year=2025)},
        {"device": "Another"},
        {"network": "203.0.113.0/24"},
        {"detail": "Nothing to see."},
        {"account_id": 7},
        {"account_id": None},
        {"actor_id": 7},
        {"actor_id": None, "detail": "Nothing to see."},
        {"id": 7},
    ],
    ids=lambda forged: "-".join(forged),
)
def test_no_statement_changes_what_was_written(kept: Kept, engine: Engine, forged: dict[str, Any]) -> None:
    ada, grace = settle(kept, "ada"), settle(kept, "grace")
    entry = a_log_entry(ada, Happening.LIMITED, actor=grace, detail="why")
    with kept.begin() as work:
        work.security_log.add(entry)
    with pytest.raises(DBAPIError, match="the security log is written once"), writing(engine) as connection:
        connection.execute(update(security_log).values(**forged))
    with kept.begin() as work:
        assert work.security_log.get(entry.id) == entry


def test_no_entry_gets_an_actor_afterwards(kept: Kept, engine: Engine) -> None:
    ada = settle(kept)
    with kept.begin() as work:
        work.security_log.add(a_log_entry(ada))
    with pytest.raises(DBAPIError, match="written once"), writing(engine) as connection:
        connection.execute(update(security_log).values(actor_id=ada.account_id))


def test_an_actor_may_be_forgotten(kept: Kept, engine: Engine) -> None:
    ada, grace = settle(kept, "ada"), settle(kept, "grace")
    with kept.begin() as work:
        work.security_log.add(a_log_entry(ada, actor=grace))
    with writing(engine) as connection:
        connection.execute(update(security_log).values(actor_id=None))
        assert connection.scalars(select(security_log.c.actor_id)).all() == [None]


# Two at once


def test_of_two_who_begin_a_second_factor_at_once_exactly_one_is_told(kept: Kept) -> None:
    for number in range(ROUNDS):
        ada = settle(kept, f"ada{number}x")
        both_loaded = threading.Barrier(2)

        def begin(secret: str, ada: Any = ada, both_loaded: threading.Barrier = both_loaded) -> None:
            with kept.begin() as work:
                factor = work.second_factors.of(ada.account_id)
            both_loaded.wait()
            factor.begin(secret)
            with kept.begin() as work:
                work.second_factors.save(factor)

        outcomes = at_once(lambda begin=begin: begin("A"), lambda begin=begin: begin("B"))  # type: ignore[misc]
        assert Counter(outcomes) == {None: 1, EditedMeanwhile: 1}


def test_one_code_sent_twice_at_once_is_taken_once(kept: Kept) -> None:
    ada = settle(kept)
    with kept.begin() as work:
        work.second_factors.save(a_second_factor(ada))
    for step in range(10, 10 + ROUNDS):
        both_loaded = threading.Barrier(2)

        def send(step: int = step, both_loaded: threading.Barrier = both_loaded) -> None:
            with kept.begin() as work:
                factor = work.second_factors.of(ada.account_id)
            both_loaded.wait()
            factor.accept(step)
            with kept.begin() as work:
                work.second_factors.save(factor)

        assert Counter(at_once(send, send)) == {None: 1, EditedMeanwhile: 1}


def test_the_last_place_of_an_invitation_is_taken_once(kept: Kept) -> None:
    ada = settle(kept)
    for _ in range(ROUNDS):
        invitation = an_invitation(ada, most=1)
        with kept.begin() as work:
            work.invitations.add(invitation)

        def come(id: Any = invitation.id) -> object:
            try:
                with kept.begin() as work:
                    loaded = work.invitations.get(id)
                    loaded.use(NOON)
                    work.invitations.save(loaded)
            except InvitationOver:
                # On SQLite the later one begins when the earlier is done.
                return EditedMeanwhile
            return None

        assert Counter(at_once(come, come, come)) == {None: 1, EditedMeanwhile: 2}


def test_a_credential_or_a_person_elsewhere_belongs_to_one_account(kept: Kept) -> None:
    ada, eve = settle(kept, "ada"), settle(kept, "eve")
    for number in range(ROUNDS):

        def register(owner: Any, name: str = str(number)) -> None:
            with kept.begin() as work:
                work.passkeys.add(a_passkey(owner, name))

        def link(owner: Any, name: str = str(number)) -> None:
            with kept.begin() as work:
                work.linked_logins.add(a_linked_login(owner, name))

        for attempt, refusal in ((register, PasskeyTaken), (link, LoginTaken)):
            outcomes = at_once(lambda attempt=attempt: attempt(ada), lambda attempt=attempt: attempt(eve))  # type: ignore[misc]
            assert Counter(outcomes) == {None: 1, refusal: 1}


def test_a_browser_that_signs_in_twice_at_once_is_one_device(kept: Kept) -> None:
    ada = settle(kept)
    for number in range(ROUNDS):

        @retried
        def sign_in(token: str = str(number)) -> str:
            with kept.begin() as work:
                device = a_device(ada, token)
                if work.known_devices.find(ada.account_id, device.digest):
                    return "known"
                work.known_devices.add(device)
                return "new"

        assert Counter(at_once(sign_in, sign_in)) == {"new": 1, "known": 1}
    with kept.begin() as work:
        assert work.known_devices.remove_all_of(ada.account_id) == ROUNDS


# Few statements, and none that reads everything


def steps_of(engine: Engine, call: Any) -> list[str]:
    """How SQLite goes about the one statement of a call."""
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    call()
    event.remove(engine, "before_cursor_execute", note)
    ((statement, parameters),) = asked
    with reading(engine) as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row.detail for row in rows]


def test_the_tree_a_list_of_invitations_and_a_page_of_the_log_take_one_statement_each(
    kept: Kept, engine: Engine
) -> None:
    ada = settle(kept)
    bea = invite(kept, ada, "bea")
    for handle in ("cyn", "dot", "eve"):
        invite(kept, bea, handle)
    with kept.begin() as work:
        for _ in range(30):
            work.invitations.add(an_invitation(ada))
            work.security_log.add(a_log_entry(ada, actor=bea))
    for read in (
        lambda: kept.invitation_queries.tree(ada.account_id),
        lambda: kept.invitation_queries.made_by(ada.account_id, NOON),
        lambda: kept.security_log_queries.of(ada.account_id),
        lambda: kept.own_work.count(ada.id),
    ):
        with recorded(engine) as statements:
            read()
        assert len(statements) == 1


def test_neither_the_tree_nor_the_log_reads_whole_tables(sqlite_engine: Engine) -> None:
    kept = gateways(sqlite_engine)
    ada = settle(kept)
    for read in (
        lambda: kept.invitation_queries.tree(ada.account_id),
        lambda: kept.invitation_queries.made_by(ada.account_id, NOON),
        lambda: kept.security_log_queries.of(ada.account_id),
    ):
        scanned = [step for step in steps_of(sqlite_engine, read) if step.startswith("SCAN")]
        assert {step.removeprefix("SCAN ") for step in scanned} <= {"walk", "shown"}


def test_an_export_reads_batch_by_batch_and_holds_no_connection_meanwhile(kept: Kept, engine: Engine) -> None:
    ada = settle(kept)
    publish(kept, *(a_post(ada) for _ in range(2 * BATCH)))
    work = kept.own_work.posts(ada.id)
    with recorded(engine) as statements:
        for _ in range(BATCH):
            next(work)
        assert len(statements) == 2
        assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # a QueuePool
        next(work)
        assert len(statements) == 4
