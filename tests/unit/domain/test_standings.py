"""How an account stands: who may sign in, who may publish, and that no way leads around it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.accounts import (
    GRACE,
    AccountApproved,
    AccountClosed,
    AccountGone,
    AccountStopped,
    AlreadyClosed,
    LastOwner,
    NotInYet,
    NotToGovern,
    Role,
    Standing,
)
from domain.ids import AccountId
from tests.factories import NOON, an_account

A_MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("standing", "may_sign_in", "may_publish"),
    [
        (Standing.UNCONFIRMED, True, False),
        (Standing.AWAITING_APPROVAL, True, False),
        (Standing.ACTIVE, True, True),
        (Standing.LIMITED, True, True),
        (Standing.SUSPENDED, False, False),
        (Standing.CLOSED, False, False),
    ],
)
def test_a_standing_says_what_an_account_may(
    standing: Standing, may_sign_in: bool, may_publish: bool
) -> None:
    assert (standing.may_sign_in, standing.may_publish) == (may_sign_in, may_publish)


def test_every_standing_is_in_the_table_above() -> None:
    assert len(Standing) == 6


def test_a_suspended_account_is_told_so_at_the_door() -> None:
    with pytest.raises(AccountStopped):
        an_account(standing=Standing.SUSPENDED).check_may_sign_in(NOON)


@pytest.mark.parametrize(
    "standing", [Standing.ACTIVE, Standing.LIMITED, Standing.AWAITING_APPROVAL, Standing.UNCONFIRMED]
)
def test_any_other_account_may_come_in(standing: Standing) -> None:
    an_account(standing=standing).check_may_sign_in(NOON)


def test_a_closed_account_comes_to_the_door_for_fourteen_days() -> None:
    account = an_account()
    account.close(NOON)
    account.check_may_sign_in(NOON + GRACE - A_MOMENT)
    assert not account.is_to_be_erased(NOON + GRACE - A_MOMENT)
    with pytest.raises(AccountGone):
        account.check_may_sign_in(NOON + GRACE)
    assert account.is_to_be_erased(NOON + GRACE)
    assert timedelta(days=14) == GRACE


def test_approval_lets_in_who_waits_and_tells_once() -> None:
    account = an_account(standing=Standing.AWAITING_APPROVAL)
    account.approve()
    account.approve()
    assert account.standing is Standing.ACTIVE
    assert account.drain() == [AccountApproved(account_id=account.id)]


@pytest.mark.parametrize("standing", [s for s in Standing if s is not Standing.AWAITING_APPROVAL])
def test_approval_lifts_no_suspension(standing: Standing) -> None:
    account = an_account(standing=standing)
    account.approve()
    assert account.standing is standing
    assert account.drain() == []


def test_who_is_approved_before_they_confirm_is_in_once_they_do() -> None:
    account = an_account(standing=Standing.UNCONFIRMED)
    account.needs_approval = True
    account.approve()
    assert account.standing is Standing.UNCONFIRMED
    account.confirm(NOON)
    assert account.standing is Standing.ACTIVE


@pytest.mark.parametrize(
    ("needs_approval", "standing"), [(True, Standing.AWAITING_APPROVAL), (False, Standing.ACTIVE)]
)
def test_a_confirmed_address_lets_in_or_lets_wait(needs_approval: bool, standing: Standing) -> None:
    account = an_account(standing=Standing.UNCONFIRMED)
    account.needs_approval = needs_approval
    account.confirm(NOON)
    account.confirm(NOON + GRACE)
    assert (account.standing, account.confirmed_at) == (standing, NOON)


def test_who_closed_a_limited_account_comes_back_limited() -> None:
    account = an_account(standing=Standing.UNCONFIRMED)
    account.confirm(NOON)
    account.limit()
    account.close(NOON)
    account.reopen(NOON)
    assert account.standing is Standing.LIMITED


@pytest.mark.parametrize("standing", [Standing.AWAITING_APPROVAL, Standing.UNCONFIRMED])
def test_nobody_is_let_in_by_a_limit(standing: Standing) -> None:
    account = an_account(standing=standing)
    with pytest.raises(NotInYet):
        account.limit()
    account.suspend()
    with pytest.raises(NotInYet):
        account.limit()
    assert account.standing is Standing.SUSPENDED


def test_a_suspended_account_is_not_closed_to_be_opened_again() -> None:
    account = an_account(standing=Standing.SUSPENDED)
    with pytest.raises(AccountStopped):
        account.close(NOON)
    assert account.standing is Standing.SUSPENDED


def test_closing_twice_buys_no_more_days() -> None:
    account = an_account()
    account.close(NOON)
    with pytest.raises(AlreadyClosed):
        account.close(NOON + GRACE)
    assert account.closed_at == NOON
    assert account.drain() == [AccountClosed(account_id=account.id)]


class AnyLife(RuleBasedStateMachine):
    """Whatever happens to an account, in any order, beside a plain record of what happened."""

    def __init__(self) -> None:
        super().__init__()
        self.account = an_account(standing=Standing.UNCONFIRMED)
        self.now = NOON
        self.confirmed = self.suspended = self.limited = False
        self.waits = False
        self.closed_at: datetime | None = None

    @precondition(lambda self: not self.confirmed)
    @rule()
    def ask_for_approval(self) -> None:
        self.account.needs_approval = self.waits = True

    @rule()
    def confirm(self) -> None:
        self.account.confirm(self.now)
        self.confirmed = True

    @rule()
    def approve(self) -> None:
        self.account.approve()
        self.waits = False

    @rule()
    def limit(self) -> None:
        try:
            self.account.limit()
        except AlreadyClosed:
            assert self.closed_at is not None
        except NotInYet:
            assert self.waits or not self.confirmed
        else:
            self.limited, self.suspended = True, False

    @rule()
    def suspend(self) -> None:
        try:
            self.account.suspend()
        except AlreadyClosed:
            assert self.closed_at is not None
        else:
            self.suspended = True

    @rule()
    def lift(self) -> None:
        self.account.lift()
        if self.closed_at is None and (self.suspended or self.limited):
            self.limited = self.suspended = False

    @rule()
    def close(self) -> None:
        try:
            self.account.close(self.now)
        except AlreadyClosed:
            assert self.closed_at is not None
        except AccountStopped:
            assert self.suspended
        else:
            self.closed_at = self.now

    @rule()
    def reopen(self) -> None:
        try:
            self.account.reopen(self.now)
        except AccountGone:
            assert self.closed_at is None or self.now >= self.closed_at + GRACE
        else:
            assert self.closed_at is not None
            assert self.now < self.closed_at + GRACE
            self.closed_at = None

    @rule(days=st.sampled_from([1, 13, 14]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def stands_as_it_should(self) -> None:
        assert self.account.standing is self.expected()

    def expected(self) -> Standing:
        if self.closed_at is not None:
            return Standing.CLOSED
        if self.suspended:
            return Standing.SUSPENDED
        if not self.confirmed:
            return Standing.UNCONFIRMED
        if self.waits:
            return Standing.AWAITING_APPROVAL
        return Standing.LIMITED if self.limited else Standing.ACTIVE

    @invariant()
    def who_is_suspended_or_gone_never_signs_in(self) -> None:
        gone = self.closed_at is not None and self.now >= self.closed_at + GRACE
        try:
            self.account.check_may_sign_in(self.now)
        except (AccountStopped, AccountGone):
            assert self.suspended or gone
        else:
            assert not (self.suspended or gone)

    @invariant()
    def who_is_not_in_never_publishes(self) -> None:
        if self.waits or not self.confirmed or self.suspended or self.closed_at:
            assert not self.account.standing.may_publish


TestAnyLife = AnyLife.TestCase
TestAnyLife.settings = settings(max_examples=30, stateful_step_count=20, deadline=None, database=None)


# Staff


def reaches(actor: Role, subject: Role) -> bool:
    """The rule in other words: owners reach everybody, the rest only those below them."""
    order = ["member", "moderator", "admin", "owner"]
    return actor is Role.OWNER or order.index(actor) > order.index(subject)


@pytest.mark.parametrize("subject", list(Role))
@pytest.mark.parametrize("actor", list(Role))
def test_staff_act_on_those_below_and_owners_on_everybody(actor: Role, subject: Role) -> None:
    account = an_account(role=subject)
    if reaches(actor, subject):
        account.check_governed_by(AccountId(7), actor)
        return
    with pytest.raises(NotToGovern):
        account.check_governed_by(AccountId(7), actor)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_acts_on_themselves(role: Role) -> None:
    account = an_account(role=role)
    with pytest.raises(NotToGovern):
        account.check_governed_by(account.id, role)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("owners", [1, 2])
def test_only_the_last_owner_has_to_stay(role: Role, owners: int) -> None:
    account = an_account(role=role)
    if role is Role.OWNER and owners == 1:
        with pytest.raises(LastOwner):
            account.check_dispensable(owners)
        return
    account.check_dispensable(owners)


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.CLOSED])
def test_an_owner_who_can_not_sign_in_is_not_the_one_who_has_to_stay(standing: Standing) -> None:
    an_account(role=Role.OWNER, standing=standing).check_dispensable(1)
