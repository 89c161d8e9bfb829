from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Invalid
from domain.ids import AccountId, InvitationId
from domain.invitations import MAX_DAYS, MAX_NOTE, MAX_STAFF_USES, MAX_USES, Invitation, InvitationOver
from domain.sessions import digest_of
from tests.factories import NOON, a_profile, an_account, an_invitation

A_MOMENT = timedelta(microseconds=1)


def make(*, note: str = "", most: int = 1, days: int = 1, is_staff: bool = False) -> Invitation:
    return Invitation.make(
        id=InvitationId(1),
        by=AccountId(7),
        is_staff=is_staff,
        token="key",
        note=note,
        most=most,
        days=days,
        at=NOON,
    )


@given(most=st.integers(1, 10), uses=st.integers(0, 12))
def test_it_lets_in_so_many_and_not_one_more(most: int, uses: int) -> None:
    invitation, came = make(most=most), 0
    for _ in range(uses):
        try:
            invitation.use(NOON)
            came += 1
        except InvitationOver:
            assert came == most
    assert (came, invitation.used) == (min(uses, most), min(uses, most))
    assert invitation.is_open(NOON) == (uses < most)


def test_it_is_good_until_its_last_day_is_over() -> None:
    invitation = an_invitation(a_profile(an_account()), days=7)
    assert invitation.is_open(NOON + timedelta(days=7) - A_MOMENT)
    assert not invitation.is_open(NOON + timedelta(days=7))
    with pytest.raises(InvitationOver):
        invitation.use(NOON + timedelta(days=7))
    assert invitation.used == 0


def test_an_ended_one_lets_nobody_in_and_ending_it_twice_is_no_error() -> None:
    invitation = make()
    invitation.end(NOON)
    invitation.end(NOON + timedelta(hours=1))
    assert invitation.ended_at == NOON
    with pytest.raises(InvitationOver):
        invitation.use(NOON)


@pytest.mark.parametrize(
    ("most", "days", "is_staff", "faults"),
    [
        (0, 1, False, {"most"}),
        (-1, 0, False, {"most", "days"}),
        (MAX_USES, MAX_DAYS, False, set()),
        (MAX_USES + 1, MAX_DAYS + 1, False, {"most", "days"}),
        (MAX_USES + 1, 1, True, set()),
        (MAX_STAFF_USES, 1, True, set()),
        (MAX_STAFF_USES + 1, 1, True, {"most"}),
    ],
)
def test_members_invite_friends_and_staff_a_school(
    most: int, days: int, is_staff: bool, faults: set[str]
) -> None:
    if not faults:
        assert make(most=most, days=days, is_staff=is_staff).most == most
        return
    with pytest.raises(Invalid) as refused:
        make(most=most, days=days, is_staff=is_staff)
    assert set(refused.value.fields) == faults


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        make(note="x" * (MAX_NOTE + 1), most=0, days=0)
    assert set(refused.value.fields) == {"note", "most", "days"}


def test_the_note_is_one_line_and_the_key_is_not_kept() -> None:
    invitation = make(note=" For\nBo ")
    assert (invitation.note, invitation.digest) == ("For Bo", digest_of("key"))
    assert "'key'" not in repr(invitation)
