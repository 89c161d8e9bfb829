"""A turnstile before the doors where passwords are hashed: a crowd there keeps no page waiting."""

import io
import math
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger("web")

DOORS = frozenset(
    {
        "/sign-in",
        "/register",
        "/setup",
        "/password-resets",
        "/reset-password",
        "/prove",
        "/settings/account/password",
    }
)
"""What is posted here may cost a hash: the work of several pages. Not what lies below, where some wait
for another site to answer: nobody should wait behind them."""

PLACES = 1
"""Requests at once within: a second one would compete with pages for the interpreter, and hashes take
their turns anyway (adapters/security/passwords.py). One lets some forty people a second in."""

WAITING = 1
"""Requests that wait for the place, so that it isn't empty between two people. Each holds a thread that
pages could use (bootstrap/serving.py)."""

PATIENCE = 0.5
"""Seconds to wait there: longer than most hashes take, an imported account's among them."""

RETRY_AFTER = "1"

WARN_EVERY = 60
"""Seconds between two warnings: a flood shouldn't fill the log as well."""

_PAGE = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>One moment, please</title>
</head>
<body>
<main>
<h1>One moment, please</h1>
<p>Many people are at this door just now, so nothing was done with what you sent.</p>
<p>Please reload this page in a few seconds: your browser sends it again.</p>
</main>
</body>
</html>
"""

_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(_PAGE))),
    ("Retry-After", RETRY_AFTER),
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
)


class Turnstile:
    """Lets one after the other through to the costly doors; a crowd is told at once to come back."""

    def __init__(self, app: "WSGIApplication", *, longest_body: int, patience: float = PATIENCE) -> None:
        self._app, self._longest_body, self._patience = app, longest_body, patience
        self._near = threading.BoundedSemaphore(PLACES + WAITING)
        self._inside = threading.BoundedSemaphore(PLACES)
        self._warned_at = -math.inf

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if not _is_costly(environ) or not self._has_taken_in(environ):
            return self._app(environ, start_response)
        if not self._near.acquire(blocking=False):
            return self._turn_away(start_response)
        try:
            return self._once_inside(environ, start_response)
        finally:
            self._near.release()

    def _once_inside(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if not self._inside.acquire(timeout=self._patience):
            return self._turn_away(start_response)
        try:
            return self._app(environ, start_response)
        finally:
            self._inside.release()

    def _turn_away(self, start_response: "StartResponse") -> Iterable[bytes]:
        now = time.monotonic()
        if now - self._warned_at >= WARN_EVERY:
            self._warned_at = now
            log.warning("doors_crowded")
        start_response("503 Service Unavailable", [*_HEADERS])
        return [_PAGE]

    def _has_taken_in(self, environ: "WSGIEnvironment") -> bool:
        """Reads the body, so that who sends slowly holds no place, and nothing unread is left behind.

        False where its length is too much or isn't told: the application refuses that before any work.
        """
        told = environ.get("CONTENT_LENGTH", "")
        if not told.isdecimal() or int(told) > self._longest_body:
            return False
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(told)))
        return True


def _is_costly(environ: "WSGIEnvironment") -> bool:
    return environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] in DOORS
