"""Providers, and those who stand between, that answer anything but what they should."""

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.egress.connections import Unreachable
from adapters.egress.egress import MAX_BODY
from bootstrap import logs
from domain.errors import Unavailable
from services.ports.identities import IdentityRefused
from tests.contracts.identities import REDIRECT_URI, a_question
from tests.integration.egress.servers import Asked, serving
from tests.integration.identity.double import (
    CLIENT_SECRET,
    Keys,
    OpenIdDouble,
    give,
    provider_at,
    refusal_of,
    running,
    sent_back,
)

DISCOVERY = "/.well-known/openid-configuration"


def unavailable(act: Callable[[], object]) -> str:
    with pytest.raises(Unavailable) as refused:
        act()
    assert isinstance(refused.value, Unreachable)
    return refused.value.reason


# What the browser brings back


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"error": "access_denied"}, "the error 'access_denied'"),
        ({"error": "access_denied", "code": "x"}, "the error 'access_denied'"),
        ({"error": "login_required"}, "the error 'login_required'"),
        ({"error": "x" * 10_000}, "the error"),
        ({"code": ""}, "without a code"),
        ({"code": "x" * 4_097}, "without a code"),
        ({"code": "made-up"}, "status 400 and the error 'invalid_grant'"),
    ],
)
def test_an_answer_without_a_good_code_is_refused(
    double: OpenIdDouble, answer: dict[str, str], reason: str
) -> None:
    refusal = refusal_of(double, brought=answer)
    assert reason in refusal
    assert len(refusal) < 200


def test_a_code_is_good_once(double: OpenIdDouble) -> None:
    provider, question = provider_at(double), a_question()
    answer = sent_back(provider.address(question))
    assert provider.identify(question, answer).subject == "ada-1815"
    with pytest.raises(IdentityRefused):
        provider.identify(question, answer)


def test_a_code_of_another_round_is_refused(double: OpenIdDouble) -> None:
    """What somebody catches of a round is of no use in a round of their own (RFC 9700, section 4.5)."""
    provider, theirs, own = provider_at(double), a_question(), a_question()
    provider.address(own)
    with pytest.raises(IdentityRefused):
        provider.identify(own, sent_back(provider.address(theirs)))


@pytest.mark.parametrize("part", ["verifier", "redirect_uri", "nonce"])
def test_a_question_that_is_another_than_was_asked_is_refused(double: OpenIdDouble, part: str) -> None:
    provider, question = provider_at(double), a_question()
    answer = sent_back(provider.address(question))
    another = replace(question, **{part: f"{getattr(question, part)}x"})
    with pytest.raises(IdentityRefused):
        provider.identify(another, answer)


@pytest.mark.parametrize("announced", [True, False, None])
@pytest.mark.parametrize("code", ["good", "none", "error"])
def test_an_answer_that_names_another_provider_is_refused_before_anything_is_sent(
    double: OpenIdDouble, announced: bool | None, code: str
) -> None:
    double.discovery["authorization_response_iss_parameter_supported"] = announced
    answer = {"iss": "https://evil.example"}
    answer |= {"good": {}, "none": {"code": ""}, "error": {"error": "access_denied"}}[code]
    assert "another provider's" in refusal_of(double, brought=answer)
    assert "/token" not in double.server.routes


@pytest.mark.parametrize("iss", ["", "HTTP://127.0.0.1", "{url}/", "{url}?", "https://127.0.0.1"])
def test_a_provider_that_names_itself_must_do_so_letter_for_letter(double: OpenIdDouble, iss: str) -> None:
    double.discovery["authorization_response_iss_parameter_supported"] = True
    assert "another provider's" in refusal_of(double, brought={"iss": iss.format(url=double.url)})


def test_an_answer_of_one_provider_is_refused_at_another(keys: Keys, double: OpenIdDouble) -> None:
    with running(OpenIdDouble(keys, double.clock)) as other:
        provider, question = provider_at(double), a_question()
        answer = sent_back(provider_at(other).address(question))
        with pytest.raises(IdentityRefused):
            provider.identify(question, answer)


def test_a_secret_that_is_not_ours_is_refused(double: OpenIdDouble) -> None:
    assert "status 401 and the error 'invalid_client'" in refusal_of(double, client_secret="x")


# What its token endpoint answers


def html(asked: Asked) -> None:
    asked.reply(b"<!doctype html><title>Please sign in</title>", headers={"Content-Type": "text/html"})


def huge(asked: Asked) -> None:
    asked.reply(b" " * (MAX_BODY + 1))


def away(asked: Asked) -> None:
    asked.redirect("/elsewhere", 307)


def with_status(status: int, body: bytes = b"") -> Callable[[Asked], None]:
    return lambda asked: asked.reply(body, status=status)


def with_json(value: object, status: int = 200) -> Callable[[Asked], None]:
    return lambda asked: give(asked, value, status=status)


def hangs_up(asked: Asked) -> None:
    asked.close_connection = True


CROOKED = [
    pytest.param(html, "than JSON", id="a page"),
    pytest.param(with_status(200), "than JSON", id="nothing"),
    pytest.param(with_status(200, b"\xff\xfe\x00"), "than JSON", id="nonsense"),
    pytest.param(with_status(200, b"[" * 100_000), "than JSON", id="deep lists"),
    pytest.param(with_status(200, b"9" * 100_000), "than JSON", id="a long number"),
    pytest.param(with_json([]), "JSON object", id="a list"),
    pytest.param(with_json(None), "JSON object", id="null"),
    pytest.param(away, "status 307", id="a redirect"),
    pytest.param(with_status(204), "status 204", id="no content"),
    pytest.param(with_status(404), "status 404", id="not found"),
    pytest.param(with_json({"error": "invalid_grant"}, 400), "error 'invalid_grant'", id="a refusal"),
    pytest.param(with_json({"error": ["x"]}, 400), "status 400", id="a refusal of nonsense"),
    pytest.param(with_json({"error": "a\nb"}, 400), "status 400", id="a refusal of two lines"),
]

UNWELL = [
    pytest.param(with_status(500), "status 500", id="an error of its own"),
    pytest.param(with_status(502, b"<html>"), "status 502", id="a gateway"),
    pytest.param(with_status(503), "status 503", id="a pause"),
    pytest.param(with_status(429), "status 429", id="too many"),
    pytest.param(huge, "too much", id="a megabyte and more"),
    pytest.param(hangs_up, "", id="it hangs up"),
]


@pytest.mark.parametrize(("reply", "reason"), CROOKED)
def test_a_token_endpoint_that_answers_something_else_is_refused(
    double: OpenIdDouble, reply: Callable[[Asked], None], reason: str
) -> None:
    double.replies["/token"] = reply
    assert reason in refusal_of(double)
    assert "/elsewhere" not in double.server.routes


@pytest.mark.parametrize(("reply", "reason"), UNWELL)
@pytest.mark.parametrize("route", ["/token", "/keys"])
def test_a_provider_that_is_unwell_is_told_apart_from_one_that_refuses(
    double: OpenIdDouble, route: str, reply: Callable[[Asked], None], reason: str
) -> None:
    double.replies[route] = reply
    provider, question = provider_at(double), a_question()
    answer = sent_back(provider.address(question))
    assert reason in unavailable(lambda: provider.identify(question, answer))


@pytest.mark.parametrize("token", [None, 7, ["x"], {"x": "y"}, True])
def test_a_grant_without_a_token_is_refused(double: OpenIdDouble, token: object) -> None:
    double.granted = {"id_token": token}
    assert "no ID token" in refusal_of(double)


# What its user info answers


@pytest.fixture
def reticent(double: OpenIdDouble) -> OpenIdDouble:
    """One that keeps addresses out of its tokens, so that its user info is asked."""
    double.claims = lambda claims: {k: v for k, v in claims.items() if not k.startswith("email")}
    return double


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "eve"},
        {"sub": ""},
        {"sub": None},
        {"sub": ["ada-1815"]},
        {"sub": "ADA-1815"},
        {"sub": "ada-1815 "},
        {},
    ],
)
def test_user_info_about_somebody_else_is_refused(reticent: OpenIdDouble, person: dict[str, object]) -> None:
    reticent.replies["/person"] = with_json({"email": "eve@evil.example", "email_verified": True} | person)
    assert "somebody else" in refusal_of(reticent)


@pytest.mark.parametrize(("reply", "reason"), CROOKED[:6])
def test_user_info_that_is_something_else_is_refused(
    reticent: OpenIdDouble, reply: Callable[[Asked], None], reason: str
) -> None:
    reticent.replies["/person"] = reply
    assert reason in refusal_of(reticent)


@pytest.mark.parametrize(
    "granted",
    [
        {"access_token": None},
        {"access_token": ""},
        {"access_token": 7},
        {"access_token": "x" * 4_097},
        {"access_token": "x\r\nX-Word: y"},
        {"access_token": "ü"},
        {"token_type": None},
        {"token_type": "mac"},
        {"token_type": ["Bearer"]},
    ],
)
def test_user_info_is_not_asked_without_a_bearer_token(
    reticent: OpenIdDouble, granted: dict[str, object]
) -> None:
    reticent.granted = granted
    assert "no access token" in refusal_of(reticent)
    assert "/person" not in reticent.server.routes


# What it says of itself


@pytest.mark.parametrize(
    ("discovery", "reason"),
    [
        ({"issuer": "https://evil.example"}, "another issuer"),
        ({"issuer": "{url}/"}, "another issuer"),
        ({"issuer": "{url}/."}, "another issuer"),
        ({"issuer": None}, "another issuer"),
        ({"issuer": ["{url}"]}, "another issuer"),
        ({"authorization_endpoint": None}, "authorization_endpoint is no address"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "authorization_endpoint is no address"),
        ({"authorization_endpoint": "//evil.example"}, "authorization_endpoint is no address"),
        ({"authorization_endpoint": "/authorize"}, "authorization_endpoint is no address"),
        ({"authorization_endpoint": "https://a@evil.example"}, "authorization_endpoint is no address"),
        ({"authorization_endpoint": "https://evil.example\r\nX: y"}, "authorization_endpoint is no address"),
        ({"authorization_endpoint": ["{url}/authorize"]}, "authorization_endpoint is no address"),
        ({"authorization_endpoint": "http://evil.example/"}, "authorization_endpoint has no encryption"),
        ({"token_endpoint": None}, "token_endpoint is no address"),
        ({"token_endpoint": "file:///etc/passwd"}, "token_endpoint is no address"),
        ({"token_endpoint": "http://169.254.169.254/"}, "token_endpoint has no encryption"),
        ({"jwks_uri": None}, "jwks_uri is no address"),
        ({"jwks_uri": "http://10.0.0.1/"}, "jwks_uri has no encryption"),
        ({"jwks_uri": "data:,x"}, "jwks_uri is no address"),
        ({"userinfo_endpoint": "ftp://evil.example"}, "userinfo_endpoint is no address"),
        ({"userinfo_endpoint": 7}, "userinfo_endpoint is no address"),
        ({"id_token_signing_alg_values_supported": ["none"]}, "no algorithm"),
        ({"id_token_signing_alg_values_supported": ["HS256", "RS1"]}, "no algorithm"),
        ({"id_token_signing_alg_values_supported": []}, "no algorithm"),
        ({"id_token_signing_alg_values_supported": "RS256"}, "no algorithm"),
        ({"id_token_signing_alg_values_supported": [["RS256"]]}, "no algorithm"),
        ({"token_endpoint_auth_methods_supported": ["none"]}, "no client secret"),
        ({"token_endpoint_auth_methods_supported": ["private_key_jwt"]}, "no client secret"),
        ({"token_endpoint_auth_methods_supported": {}}, "no client secret"),
    ],
)
def test_a_provider_that_describes_itself_wrongly_can_not_be_used(
    double: OpenIdDouble, discovery: dict[str, object], reason: str
) -> None:
    double.discovery = {
        name: value.format(url=double.url) if isinstance(value, str) else value
        for name, value in discovery.items()
    }
    provider = provider_at(double)
    assert reason in unavailable(lambda: provider.address(a_question()))
    assert reason in unavailable(lambda: provider.identify(a_question(), {"code": "x", "state": "y"}))


@pytest.mark.parametrize(("reply", "reason"), [*CROOKED[:7], *UNWELL])
def test_a_provider_that_does_not_describe_itself_can_not_be_used(
    double: OpenIdDouble, reply: Callable[[Asked], None], reason: str
) -> None:
    double.replies[DISCOVERY] = reply
    assert reason in unavailable(lambda: provider_at(double).address(a_question()))


def test_a_provider_that_is_gone_can_not_be_used(double: OpenIdDouble) -> None:
    provider = provider_at(double)
    double.server.server_close()
    double.server.socket.close()
    with pytest.raises(Unavailable):
        provider.address(a_question())


@pytest.mark.parametrize(
    ("endpoint", "route"),
    [("token_endpoint", "/token"), ("jwks_uri", "/keys"), ("userinfo_endpoint", "/person")],
)
def test_discovery_leads_no_further_into_the_own_network(
    reticent: OpenIdDouble, endpoint: str, route: str
) -> None:
    """The issuer may stand there because the owner named it; nobody named the others."""
    with serving(with_json({})) as inside:
        # By https, so that it isn't refused for want of encryption already.
        reticent.discovery[endpoint] = f"https://127.0.0.1:{inside.server_port}{route}"
        provider, question = provider_at(reticent), a_question()
        answer = sent_back(provider.address(question))
        assert "not a public address" in unavailable(lambda: provider.identify(question, answer))
        assert inside.asked == []


@pytest.mark.parametrize("route", ["/keys", "/person", DISCOVERY])
def test_a_redirect_leads_no_further_into_the_own_network(reticent: OpenIdDouble, route: str) -> None:
    with serving(with_json({"sub": "ada-1815"})) as inside:
        provider, question = provider_at(reticent), a_question()
        answer = {} if route == DISCOVERY else sent_back(provider.address(question))
        reticent.replies[route] = lambda asked: asked.redirect(inside.url)
        assert "not a public address" in unavailable(lambda: provider.identify(question, answer))
        assert inside.asked == []


# What is left behind


@pytest.fixture
def lines() -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged, warnings included."""
    logs.configure("warning")
    with capture_logs() as lines:
        yield lines
    logs.configure("error")


def test_the_log_says_why_without_any_secret(
    double: OpenIdDouble, lines: list[MutableMapping[str, Any]]
) -> None:
    provider, question = provider_at(double), a_question()
    answer = sent_back(provider.address(question))
    double.claims = lambda claims: claims | {"aud": "another"}
    with pytest.raises(IdentityRefused):
        provider.identify(question, answer)
    [line] = lines
    assert line == {
        "event": "identity_refused",
        "log_level": "warning",
        "provider": "campus",
        "reason": "its token is for another client",
    }


@pytest.mark.parametrize("route", [DISCOVERY, "/token", "/keys"])
def test_a_provider_that_is_unwell_stands_in_the_log(
    double: OpenIdDouble, lines: list[MutableMapping[str, Any]], route: str
) -> None:
    double.replies[route] = with_status(503, CLIENT_SECRET.encode())
    provider, question = provider_at(double), a_question()
    with pytest.raises(Unavailable):
        provider.identify(question, sent_back(f"{double.url}/authorize?redirect_uri={REDIRECT_URI}&state=x"))
    assert [(line["event"], line["provider"]) for line in lines] == [("provider_unreachable", "campus")]
    for secret in (CLIENT_SECRET, question.verifier, question.nonce, question.state):
        assert secret not in str(lines)
