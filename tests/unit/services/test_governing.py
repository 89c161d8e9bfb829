"""What staff do with accounts: who reaches whom, what it does, and that the person is told."""

from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bootstrap.gateways import MemoryGateways
from domain.accounts import AccountStopped, AlreadyClosed, LastOwner, NotInYet, NotToGovern, Role, Standing
from domain.errors import Invalid, NotFound
from domain.ids import AccountId
from domain.security_log import Happening
from domain.viewers import STRANGER, Viewer
from services.accounts.closing import Closing
from services.accounts.governing import MAX_REMARK, Governing
from services.ports.mail import Letter
from tests.authenticator import SoftAuthenticator
from tests.unit.services.presence import AT_HOME, Here, account_of, entries, id_of, kept_words, tables_of

Act = Callable[[Governing, AccountId, Viewer], None]
Letters = Callable[[], Sequence[Letter]]
IsIn = Callable[[str], bool]


def approve(governing: Governing, account_id: AccountId, by: Viewer) -> None:
    governing.approve(account_id, by=by)


def confirm(governing: Governing, account_id: AccountId, by: Viewer) -> None:
    governing.confirm(account_id, by=by)


def limit(governing: Governing, account_id: AccountId, by: Viewer) -> None:
    governing.limit(account_id, "Too loud.", by=by)


def suspend(governing: Governing, account_id: AccountId, by: Viewer) -> None:
    governing.suspend(account_id, "Too loud.", by=by)


def lift(governing: Governing, account_id: AccountId, by: Viewer) -> None:
    governing.lift(account_id, by=by)


def sign_out(governing: Governing, account_id: AccountId, by: Viewer) -> None:
    governing.sign_out(account_id, by=by)


def reset_second_factor(governing: Governing, account_id: AccountId, by: Viewer) -> None:
    governing.reset_second_factor(account_id, by=by)


def make_moderator(governing: Governing, account_id: AccountId, by: Viewer) -> None:
    governing.change_role(account_id, Role.MODERATOR, by=by)


FOR_MODERATORS = [approve, confirm, limit, suspend, lift, sign_out]
FOR_ADMINS = [reset_second_factor, make_moderator]

RANK = {Role.MEMBER: 0, Role.MODERATOR: 1, Role.ADMIN: 2, Role.OWNER: 3}


def may(act: Act, actor: Role, subject: Role) -> bool:
    """The matrix, in other words than the code's."""
    needed = 1 if act in FOR_MODERATORS else 2
    return RANK[actor] >= needed and (actor is Role.OWNER or RANK[actor] > RANK[subject])


@pytest.mark.parametrize("act", [*FOR_MODERATORS, *FOR_ADMINS], ids=lambda act: act.__name__)
@pytest.mark.parametrize("subject", list(Role))
@pytest.mark.parametrize("actor", list(Role))
def test_each_role_reaches_those_below_it_and_owners_everybody(
    governing: Governing,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    actor: Role,
    subject: Role,
    act: Act,
) -> None:
    join("olga", role=Role.OWNER)
    whom, who = join("sam", role=subject), join("ann", role=actor)
    before = kept_words(gateways)
    if may(act, actor, subject):
        act(governing, id_of(whom), who)
        assert entries(gateways)[-1].actor_id == who.account_id
        return
    with pytest.raises(NotFound if actor is Role.MEMBER else (NotFound, NotToGovern)):
        act(governing, id_of(whom), who)
    assert kept_words(gateways) == before


@pytest.mark.parametrize("act", [*FOR_MODERATORS, *FOR_ADMINS], ids=lambda act: act.__name__)
def test_nobody_reaches_themselves_and_a_stranger_nobody(
    governing: Governing, gateways: MemoryGateways, join: Callable[..., Viewer], act: Act
) -> None:
    join("olga", role=Role.OWNER)
    zeno = join("zeno", role=Role.OWNER)
    before = kept_words(gateways)
    with pytest.raises(NotToGovern):
        act(governing, id_of(zeno), zeno)
    with pytest.raises(NotFound):
        act(governing, id_of(zeno), STRANGER)
    assert kept_words(gateways) == before


@pytest.mark.parametrize("act", [*FOR_MODERATORS, *FOR_ADMINS], ids=lambda act: act.__name__)
def test_whoever_is_not_there_is_not_found(
    governing: Governing, join: Callable[..., Viewer], act: Act
) -> None:
    with pytest.raises(NotFound):
        act(governing, AccountId(1), join("olga", role=Role.OWNER))


# Letting in


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMIN, Role.OWNER])
def test_staff_let_in_who_waits(
    governing: Governing,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    letters: Letters,
    role: Role,
) -> None:
    mina, waiting = join("mina", role=role), join("wim", standing=Standing.AWAITING_APPROVAL)
    letters()
    governing.approve(id_of(waiting), by=mina)
    governing.approve(id_of(waiting), by=mina)
    assert account_of(gateways, waiting).standing is Standing.ACTIVE
    assert gateways.profile_queries.head("wim", STRANGER)
    assert [letter.to for letter in letters()] == ["wim@example.org"]


def test_for_everybody_else_there_is_nothing_to_approve(
    governing: Governing, gateways: MemoryGateways, join: Callable[..., Viewer], ada: Viewer
) -> None:
    waiting = join("wim", standing=Standing.AWAITING_APPROVAL)
    for viewer in (ada, waiting, STRANGER):
        with pytest.raises(NotFound):
            governing.approve(id_of(waiting), by=viewer)
    assert [line.handle for line in gateways.account_queries.awaiting_approval()] == ["wim"]


@pytest.mark.parametrize("act", [approve, confirm, make_moderator, sign_out])
def test_a_suspension_is_lifted_by_lifting_it_only(
    governing: Governing, gateways: MemoryGateways, join: Callable[..., Viewer], act: Act
) -> None:
    olga, eve = join("olga", role=Role.OWNER), join("eve", standing=Standing.SUSPENDED)
    act(governing, id_of(eve), olga)
    assert account_of(gateways, eve).standing is Standing.SUSPENDED
    assert not gateways.profile_queries.ids_of(["eve"])
    governing.lift(id_of(eve), by=olga)
    assert account_of(gateways, eve).standing is Standing.ACTIVE
    assert gateways.profile_queries.ids_of(["eve"])


@pytest.mark.parametrize("standing", [Standing.UNCONFIRMED, Standing.AWAITING_APPROVAL])
def test_nobody_is_let_in_by_a_suspension_that_was_lifted_nor_by_a_limit(
    governing: Governing,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    moderator: Viewer,
    standing: Standing,
) -> None:
    eve = join("eve", standing=standing)
    with pytest.raises(NotInYet):
        governing.limit(id_of(eve), "", by=moderator)
    governing.suspend(id_of(eve), "", by=moderator)
    governing.lift(id_of(eve), by=moderator)
    assert account_of(gateways, eve).standing is standing
    assert not gateways.profile_queries.ids_of(["eve"])


def test_where_no_mail_reaches_staff_take_an_address_for_confirmed(
    governing: Governing, gateways: MemoryGateways, join: Callable[..., Viewer], moderator: Viewer
) -> None:
    newt = join("newt", standing=Standing.UNCONFIRMED)
    governing.confirm(id_of(newt), by=moderator)
    assert account_of(gateways, newt).standing is Standing.ACTIVE
    assert gateways.profile_queries.ids_of(["newt"])


# Keeping the peace


def test_a_limit_keeps_somebody_out_of_listings_and_no_more(
    governing: Governing,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    ada: Viewer,
    moderator: Viewer,
    is_in: IsIn,
) -> None:
    here = come_in(ada)
    governing.limit(id_of(ada), "", by=moderator)
    assert is_in(here.token)
    assert gateways.profile_queries.head("ada", STRANGER)
    assert "ada" not in [card.handle for card in gateways.profile_queries.newest(limit=9)]
    governing.lift(id_of(ada), by=moderator)
    assert "ada" in [card.handle for card in gateways.profile_queries.newest(limit=9)]


def test_a_suspension_signs_out_and_hides(
    governing: Governing,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    ada: Viewer,
    moderator: Viewer,
    is_in: IsIn,
) -> None:
    here = come_in(ada)
    governing.suspend(id_of(ada), "", by=moderator)
    assert not is_in(here.token)
    with pytest.raises(NotFound):
        gateways.profile_queries.head("ada", STRANGER)
    governing.lift(id_of(ada), by=moderator)
    assert not is_in(here.token)


def test_a_closed_account_is_neither_limited_nor_suspended(
    governing: Governing, join: Callable[..., Viewer], moderator: Viewer
) -> None:
    eve = join("eve", standing=Standing.CLOSED)
    for act in (limit, suspend):
        with pytest.raises(AlreadyClosed):
            act(governing, id_of(eve), moderator)


@pytest.mark.parametrize("act", [limit, suspend])
def test_the_person_is_told_what_and_why_and_not_by_whom(
    governing: Governing, ada: Viewer, moderator: Viewer, letters: Letters, act: Act
) -> None:
    letters()
    act(governing, id_of(ada), moderator)
    [letter] = letters()
    assert letter.to == "ada@example.org"
    assert "Too loud." in letter.text
    assert "mina" not in letter.text


def test_a_remark_is_a_sentence_or_two(
    governing: Governing, gateways: MemoryGateways, ada: Viewer, moderator: Viewer
) -> None:
    before = kept_words(gateways)
    with pytest.raises(Invalid) as refused:
        governing.suspend(id_of(ada), "x" * (MAX_REMARK + 1), by=moderator)
    assert set(refused.value.fields) == {"remark"}
    assert kept_words(gateways) == before
    governing.limit(id_of(ada), " Too\nloud.\u202e ", by=moderator)
    assert entries(gateways)[-1].detail == "Too loud."


# Roles and factors


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("actor", [Role.ADMIN, Role.OWNER])
def test_nobody_gives_a_role_above_their_own(
    governing: Governing,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    ada: Viewer,
    actor: Role,
    role: Role,
) -> None:
    by = join("ann", role=actor)
    if RANK[role] > RANK[actor]:
        with pytest.raises(NotToGovern):
            governing.change_role(id_of(ada), role, by=by)
        assert account_of(gateways, ada).role is Role.MEMBER
        return
    governing.change_role(id_of(ada), role, by=by)
    assert account_of(gateways, ada).role is role


@pytest.mark.parametrize("act", [suspend, make_moderator])
def test_the_last_owner_stays(
    governing: Governing, gateways: MemoryGateways, join: Callable[..., Viewer], act: Act
) -> None:
    """Of two owners one left while the other's page was open."""
    zeno, olga = join("zeno", role=Role.OWNER), join("olga", role=Role.OWNER)
    governing.suspend(id_of(zeno), "", by=olga)
    with pytest.raises(LastOwner):
        act(governing, id_of(olga), zeno)
    assert account_of(gateways, olga).role is Role.OWNER
    governing.change_role(id_of(zeno), Role.MEMBER, by=olga)
    assert account_of(gateways, zeno).role is Role.MEMBER


def test_factors_that_were_lost_are_taken_away_so_that_a_password_opens_again(
    governing: Governing,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    come_in: Callable[..., Here],
    add_app: Callable[[Here], object],
    add_passkey: Callable[..., tuple[str, ...]],
    device: SoftAuthenticator,
    ada: Viewer,
) -> None:
    here = come_in(ada)
    add_app(here)
    add_passkey(here, device)
    governing.reset_second_factor(id_of(ada), by=join("ann", role=Role.ADMIN))
    assert not account_of(gateways, ada).has_second_factor
    assert not tables_of(gateways).passkeys
    assert not tables_of(gateways).second_factors
    come_in(ada)
    assert Happening.SECOND_FACTOR_RESET in [entry.what for entry in entries(gateways)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.sampled_from("abc"), st.sampled_from([suspend, lift, make_moderator])
    ),
    max_size=12,
)


@given(steps=STEPS, closings=st.lists(st.sampled_from("abc"), max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_whatever_three_owners_do_to_each_other_one_is_left(
    governing: Governing,
    closing: Closing,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    steps: list[tuple[str, str, Act]],
    closings: list[str],
) -> None:
    began = gateways.begin._store.tables
    owners = {name: join(f"owner_{name * 3}", role=Role.OWNER) for name in "abc"}
    for actor, subject, act in steps:
        with suppress(NotToGovern, LastOwner, NotFound):
            # Whoever is suspended or no owner any more has no page to do it from.
            acting = account_of(gateways, owners[actor])
            if acting.role is Role.OWNER and acting.standing.may_sign_in:
                act(governing, id_of(owners[subject]), owners[actor])
    for name in closings:
        with suppress(LastOwner, AlreadyClosed, AccountStopped):
            closing.close(id_of(owners[name]), browser=AT_HOME)
    with gateways.begin() as work:
        assert work.accounts.count_owners() >= 1
    gateways.begin._store.tables = began
