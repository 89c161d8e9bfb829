import typing

import pytest

from domain.accounts import Account
from domain.base import Aggregate, Event
from domain.drafts import Draft
from domain.errors import EditedMeanwhile
from domain.exports import Export
from domain.ids import PostId
from domain.invitations import Invitation
from domain.known_devices import KnownDevice
from domain.linked_logins import LinkedLogin
from domain.one_time_tokens import OneTimeToken
from domain.passkeys import Passkey
from domain.place import Place
from domain.posts import Post, PostRevised
from domain.profiles import Profile
from domain.second_factors import SecondFactor
from domain.security_log import LogEntry
from domain.sessions import LoginSession
from tests.factories import NOON, a_draft, a_profile, a_writing, an_account

AGGREGATES = (
    Account,
    Profile,
    LoginSession,
    OneTimeToken,
    SecondFactor,
    Passkey,
    LinkedLogin,
    KnownDevice,
    LogEntry,
    Invitation,
    Export,
    Draft,
    Post,
    Place,
)


def test_events_leave_once_and_in_order() -> None:
    aggregate = Aggregate()
    events = [PostRevised(post_id=PostId(1)), PostRevised(post_id=PostId(2))]
    for event in events:
        aggregate.record(event)
    assert aggregate.drain() == events
    assert aggregate.drain() == []


def test_two_aggregates_never_share_their_events() -> None:
    one, other = Aggregate(), Aggregate()
    one.record(PostRevised(post_id=PostId(1)))
    assert other.drain() == []


def test_only_the_version_that_was_opened_may_be_changed() -> None:
    aggregate = Aggregate(version=3)
    aggregate.expect(3)
    for other in (2, 4, 0):
        with pytest.raises(EditedMeanwhile):
            aggregate.expect(other)


@pytest.mark.parametrize("event", Event.__subclasses__(), ids=lambda event: event.__name__)
def test_an_event_carries_ids_only_and_can_not_be_changed(event: type[Event]) -> None:
    types = typing.get_type_hints(event)
    assert types
    assert all(name.endswith("_id") and kind.__supertype__ is int for name, kind in types.items())
    assert event.__dataclass_params__.frozen  # type: ignore[attr-defined]  # dataclasses keep it there


def test_every_aggregate_is_in_the_list_above() -> None:
    named = {aggregate.__name__ for aggregate in AGGREGATES}
    assert {aggregate.__name__ for aggregate in Aggregate.__subclasses__()} == named


@pytest.mark.parametrize("aggregate", AGGREGATES, ids=lambda aggregate: aggregate.__name__)
def test_a_misspelt_attribute_of_an_aggregate_is_an_error(aggregate: type[Aggregate]) -> None:
    with pytest.raises(AttributeError):
        object.__new__(aggregate).titel = "On walking"  # type: ignore[attr-defined]  # that is the point


def test_no_secret_of_an_account_is_in_an_event() -> None:
    account = an_account("ada@example.org", phone="+436601234567")
    account.change_password("a new hash")
    assert "ada" not in repr(account.drain())


def test_a_rewritten_draft_knows_when() -> None:
    draft = a_draft(a_profile(an_account()))
    later = NOON.replace(hour=13)
    draft.rewrite(a_writing("Other words."), at=later)
    assert (draft.writing.body, draft.saved_at, draft.created_at) == ("Other words.", later, NOON)
