"""Answers whose time must tell nothing: each takes a whole number of steps."""

import math
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import current_app

from web.web_settings import WebSettings

V = TypeVar("V", bound=Callable[..., Any])

STEP = 0.1
"""Seconds. A password's hash and all that follows fit into one on most machines, so that what differs,
the rows of a new account, about 0.7 ms, is waited for in the same way."""


def evenly(view: V) -> V:
    """Have a view's answer, whatever it says, wait for the end of the step in which it was ready."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return view(*args, **kwargs)
        finally:
            settings: WebSettings = current_app.extensions["stoa.settings"]
            if settings.evens_answers:
                time.sleep(time_left(time.perf_counter() - began))

    return answered  # type: ignore[return-value]  # the same signature


def time_left(spent: float) -> float:
    """Seconds from a moment to the end of its step."""
    return max(0.0, math.ceil(spent / STEP) * STEP - spent)
