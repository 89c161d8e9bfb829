"""An OpenID provider that keeps every rule, save those that a test makes it break."""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit

import pytest
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.jws import JWSRegistry, serialize_compact

from adapters.egress.egress import Egress
from adapters.identity.openid import OpenIdProvider
from adapters.memory.clock import FrozenClock
from services.ports.identities import IdentityRefused
from tests.contracts.identities import REDIRECT_URI, a_question
from tests.integration.egress.servers import Asked, Loopback, serving

CLIENT_ID = "stoa"
CLIENT_SECRET = "s3cret/of:stoa+&="

Claims = dict[str, Any]


class _AnyAlgorithm(JWSRegistry):
    """Signs by whatever a test asks for."""

    def get_alg(self, name: str) -> Any:
        return self.algorithms[name]


def segment(value: object) -> str:
    words = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(words).rstrip(b"=").decode()


def signed(claims: Claims, key: Key, header: Mapping[str, Any]) -> str:
    registry = _AnyAlgorithm(strict_check_header=False)
    return serialize_compact(dict(header), json.dumps(claims), key, registry=registry)


@dataclass(frozen=True)
class Keys:
    """One of each kind; making them takes longer than all the rest."""

    rsa: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "rsa"}))
    other: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "rsa"}))
    ec: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "ec"}))
    ed: OKPKey = field(default_factory=lambda: OKPKey.generate_key("Ed25519", {"kid": "ed"}))


class OpenIdDouble:
    """Signs everybody in as Ada without asking.

    What tests turn: `discovery` is merged into the document, `claims` changes a token's claims, `sign`
    makes the token, `granted` is merged into what goes with it, `keys_shown` is the key set, `person`
    the user info, and `replies` takes over whole routes. Who asks for `max_age` hears of `auth_time`.
    """

    def __init__(self, keys: Keys, clock: FrozenClock) -> None:
        self.keys, self.clock = keys, clock
        self.discovery: dict[str, Any] = {}
        self.claims: Callable[[Claims], Claims] = lambda claims: claims
        self.sign: Callable[[Claims], str] = lambda claims: signed(
            claims, keys.rsa, {"alg": "RS256", "kid": "rsa"}
        )
        self.granted: dict[str, Any] = {}
        self.keys_shown: Any = {"keys": [key.as_dict(private=False) for key in (keys.rsa, keys.ec, keys.ed)]}
        self.person: Claims = {
            "sub": "ada-1815",
            "email": "ada@campus.example",
            "email_verified": True,
            "name": "Ada Lovelace",
        }
        self.replies: dict[str, Callable[[Asked], None]] = {}
        self.server: Loopback
        self._rounds: dict[str, dict[str, str]] = {}
        self._tokens: set[str] = set()

    @property
    def url(self) -> str:
        return self.server.url

    def answer(self, asked: Asked) -> None:
        routes = {
            "/.well-known/openid-configuration": self._discover,
            "/authorize": self._authorize,
            "/token": self._token,
            "/keys": lambda asked: give(asked, self.keys_shown),
            "/person": self._person,
        }
        (routes | self.replies)[asked.route](asked)

    def _discover(self, asked: Asked) -> None:
        document = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/person",
            "id_token_signing_alg_values_supported": ["RS256", "PS256", "ES256", "EdDSA", "HS256", "none"],
        }
        given = document | self.discovery
        give(asked, {name: value for name, value in given.items() if value is not None})

    def _authorize(self, asked: Asked) -> None:
        query = dict(parse_qsl(urlsplit(asked.path).query))
        code = secrets.token_urlsafe(16)
        self._rounds[code] = query
        asked.redirect(f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}")

    def _token(self, asked: Asked) -> None:
        form = dict(parse_qsl(asked.body.decode()))
        started = self._rounds.pop(form.get("code", ""), None)
        if self._client(asked, form) != (CLIENT_ID, CLIENT_SECRET):
            return give(asked, {"error": "invalid_client"}, status=401)
        if started is None or not self._is_same_round(started, form):
            return give(asked, {"error": "invalid_grant"}, status=400)
        access_token = secrets.token_urlsafe(16)
        self._tokens.add(access_token)
        token = self.sign(self.claims(self._claims(started)))
        granted = {"access_token": access_token, "token_type": "Bearer", "id_token": token}
        return give(asked, granted | self.granted)

    def _client(self, asked: Asked, form: Mapping[str, str]) -> tuple[str, str]:
        if self.discovery.get("token_endpoint_auth_methods_supported") == ["client_secret_post"]:
            return form.get("client_id", ""), form.get("client_secret", "")
        _, _, basic = asked.headers.get("Authorization", "").partition("Basic ")
        id, _, secret = base64.b64decode(basic).decode().partition(":")
        return unquote_plus(id), unquote_plus(secret)

    def _is_same_round(self, started: Mapping[str, str], form: Mapping[str, str]) -> bool:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        return (
            form.get("grant_type") == "authorization_code"
            and form.get("redirect_uri") == started["redirect_uri"]
            and started["code_challenge_method"] == "S256"
            and started["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        )

    def _claims(self, started: Mapping[str, str]) -> Claims:
        now = int(self.clock.now().timestamp())
        claims = {
            "iss": self.url,
            "aud": started["client_id"],
            "iat": now,
            "exp": now + 300,
            "nonce": started["nonce"],
            **self.person,
        }
        return claims | ({"auth_time": now} if "max_age" in started else {})

    def _person(self, asked: Asked) -> None:
        _, _, token = asked.headers.get("Authorization", "").partition("Bearer ")
        if token not in self._tokens:
            return give(asked, {"error": "invalid_token"}, status=401)
        return give(asked, self.person)


def give(asked: Asked, value: object, *, status: int = 200) -> None:
    asked.reply(json.dumps(value).encode(), status=status, headers={"Content-Type": "application/json"})


@contextmanager
def running(double: OpenIdDouble) -> Iterator[OpenIdDouble]:
    with serving(double.answer) as double.server:
        yield double


def provider_at(double: OpenIdDouble, **changes: Any) -> OpenIdProvider:
    values = {
        "name": "campus",
        "label": "Campus",
        "issuer": double.url,
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "egress": Egress([double.server.place]),
        "clock": double.clock,
    }
    return OpenIdProvider(**(values | changes))


def sent_back(address: str) -> dict[str, str]:
    """Follow an address as a browser does; gives the query that it is sent back with."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        response = connection.getresponse()
        response.read()
        assert response.status == 302, response.status
        location = response.headers["Location"]
    finally:
        connection.close()
    assert location.startswith(REDIRECT_URI)
    return dict(parse_qsl(urlsplit(location).query))


def refusal_of(
    double: OpenIdDouble, *, again: bool = False, brought: Mapping[str, str] | None = None, **changes: Any
) -> str:
    """Why a round is refused, as the owner finds it in the log.

    `brought` changes what the browser brings back; an empty text takes something away.
    """
    provider, question = provider_at(double, **changes), a_question(again=again)
    answer = sent_back(provider.address(question)) | dict(brought or {})
    with pytest.raises(IdentityRefused) as refused:
        provider.identify(question, {name: value for name, value in answer.items() if value})
    assert str(refused.value) == "That sign-in didn't work out. Please try again."
    return str(refused.value.__cause__)
