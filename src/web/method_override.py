"""HTML forms can only GET and POST: `?_method=DELETE` says what a POST means."""

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FIELD = "_method"
MEANINGS = frozenset({"DELETE"})


class MethodOverride:
    """Only a POST can be overridden, so that a link never changes anything."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse"):  # type: ignore[no-untyped-def]  # as the wrapped application
        query = environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] == "POST" and FIELD in query:
            meaning = parse_qs(query).get(FIELD, [""])[-1].upper()
            if meaning in MEANINGS:
                environ["REQUEST_METHOD"] = meaning
        return self._app(environ, start_response)
