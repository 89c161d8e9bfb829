"""The one place where a collision in the database is answered by doing the work again."""

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from services.ports.unit_of_work import TryAgain

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 5
"""Collisions are rare and short; five in a row mean that something else is wrong."""

FIRST_PAUSE = 0.01
"""Seconds; doubled each time, and scattered so that two don't meet again."""


def retried(use_case: Callable[P, R]) -> Callable[P, R]:
    """Run a use case again when its unit of work raises TryAgain.

    The use case must do nothing outside the unit of work that may not happen twice.
    """

    @functools.wraps(use_case)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(ATTEMPTS - 1):
            try:
                return use_case(*args, **kwargs)
            except TryAgain:
                time.sleep(random.uniform(0.5, 1) * FIRST_PAUSE * 2**attempt)  # noqa: S311
        return use_case(*args, **kwargs)

    return again
