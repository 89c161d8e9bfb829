"""Answers while the database is still being brought up to date: alive, not yet ready."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LIVE = "/livez"
RETRY_AFTER = "2"


class Gate:
    """Lets requests through once `is_ready` has said so; `/livez` always."""

    def __init__(self, app: "WSGIApplication", is_ready: Callable[[], bool]) -> None:
        self._app, self._is_ready = app, is_ready
        self._open = False

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == LIVE or self._is_open():
            return self._app(environ, start_response)
        start_response(
            "503 Service Unavailable",
            [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", RETRY_AFTER)],
        )
        return [b"This place is being brought up to date. Please try again in a moment.\n"]

    def _is_open(self) -> bool:
        self._open = self._open or self._is_ready()
        return self._open
