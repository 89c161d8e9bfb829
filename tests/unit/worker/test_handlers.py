"""The table of subscriptions and the handlers of the worker agree."""

import inspect
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from adapters.memory.ids import CountingIds
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.handlers import handlers_of
from bootstrap.outside import quick
from domain.accounts import GRACE, AccountClosed, AccountRegistered
from domain.base import Event
from domain.exports import ExportAsked
from domain.ids import AccountId, ExportId, LogEntryId, PostId
from domain.posts import RESTORABLE_FOR, PostDeleted, PostRevised
from domain.security_log import SecurityEventLogged
from services.ports.jobs import NewJob
from services.subscriptions import SUBSCRIPTIONS, jobs_for


def all_handlers() -> dict[str, Callable[..., None]]:
    clock = FrozenClock()
    outside = quick("http://127.0.0.1:8000", lambda: "Stoa")
    gateways = MemoryGateways(clock, CountingIds(clock))
    return dict(handlers_of(Container(gateways=gateways, outside=outside, password_min=15)))


@pytest.mark.parametrize(("event", "name"), [(event, name) for event, name, _ in SUBSCRIPTIONS])
def test_every_subscription_has_a_handler_that_takes_the_ids_of_its_event(
    event: type[Event], name: str
) -> None:
    ids = {field.name: 1 for field in fields(event)}
    inspect.signature(all_handlers()[name]).bind(**ids)


def test_every_handler_is_subscribed_to_something() -> None:
    assert set(all_handlers()) == {name for _, name, _ in SUBSCRIPTIONS}


def test_no_event_starts_the_same_work_twice() -> None:
    assert len({(event, name) for event, name, _ in SUBSCRIPTIONS}) == len(SUBSCRIPTIONS)


def test_an_event_starts_its_work_with_its_ids() -> None:
    assert jobs_for(AccountRegistered(account_id=AccountId(7))) == [
        NewJob(handler="letters.confirm_email", payload={"account_id": 7}, delay=timedelta())
    ]
    assert jobs_for(SecurityEventLogged(entry_id=LogEntryId(7))) == [
        NewJob(handler="letters.notice", payload={"entry_id": 7}, delay=timedelta())
    ]
    assert jobs_for(ExportAsked(export_id=ExportId(7))) == [
        NewJob(handler="exporting.prepare", payload={"export_id": 7}, delay=timedelta())
    ]
    assert jobs_for(PostDeleted(post_id=PostId(7))) == [
        NewJob(handler="deleting.erase", payload={"post_id": 7}, delay=RESTORABLE_FOR)
    ]
    assert jobs_for(AccountClosed(account_id=AccountId(7))) == [
        NewJob(handler="closing.erase", payload={"account_id": 7}, delay=GRACE)
    ]


def test_an_event_that_nobody_waits_for_starts_nothing() -> None:
    assert jobs_for(PostRevised(post_id=PostId(7))) == []
