"""Doubles of GitHub and Facebook: the few of their endpoints that are asked, honest unless told otherwise."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from adapters.identity.facebook import VERSION
from tests.integration.egress.servers import Asked, Loopback
from tests.integration.identity.double import CLIENT_ID, CLIENT_SECRET, give


class NetworkDouble:
    """What both have in common. `replies` takes over whole routes, `granted` changes a grant."""

    def __init__(self) -> None:
        self.server: Loopback
        self.replies: dict[str, Callable[[Asked], None]] = {}
        self.granted: dict[str, Any] = {}
        self._rounds: dict[str, dict[str, str]] = {}
        self._tokens: set[str] = set()

    @property
    def url(self) -> str:
        return self.server.url

    def answer(self, asked: Asked) -> None:
        (self.routes() | self.replies)[asked.route](asked)

    def routes(self) -> dict[str, Callable[[Asked], None]]:
        raise NotImplementedError

    def authorize(self, asked: Asked) -> None:
        query = dict(parse_qsl(urlsplit(asked.path).query))
        code = secrets.token_urlsafe(16)
        self._rounds[code] = query
        asked.redirect(f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}")

    def redeem(self, asked: Asked, refusal: Mapping[str, object], status: int) -> None:
        form = dict(parse_qsl(asked.body.decode()))
        started = self._rounds.pop(form.get("code", ""), None)
        is_client = (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        if not is_client or started is None or not self.is_same_round(started, form):
            return give(asked, refusal, status=status)
        token = secrets.token_urlsafe(16)
        self._tokens.add(token)
        return give(asked, {"access_token": token, "token_type": "bearer"} | self.granted)

    def is_same_round(self, started: Mapping[str, str], form: Mapping[str, str]) -> bool:
        return form.get("redirect_uri") == started["redirect_uri"]

    def bearer(self, asked: Asked) -> str | None:
        """The token that somebody brings, when it was given out here."""
        _, _, token = asked.headers.get("Authorization", "").partition("Bearer ")
        return token if token in self._tokens else None


class GitHubDouble(NetworkDouble):
    def __init__(self) -> None:
        super().__init__()
        self.user: Any = {"id": 1815, "login": "ada", "name": "Ada Lovelace", "email": "shown@example.org"}
        self.emails: Any = [
            {"email": "old@example.org", "primary": False, "verified": True},
            {"email": "ada@example.org", "primary": True, "verified": True},
        ]

    def routes(self) -> dict[str, Callable[[Asked], None]]:
        return {
            "/login/oauth/authorize": self.authorize,
            # GitHub refuses with status 200.
            "/login/oauth/access_token": lambda asked: self.redeem(
                asked, {"error": "bad_verification_code"}, 200
            ),
            "/user": lambda asked: self._for_bearer(asked, self.user),
            "/user/emails": lambda asked: self._for_bearer(asked, self.emails),
        }

    def is_same_round(self, started: Mapping[str, str], form: Mapping[str, str]) -> bool:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return super().is_same_round(started, form) and started["code_challenge"] == challenge

    def _for_bearer(self, asked: Asked, value: object) -> None:
        if self.bearer(asked) is None:
            give(asked, {"message": "Bad credentials"}, status=401)
        else:
            give(asked, value)


class FacebookDouble(NetworkDouble):
    def __init__(self) -> None:
        super().__init__()
        self.person: Any = {"id": "18151210", "name": "Ada Lovelace", "email": "ada@example.org"}

    def routes(self) -> dict[str, Callable[[Asked], None]]:
        refusal = {"error": {"message": "Invalid verification code", "code": 100}}
        return {
            f"/{VERSION}/dialog/oauth": self.authorize,
            f"/{VERSION}/oauth/access_token": lambda asked: self.redeem(asked, refusal, 400),
            f"/{VERSION}/me": self._me,
        }

    def _me(self, asked: Asked) -> None:
        query = dict(parse_qsl(urlsplit(asked.path).query))
        token = self.bearer(asked) or ""
        proof = hmac.new(CLIENT_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
        if not token or query.get("appsecret_proof") != proof:
            return give(asked, {"error": {"message": "Invalid appsecret_proof"}}, status=400)
        # It gives more than `fields` asks for, as one that means harm might.
        return give(asked, self.person)
