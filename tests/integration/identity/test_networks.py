"""GitHub and Facebook, against doubles of their endpoints."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.egress.connections import Unreachable
from adapters.egress.egress import MAX_BODY, Egress
from adapters.identity.facebook import VERSION, FacebookProvider
from adapters.identity.github import GitHubProvider
from adapters.identity.oauth import CannotAskAgain
from services.ports.identities import Identity, IdentityProvider, IdentityRefused
from tests.contracts.identities import REDIRECT_URI, a_question
from tests.integration.egress.servers import Asked, serving
from tests.integration.identity.double import CLIENT_ID, CLIENT_SECRET, give, sent_back
from tests.integration.identity.networks import FacebookDouble, GitHubDouble, NetworkDouble


@pytest.fixture
def github() -> Iterator[GitHubDouble]:
    double = GitHubDouble()
    with serving(double.answer) as double.server:
        yield double


@pytest.fixture
def facebook() -> Iterator[FacebookDouble]:
    double = FacebookDouble()
    with serving(double.answer) as double.server:
        yield double


@pytest.fixture(params=["github", "facebook"])
def network(request: pytest.FixtureRequest) -> NetworkDouble:
    double: NetworkDouble = request.getfixturevalue(request.param)
    return double


def provider_at(double: NetworkDouble, **changes: Any) -> IdentityProvider:
    kind = GitHubProvider if isinstance(double, GitHubDouble) else FacebookProvider
    values = {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "egress": Egress([double.server.place]),
        "url": double.url,
        "api_url": double.url,
    }
    return kind(**(values | changes))


def round_of(double: NetworkDouble, **changes: Any) -> Identity:
    provider, question = provider_at(double, **changes), a_question()
    return provider.identify(question, sent_back(provider.address(question)))


def refusal_of(double: NetworkDouble, **changes: Any) -> str:
    with pytest.raises(IdentityRefused) as refused:
        round_of(double, **changes)
    return str(refused.value.__cause__)


# Rounds that work


def test_github_tells_a_number_and_the_primary_address(github: GitHubDouble) -> None:
    assert round_of(github) == Identity(
        provider="github",
        subject="1815",
        email="ada@example.org",
        is_email_verified=True,
        name="Ada Lovelace",
    )


def test_facebook_tells_a_number_and_an_address_that_it_does_not_vouch_for(facebook: FacebookDouble) -> None:
    facebook.person |= {"verified": True, "email_verified": True}
    assert round_of(facebook) == Identity(
        provider="facebook",
        subject="18151210",
        email="ada@example.org",
        is_email_verified=False,
        name="Ada Lovelace",
    )


def test_the_address_at_github_carries_what_protects_the_round(github: GitHubDouble) -> None:
    question = a_question()
    address = provider_at(github).address(question)
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{github.url}/login/oauth/authorize?")
    assert len(query.pop("code_challenge")) == 43
    assert query == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "scope": "user:email",
        "state": question.state,
        "code_challenge_method": "S256",
    }


def test_the_address_at_facebook_carries_what_protects_the_round(facebook: FacebookDouble) -> None:
    question = a_question()
    address = provider_at(facebook).address(question)
    assert address.startswith(f"{facebook.url}/{VERSION}/dialog/oauth?")
    assert {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()} == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "scope": "email,public_profile",
        "state": question.state,
    }


@pytest.mark.parametrize("kind", [GitHubProvider, FacebookProvider])
def test_by_themselves_they_lead_to_where_they_are(
    kind: type[GitHubProvider] | type[FacebookProvider],
) -> None:
    provider = kind(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, egress=Egress())
    assert provider.address(a_question()).startswith(("https://github.com/", "https://www.facebook.com/"))


def test_no_secret_stands_in_an_address(network: NetworkDouble) -> None:
    provider, question = provider_at(network), a_question()
    provider.identify(question, sent_back(provider.address(question)))
    for asked in network.server.asked:
        for secret in (CLIENT_SECRET, question.verifier, *network._tokens):
            assert secret not in asked.path


@pytest.mark.parametrize(
    ("emails", "email", "is_verified"),
    [
        ([{"email": "ada@example.org", "primary": True, "verified": False}], "ada@example.org", False),
        ([{"email": "ada@example.org", "primary": True}], "ada@example.org", False),
        ([{"email": "ada@example.org", "primary": True, "verified": "true"}], "ada@example.org", False),
        ([{"email": "ada@example.org", "primary": False, "verified": True}], "", False),
        ([{"email": "ada@example.org", "verified": True}], "", False),
        ([{"email": None, "primary": True, "verified": True}], "", False),
        ([{"email": "a\nb@example.org", "primary": True, "verified": True}], "", False),
        (["ada@example.org", None, 7], "", False),
        ([], "", False),
    ],
)
def test_github_vouches_for_its_primary_address_only(
    github: GitHubDouble, emails: list[object], email: str, is_verified: bool
) -> None:
    github.emails = emails
    identity = round_of(github)
    assert (identity.email, identity.is_email_verified) == (email, is_verified)


def test_who_has_no_name_at_github_is_called_by_the_login(github: GitHubDouble) -> None:
    github.user |= {"name": None}
    assert round_of(github).name == "ada"


def test_who_has_no_address_at_facebook_has_none(facebook: FacebookDouble) -> None:
    del facebook.person["email"]
    assert round_of(facebook).email == ""


# Rounds that don't


def test_neither_can_be_asked_again(network: NetworkDouble) -> None:
    provider, question = provider_at(network), a_question(again=True)
    with pytest.raises(CannotAskAgain):
        provider.address(question)
    answer = sent_back(provider.address(replace(question, again=False)))
    with pytest.raises(CannotAskAgain):
        provider.identify(question, answer)


@pytest.mark.parametrize(
    "answer", [{}, {"code": ""}, {"code": "made-up"}, {"error": "access_denied"}, {"code": "x" * 4_097}]
)
def test_an_answer_without_a_good_code_is_refused(network: NetworkDouble, answer: dict[str, str]) -> None:
    with pytest.raises(IdentityRefused):
        provider_at(network).identify(a_question(), answer)


def test_a_code_is_good_once(network: NetworkDouble) -> None:
    provider, question = provider_at(network), a_question()
    answer = sent_back(provider.address(question))
    provider.identify(question, answer)
    with pytest.raises(IdentityRefused):
        provider.identify(question, answer)


def test_a_code_of_another_round_is_refused_at_github(github: GitHubDouble) -> None:
    provider, theirs = provider_at(github), a_question()
    answer = sent_back(provider.address(theirs))
    with pytest.raises(IdentityRefused):
        provider.identify(a_question(), answer)


def test_a_code_for_another_address_is_refused(network: NetworkDouble) -> None:
    provider, question = provider_at(network), a_question()
    answer = sent_back(provider.address(question))
    with pytest.raises(IdentityRefused):
        provider.identify(replace(question, redirect_uri="https://evil.example/"), answer)


def test_a_secret_that_is_not_ours_is_refused(network: NetworkDouble) -> None:
    assert refusal_of(network, client_secret="x")


@pytest.mark.parametrize(
    "granted",
    [
        {"access_token": None},
        {"access_token": ""},
        {"access_token": ["x"]},
        {"access_token": "x\r\nX-Word: y"},
        {"token_type": "mac"},
        {"token_type": None},
    ],
)
def test_a_grant_without_a_bearer_token_is_refused(
    network: NetworkDouble, granted: dict[str, object]
) -> None:
    network.granted = granted
    assert "no access token" in refusal_of(network)


def test_a_token_that_was_not_given_out_is_refused(network: NetworkDouble) -> None:
    network.granted = {"access_token": "made-up"}
    assert "status 40" in refusal_of(network)


@pytest.mark.parametrize("id", [None, "", "1815", 0, -1, True, 18.15, [1815], {"id": 1815}, "ada"], ids=repr)
def test_github_must_name_somebody_by_number(github: GitHubDouble, id: object) -> None:
    github.user |= {"id": id}
    assert "names nobody" in refusal_of(github)


@pytest.mark.parametrize(
    "id", [None, "", 18151210, "-1", "1 2", "ada", "1" * 31, "١٢", ["1"], "1\n"], ids=repr
)
def test_facebook_must_name_somebody_by_number(facebook: FacebookDouble, id: object) -> None:
    facebook.person |= {"id": id}
    assert "names nobody" in refusal_of(facebook)


@pytest.mark.parametrize("value", [None, [], "ada", 7, {}])
def test_what_tells_of_nobody_is_refused(network: NetworkDouble, value: object) -> None:
    if isinstance(network, GitHubDouble):
        network.user = value
    else:
        assert isinstance(network, FacebookDouble)
        network.person = value
    assert refusal_of(network)


@pytest.mark.parametrize("emails", [None, {}, "ada@example.org", {"message": "Not Found"}])
def test_addresses_at_github_must_be_a_list(github: GitHubDouble, emails: object) -> None:
    github.emails = emails
    assert "list of addresses" in refusal_of(github)


ROUTES = {
    GitHubDouble: ["/login/oauth/access_token", "/user", "/user/emails"],
    FacebookDouble: [f"/{VERSION}/oauth/access_token", f"/{VERSION}/me"],
}


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        pytest.param(lambda asked: asked.reply(b"<title>x</title>"), IdentityRefused, id="a page"),
        pytest.param(lambda asked: asked.reply(b""), IdentityRefused, id="nothing"),
        pytest.param(lambda asked: asked.reply(b"[" * 100_000), IdentityRefused, id="deep lists"),
        pytest.param(lambda asked: give(asked, {}, status=403), IdentityRefused, id="forbidden"),
        pytest.param(lambda asked: give(asked, {}, status=404), IdentityRefused, id="not found"),
        pytest.param(lambda asked: asked.reply(status=500), Unreachable, id="an error of its own"),
        pytest.param(lambda asked: asked.reply(status=429), Unreachable, id="too many"),
        pytest.param(lambda asked: asked.reply(b" " * (MAX_BODY + 1)), Unreachable, id="a megabyte and more"),
    ],
)
def test_an_endpoint_that_answers_something_else_ends_the_round(
    network: NetworkDouble, reply: Callable[[Asked], None], error: type[Exception]
) -> None:
    for route in ROUTES[type(network)]:
        network.replies = {route: reply}
        with pytest.raises(error):
            round_of(network)


def test_a_redirect_leads_nowhere_into_the_own_network(network: NetworkDouble) -> None:
    with serving(lambda asked: give(asked, {"id": 1, "access_token": "x"})) as inside:
        for route in ROUTES[type(network)]:
            network.replies = {route: lambda asked: asked.redirect(inside.url)}
            with pytest.raises((IdentityRefused, Unreachable)):
                round_of(network)
        assert inside.asked == []
