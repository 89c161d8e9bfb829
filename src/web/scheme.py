"""How people reach this place, http or https, is a setting.

Behind a proxy that ends TLS every request comes in plain, and a header that says otherwise could be
anybody's: without this, the Origin of our own pages would look like another site's.
"""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class FixedScheme:
    def __init__(self, app: "WSGIApplication", base_url: str) -> None:
        self._app, self._scheme = app, urlsplit(base_url).scheme

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse"):  # type: ignore[no-untyped-def]  # as the wrapped application
        environ["wsgi.url_scheme"] = self._scheme
        return self._app(environ, start_response)
