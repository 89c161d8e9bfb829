"""Answers that take a whole number of steps of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.even_answers import STEP, time_left


@given(st.floats(min_value=0, max_value=60))
def test_every_answer_ends_with_a_step(spent: float) -> None:
    steps = (spent + time_left(spent)) / STEP
    assert steps == pytest.approx(round(steps), abs=1e-6)
    assert 0 <= time_left(spent) <= STEP + 1e-9


def test_what_takes_a_little_longer_ends_at_the_same_moment() -> None:
    assert 0.0274 + time_left(0.0274) == pytest.approx(0.0281 + time_left(0.0281))
