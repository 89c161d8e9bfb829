from collections.abc import Callable, Sequence

import pytest

from bootstrap.gateways import MemoryGateways
from domain.errors import Invalid, TooMany
from domain.ids import SessionId
from domain.viewers import Viewer
from services.accounts.account_settings import AccountSettings
from services.accounts.guesses import PROOFS
from services.ports.mail import Letter
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import AT_HOME, ELSEWHERE, Here, id_of

NEW = "something else entirely"


@pytest.fixture
def change(account_settings: AccountSettings, ada: Viewer) -> Callable[..., None]:
    """Change ada's password, from a session that she may keep."""

    def change(new: str = NEW, *, current: str = PASSWORD, session_id: SessionId | None = None) -> None:
        account_settings.change_password(
            id_of(ada), current=current, new=new, session_id=session_id, browser=AT_HOME
        )

    return change


def test_a_new_password_opens_and_the_old_one_does_not(
    change: Callable[..., None], ada: Viewer, enter: Callable[..., str], is_in: Callable[[str], bool]
) -> None:
    change()
    assert is_in(enter(ada, password=NEW))
    with pytest.raises(Invalid):
        enter(ada, password=PASSWORD)


def test_a_new_password_ends_every_other_session(
    change: Callable[..., None], ada: Viewer, come_in: Callable[..., Here], is_in: Callable[[str], bool]
) -> None:
    here, there = come_in(ada), come_in(ada, ELSEWHERE)
    change(session_id=here.session_id)
    assert is_in(here.token)
    assert not is_in(there.token)


def test_a_new_password_leaves_other_peoples_sessions_alone(
    change: Callable[..., None], bo: Viewer, enter: Callable[..., str], is_in: Callable[[str], bool]
) -> None:
    token = enter(bo)
    change()
    assert is_in(token)


def test_another_persons_session_can_not_be_kept(
    change: Callable[..., None],
    ada: Viewer,
    bo: Viewer,
    come_in: Callable[..., Here],
    is_in: Callable[[str], bool],
) -> None:
    of_ada, of_bo = come_in(ada), come_in(bo)
    change(session_id=of_bo.session_id)
    assert not is_in(of_ada.token)
    assert is_in(of_bo.token)


def test_a_wrong_present_password_changes_nothing_and_ends_nothing(
    change: Callable[..., None], ada: Viewer, enter: Callable[..., str], is_in: Callable[[str], bool]
) -> None:
    token = enter(ada)
    with pytest.raises(Invalid) as refused:
        change(current="wrong")
    assert set(refused.value.fields) == {"current_password"}
    assert is_in(token)
    enter(ada, password=PASSWORD)


@pytest.mark.parametrize("weak", ["short", "passwordpassword", "ada@example.org", "the porch 2026!"])
def test_a_weak_new_password_is_refused(change: Callable[..., None], weak: str) -> None:
    with pytest.raises(Invalid) as refused:
        change(weak)
    assert set(refused.value.fields) == {"password"}


def test_guesses_at_the_present_password_run_out(change: Callable[..., None]) -> None:
    for _ in range(PROOFS.windows[0].amount):
        with pytest.raises(Invalid):
            change(current="wrong")
    with pytest.raises(TooMany):
        change()


def test_a_right_guess_forgets_the_wrong_ones(change: Callable[..., None]) -> None:
    for _ in range(PROOFS.windows[0].amount - 1):
        with pytest.raises(Invalid):
            change(current="wrong")
    change()
    change("and another one again", current=NEW)


def test_the_holder_is_told_of_a_new_password(
    change: Callable[..., None], letters: Callable[[], Sequence[Letter]]
) -> None:
    letters()
    change()
    [letter] = letters()
    assert letter.to == "ada@example.org"
    assert NEW not in letter.text + letter.html


def test_a_phone_number_can_be_set_and_removed(
    account_settings: AccountSettings, gateways: MemoryGateways, ada: Viewer
) -> None:
    account_settings.change_phone(id_of(ada), "+43 660 1234567", browser=AT_HOME)
    assert gateways.account_queries.one(id_of(ada)).phone == "+436601234567"
    with pytest.raises(Invalid) as refused:
        account_settings.change_phone(id_of(ada), "0660", browser=AT_HOME)
    assert set(refused.value.fields) == {"phone"}
    assert gateways.account_queries.one(id_of(ada)).phone == "+436601234567"
    account_settings.change_phone(id_of(ada), "", browser=AT_HOME)
    assert gateways.account_queries.one(id_of(ada)).phone is None
