from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.outside import Outside
from domain.exports import DOWNLOADABLE_FOR
from domain.known_devices import KNOWN_FOR
from domain.one_time_tokens import GOOD_FOR, Purpose
from domain.place import Place
from domain.security_log import Happening
from domain.sessions import BROWSER_SESSION_FOR, REMEMBERED_FOR, digest_of
from domain.viewers import Viewer
from services.accounts.sign_in import SignIn
from services.housekeeping import LOG_KEPT_FOR
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import AT_HOME, ELSEWHERE, Here, entries, id_of, let_in, tables_of

A_SECOND = timedelta(seconds=1)


def test_sessions_that_are_over_are_forgotten_and_others_kept(
    container: Container,
    gateways: MemoryGateways,
    sign_in: SignIn,
    clock: FrozenClock,
    ada: Viewer,
    is_in: Callable[[str], bool],
) -> None:
    short, remembered = (
        let_in(sign_in.sign_in("ada", PASSWORD, remember=remember, browser=browser), browser).token
        for remember, browser in ((False, AT_HOME), (True, ELSEWHERE))
    )
    clock.advance(BROWSER_SESSION_FOR)
    container.housekeeping().tidy()
    container.housekeeping().tidy()
    with gateways.begin() as work:
        assert work.sessions.by_digest(digest_of(short)) is None
        assert work.sessions.by_digest(digest_of(remembered)) is not None
    assert is_in(remembered)
    clock.advance(REMEMBERED_FOR)
    container.housekeeping().tidy()
    with gateways.begin() as work:
        assert work.sessions.by_digest(digest_of(remembered)) is None


@pytest.fixture
def tidy(container: Container) -> Callable[[], None]:
    """Any number of workers may, one after the other."""

    def tidy() -> None:
        container.housekeeping().tidy()
        container.housekeeping().tidy()

    return tidy


def test_one_time_tokens_that_are_over_are_forgotten_and_others_kept(
    container: Container,
    gateways: MemoryGateways,
    tidy: Callable[[], None],
    clock: FrozenClock,
    place: Place,
) -> None:
    container.accounts.passkey_sign_in().request(AT_HOME)
    clock.advance(GOOD_FOR[Purpose.SIGN_IN_BY_PASSKEY] - A_SECOND)
    container.accounts.passkey_sign_in().request(ELSEWHERE)
    tidy()
    assert len(tables_of(gateways).tokens) == 2
    clock.advance(A_SECOND)
    tidy()
    assert len(tables_of(gateways).tokens) == 1


def test_devices_unseen_for_a_year_and_entries_older_than_one_are_forgotten(
    gateways: MemoryGateways,
    tidy: Callable[[], None],
    come_in: Callable[..., Here],
    clock: FrozenClock,
    ada: Viewer,
) -> None:
    come_in(ada)
    clock.advance(min(KNOWN_FOR, LOG_KEPT_FOR) - A_SECOND)
    tidy()
    assert len(tables_of(gateways).known_devices) == 1
    assert [entry.what for entry in entries(gateways)] == [Happening.REGISTERED, Happening.SIGNED_IN]
    come_in(ada, ELSEWHERE)
    clock.advance(2 * A_SECOND)
    tidy()
    assert len(tables_of(gateways).known_devices) == 1
    assert [entry.what for entry in entries(gateways)] == [Happening.SIGNED_IN_ON_NEW_DEVICE]


def test_the_file_of_an_export_goes_before_its_row(
    container: Container,
    gateways: MemoryGateways,
    outside: Outside,
    clock: FrozenClock,
    ada: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cut off in between, the next turn finds the row and goes on; no file is left that nobody knows of."""
    exporting = container.accounts.exporting()
    exporting.ask(id_of(ada), browser=AT_HOME)
    [export_id] = tables_of(gateways).exports
    exporting.prepare(export_id)
    clock.advance(DOWNLOADABLE_FOR)
    remove = outside.archives.remove

    def cut_off(name: str) -> None:
        monkeypatch.setattr(outside.archives, "remove", remove)
        raise OSError("the machine went down")

    monkeypatch.setattr(outside.archives, "remove", cut_off)
    with pytest.raises(OSError, match="went down"):
        container.housekeeping().tidy()
    assert len(tables_of(gateways).exports) == 1
    container.housekeeping().tidy()
    assert not tables_of(gateways).exports
    assert outside.archives.names() == []
