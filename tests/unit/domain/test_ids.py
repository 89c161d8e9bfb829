from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import MAX_ID, make_id, milliseconds_of, moment_of

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(6429, 1, 1), timezones=st.just(UTC))
SEQUENCES = st.integers(0, 2**16 - 1)


@given(MOMENTS, SEQUENCES)
def test_an_id_knows_its_moment_to_the_millisecond(moment: datetime, sequence: int) -> None:
    id = make_id(milliseconds_of(moment), sequence)
    assert timedelta() <= moment - moment_of(id) < timedelta(milliseconds=1)
    assert moment_of(id).tzinfo is UTC


@given(MOMENTS, SEQUENCES)
def test_an_id_fits_a_signed_column(moment: datetime, sequence: int) -> None:
    assert 0 <= make_id(milliseconds_of(moment), sequence) <= MAX_ID


@given(st.tuples(st.integers(0, 2**47 - 1), SEQUENCES), st.tuples(st.integers(0, 2**47 - 1), SEQUENCES))
def test_ids_sort_by_time_and_then_by_sequence(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (make_id(*one) < make_id(*other)) == (one < other)


def test_a_sequence_that_runs_over_does_not_reach_into_the_time() -> None:
    assert make_id(5, 2**16) == make_id(5, 0)


def test_milliseconds_are_whole_and_never_ahead() -> None:
    assert milliseconds_of(datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC)) == 1999
