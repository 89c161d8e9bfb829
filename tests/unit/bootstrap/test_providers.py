"""The settings of other places to sign in with, and what is built from them."""

import pytest

from adapters.identity.facebook import FacebookProvider
from adapters.identity.github import GitHubProvider
from adapters.identity.openid import OpenIdProvider
from adapters.memory.clock import FrozenClock
from bootstrap.clients import Client
from bootstrap.providers import providers_of
from bootstrap.settings import Faulty, read_settings

SECRET = "s3cret-that-nobody-may-read"
CAMPUS = {
    "STOA_OIDC_CAMPUS_ISSUER": "https://login.campus.example/realms/all",
    "STOA_OIDC_CAMPUS_CLIENT_ID": "stoa",
    "STOA_OIDC_CAMPUS_CLIENT_SECRET": SECRET,
}
NAMED = {
    f"STOA_{name}_CLIENT_{half}": value
    for name in ("FACEBOOK", "GITHUB", "GOOGLE")
    for half, value in (("ID", "stoa"), ("SECRET", SECRET))
}


def faults(variables: dict[str, str]) -> list[str]:
    with pytest.raises(Faulty) as faulty:
        read_settings(variables)
    return faulty.value.faults


def clients(variables: dict[str, str]) -> tuple[Client, ...]:
    return read_settings(variables).clients


def test_without_settings_there_is_nobody_to_sign_in_with() -> None:
    assert clients({}) == ()
    assert providers_of(read_settings({}), FrozenClock()) == {}


def test_variables_that_are_empty_are_none() -> None:
    assert clients(dict.fromkeys([*CAMPUS, *NAMED], "")) == ()


def test_a_client_is_made_of_its_variables() -> None:
    [campus] = clients(CAMPUS)
    assert campus == Client(
        name="campus",
        label="Campus",
        client_id="stoa",
        client_secret=SECRET,
        issuer="https://login.campus.example/realms/all",
    )


def test_a_label_can_be_chosen() -> None:
    [campus] = clients(CAMPUS | {"STOA_OIDC_CAMPUS_LABEL": "Université"})
    assert campus.label == "Université"


def test_there_may_be_any_number_of_openid_providers() -> None:
    variables = {
        name.replace("CAMPUS", chosen): value
        for chosen in ("B2", "A", "7", "X" * 30)
        for name, value in CAMPUS.items()
    }
    assert [client.name for client in clients(variables)] == ["7", "a", "b2", "x" * 30]


def test_each_provider_is_built_and_named_ones_come_first() -> None:
    providers = providers_of(read_settings(CAMPUS | NAMED), FrozenClock())
    assert [(name, provider.name, provider.label) for name, provider in providers.items()] == [
        ("github", "github", "GitHub"),
        ("google", "google", "Google"),
        ("facebook", "facebook", "Facebook"),
        ("campus", "campus", "Campus"),
    ]
    assert [type(provider) for provider in providers.values()] == [
        GitHubProvider,
        OpenIdProvider,
        FacebookProvider,
        OpenIdProvider,
    ]


@pytest.mark.parametrize("name", ["GITHUB", "GOOGLE", "FACEBOOK"])
def test_half_of_a_client_is_told(name: str) -> None:
    id, secret = f"STOA_{name}_CLIENT_ID", f"STOA_{name}_CLIENT_SECRET"
    assert faults({id: "stoa"}) == [f"{id}: needs {secret} as well."]
    assert faults({secret: SECRET}) == [f"{secret}: needs {id} as well."]


@pytest.mark.parametrize("missing", sorted(CAMPUS))
def test_a_missing_part_of_an_openid_provider_is_told(missing: str) -> None:
    given = {name: value for name, value in CAMPUS.items() if name != missing}
    assert faults(given) == [f"{missing}: must be set with the others of its name."]


def test_a_label_alone_is_no_provider() -> None:
    assert len(faults({"STOA_OIDC_CAMPUS_LABEL": "Campus"})) == 3


@pytest.mark.parametrize("taken", ["GITHUB", "GOOGLE", "FACEBOOK"])
def test_a_name_that_is_taken_is_told_once(taken: str) -> None:
    [fault] = faults({name.replace("CAMPUS", taken): value for name, value in CAMPUS.items()})
    assert fault.startswith(f"STOA_OIDC_{taken}_ISSUER: ")
    assert "another name" in fault


@pytest.mark.parametrize(
    "issuer",
    [
        "login.campus.example",
        "http://login.campus.example",
        "http://10.0.0.1",
        "http://localhost.campus.example",
        "http://127.0.0.1.campus.example",
        "ftp://login.campus.example",
        "https://login.campus.example?tenant=1",
        "https://login.campus.example#top",
        "https://somebody@login.campus.example",
        "https://somebody:s3cret-that-nobody-may-read@login.campus.example",
        "https://login.campus.example\n",
        "https://login.campus.example:0",
        "https://løgin.example",
        "https://",
    ],
)
def test_an_issuer_is_an_encrypted_address(issuer: str) -> None:
    [fault] = faults(CAMPUS | {"STOA_OIDC_CAMPUS_ISSUER": issuer})
    assert fault.startswith("STOA_OIDC_CAMPUS_ISSUER: must be an https:// address")
    assert SECRET not in fault


@pytest.mark.parametrize(
    "issuer",
    [
        "https://login.campus.example",
        "https://login.campus.example/",
        "https://login.campus.example:8443/realms/all",
        "https://10.0.0.1",
        "https://[2001:db8::1]:9443",
        "http://127.0.0.1:9400",
        "http://[::1]:9400",
        "http://localhost:9400",
    ],
)
def test_an_issuer_is_kept_letter_for_letter(issuer: str) -> None:
    [campus] = clients(CAMPUS | {"STOA_OIDC_CAMPUS_ISSUER": issuer})
    assert campus.issuer == issuer


@pytest.mark.parametrize("label", ["x" * 41, "two\nlines", " ", "\u202eback"])
def test_a_label_is_one_short_line(label: str) -> None:
    [fault] = faults(CAMPUS | {"STOA_OIDC_CAMPUS_LABEL": label})
    assert fault.startswith("STOA_OIDC_CAMPUS_LABEL: ")


@pytest.mark.parametrize("half", ["CLIENT_ID", "CLIENT_SECRET"])
def test_ids_and_secrets_are_taken_as_they_were_given_out_or_not_at_all(half: str) -> None:
    [fault] = faults(CAMPUS | {f"STOA_OIDC_CAMPUS_{half}": f"{SECRET}\n"})
    assert fault.startswith(f"STOA_OIDC_CAMPUS_{half}: ")
    assert SECRET not in fault


@pytest.mark.parametrize(
    "name",
    [
        "STOA_OIDC_ISSUER",
        "STOA_OIDC__ISSUER",
        "STOA_OIDC_MY_CAMPUS_ISSUER",
        "STOA_OIDC_campus_ISSUER",
        "STOA_OIDC_CAMPUS_SECRET",
        "STOA_OIDC_CAMPUS_ISSUER_",
        f"STOA_OIDC_{'X' * 31}_ISSUER",
        "STOA_CLIENTS",
        "STOA__CLIENTS",
    ],
)
def test_a_misspelt_variable_is_not_silent(name: str) -> None:
    assert faults({name: "x"}) == [f"{name.upper()} is not a setting that Stoa knows."]


def test_faults_of_providers_are_told_with_all_the_others() -> None:
    told = faults(
        {"STOA_LOG": "loud", "STOA_GITHUB_CLIENT_ID": "stoa", "STOA_OIDC_CAMPUS_ISSUER": "http://10.0.0.1"}
    )
    assert [fault.partition(":")[0] for fault in told] == [
        "STOA_LOG",
        "STOA_GITHUB_CLIENT_ID",
        "STOA_OIDC_CAMPUS_CLIENT_ID",
        "STOA_OIDC_CAMPUS_CLIENT_SECRET",
        "STOA_OIDC_CAMPUS_ISSUER",
    ]


def test_no_secret_of_a_client_is_printed() -> None:
    settings = read_settings(CAMPUS | NAMED)
    providers = providers_of(settings, FrozenClock())
    for shown in (settings, settings.clients, *settings.clients, *providers.values()):
        assert SECRET not in repr(shown)
        assert SECRET not in str(shown)
