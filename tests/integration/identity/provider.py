"""An OpenID provider that we didn't write, in a process of its own.

It asks nobody for a password: on its page a person types who they are, as a subject, and is sent back.
An unknown subject is taken for an e-mail address that isn't verified; `remember` says more about one.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[3]


class HonestProvider:
    """Takes any client id and any secret. `issuer` is what a setting names it by."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.issuer = f"http://127.0.0.1:{port}"

    def remember(self, subject: str, **claims: object) -> None:
        """What tokens say of a subject from now on: `email`, `email_verified`, `name`."""
        status, _ = self._ask(
            "PUT", f"/users/{quote(subject, safe='')}", json.dumps(claims), "application/json"
        )
        assert status == 204

    def sent_back(self, address: str, subject: str | None) -> dict[str, str]:
        """Type a subject on the page at an address, or deny with None; gives the query that comes back."""
        parts = urlsplit(address)
        form = {"action": "deny"} if subject is None else {"sub": subject}
        status, location = self._ask(
            "POST", f"{parts.path}?{parts.query}", urlencode(form), "application/x-www-form-urlencoded"
        )
        assert status == 302
        return dict(parse_qsl(urlsplit(location).query))

    def _ask(self, method: str, path: str, body: str, kind: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, {"Content-Type": kind})
            with connection.getresponse() as response:
                response.read()
                return response.status, response.headers.get("Location", "")
        finally:
            connection.close()


@contextmanager
def honest_provider() -> Iterator[HonestProvider]:
    """Start one on a free port, and end it."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.integration.identity.provider"],
        cwd=ROOT,
        env=os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield HonestProvider(int(process.stdout.readline()))
        finally:
            process.terminate()


def serve() -> None:
    """Tell the port on standard output, and serve until the process is ended."""
    import oidc_provider_mock
    from oidc_provider_mock._storage import AuthorizationCode
    from werkzeug.serving import make_server

    # It asks who somebody is at every round, so that was when they proved it.
    AuthorizationCode.get_auth_time = lambda self: int(time.time())  # type: ignore[method-assign]
    server = make_server("127.0.0.1", 0, oidc_provider_mock.app(), threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    serve()
