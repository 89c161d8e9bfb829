from datetime import timedelta

from domain.exports import DOWNLOADABLE_FOR, GIVEN_UP_AFTER, Export, ExportAsked, ExportReady
from tests.factories import NOON, a_profile, an_account, an_export

A_MOMENT = timedelta(microseconds=1)


def export() -> Export:
    return an_export(a_profile(an_account()))


def test_it_is_running_for_a_day_at_most() -> None:
    one = export()
    assert one.is_running(NOON + GIVEN_UP_AFTER - A_MOMENT)
    assert not one.is_running(NOON + GIVEN_UP_AFTER)
    assert not one.may_be_taken(NOON)


def test_it_may_be_taken_for_a_week_once_it_is_ready() -> None:
    one, ready = export(), NOON + timedelta(hours=1)
    one.advance(200, 742)
    assert (one.done, one.total) == (200, 742)
    one.finish(size=1815, at=ready)
    assert (one.done, one.total, one.size) == (742, 742, 1815)
    assert not one.is_running(ready)
    assert one.may_be_taken(ready + DOWNLOADABLE_FOR - A_MOMENT)
    assert not one.may_be_taken(ready + DOWNLOADABLE_FOR)
    assert one.expires_at == ready + DOWNLOADABLE_FOR


def test_one_that_was_never_ready_is_let_go_all_the_same() -> None:
    assert export().expires_at == NOON + DOWNLOADABLE_FOR


def test_it_tells_when_it_is_asked_for_and_when_it_is_ready() -> None:
    one = export()
    one.asked()
    one.finish(size=1, at=NOON)
    assert one.drain() == [ExportAsked(export_id=one.id), ExportReady(export_id=one.id)]
