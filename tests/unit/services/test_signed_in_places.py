"""Where somebody is signed in, and as whom they speak there."""

from collections.abc import Callable

import pytest

from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.errors import NotFound
from domain.ids import SessionId
from domain.security_log import Happening
from domain.sessions import digest_of
from domain.viewers import Viewer
from services.accounts.signed_in_places import SignedInPlaces
from tests.unit.services.presence import AT_HOME, ELSEWHERE, Here, entries, happenings, id_of

IsIn = Callable[[str], bool]


def test_a_session_that_is_ended_is_out_and_the_others_stay(
    signed_in_places: SignedInPlaces,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    is_in: IsIn,
    ada: Viewer,
) -> None:
    here, there = come_in(ada), come_in(ada, ELSEWHERE)
    signed_in_places.end(here.account_id, there.session_id, browser=here.browser)
    assert is_in(here.token)
    assert not is_in(there.token)
    assert (entries(gateways)[-1].what, entries(gateways)[-1].detail) == (
        Happening.SESSION_ENDED,
        ELSEWHERE.device,
    )


def test_nobody_ends_somebody_elses(
    signed_in_places: SignedInPlaces,
    come_in: Callable[..., Here],
    is_in: IsIn,
    ada: Viewer,
    bo: Viewer,
) -> None:
    here, of_bo = come_in(ada), come_in(bo)
    for session_id in (of_bo.session_id, SessionId(1)):
        with pytest.raises(NotFound):
            signed_in_places.end(here.account_id, session_id, browser=here.browser)
    signed_in_places.end_others(here.account_id, of_bo.session_id, browser=here.browser)
    assert is_in(of_bo.token)
    assert not is_in(here.token)


def test_all_others_are_ended_at_once(
    signed_in_places: SignedInPlaces,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    is_in: IsIn,
    ada: Viewer,
    bo: Viewer,
) -> None:
    here, of_bo = come_in(ada), come_in(bo)
    others = [come_in(ada, ELSEWHERE) for _ in range(3)]
    assert signed_in_places.end_others(here.account_id, here.session_id, browser=here.browser) == 3
    assert is_in(here.token)
    assert is_in(of_bo.token)
    assert not any(is_in(other.token) for other in others)
    assert happenings(gateways, ada)[-1] is Happening.OTHER_SESSIONS_ENDED


def test_a_person_goes_on_as_another_of_their_profiles(
    signed_in_places: SignedInPlaces,
    container: Container,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    ada: Viewer,
    bo: Viewer,
) -> None:
    here, there = come_in(ada), come_in(ada, ELSEWHERE)
    container.accounts.profiles().add(id_of(ada), "acanthus", "", browser=AT_HOME)
    signed_in_places.speak_as(here.account_id, here.session_id, "acanthus")
    assert speaker(gateways, here) == ("acanthus", ("ada",))
    assert speaker(gateways, there) == ("ada", ("acanthus",))
    for handle in ("bo", "nobody_here", ""):
        with pytest.raises(NotFound):
            signed_in_places.speak_as(here.account_id, here.session_id, handle)
    with pytest.raises(NotFound):
        signed_in_places.speak_as(id_of(bo), here.session_id, "bo")
    assert speaker(gateways, here) == ("acanthus", ("ada",))


def speaker(gateways: MemoryGateways, here: Here) -> tuple[str, tuple[str, ...]]:
    visit = gateways.session_queries.visit(digest_of(here.token), gateways.clock.now())
    assert visit is not None
    return visit.viewer.handle, visit.viewer.other_handles
