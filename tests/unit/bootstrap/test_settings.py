import sys
from pathlib import Path

import pytest

from bootstrap.settings import Faulty, Settings, read_settings
from domain.place import Registration

SECRET = "s3cret-s3cret-s3cret-s3cret-s3cret"
BAD = [
    ("STOA_DATABASE_URL", "mysql://localhost/stoa"),
    ("STOA_DATABASE_URL", "stoa.sqlite3"),
    ("STOA_DATABASE_URL", "sqlite:stoa.sqlite3"),
    ("STOA_DATABASE_URL", "SQLITE:///x"),
    ("STOA_DATABASE_URL", "/var/lib/stoa.sqlite3"),
    ("STOA_DATABASE_URL", "postgres://localhost/stoa"),
    ("STOA_DATABASE_URL", "postgresql:stoa"),
    ("STOA_BASE_URL", "stoa.example.org"),
    ("STOA_BASE_URL", "ftp://stoa.example.org"),
    ("STOA_BASE_URL", "https://"),
    ("STOA_BASE_URL", "https:///stoa"),
    ("STOA_BASE_URL", "https://user@stoa.example.org"),
    ("STOA_BASE_URL", "https://:pw@stoa.example.org"),
    ("STOA_BASE_URL", "https://stoa.example.org/blog"),
    ("STOA_BASE_URL", "https://stoa.example.org/?a=b"),
    ("STOA_BASE_URL", "https://stoa.example.org/#top"),
    ("STOA_BASE_URL", "https://stoa.example.org:99999"),
    ("STOA_BASE_URL", "https://stoa.example.org:port"),
    ("STOA_BASE_URL", "https://stoa.example.org:0"),
    ("STOA_BASE_URL", "https://stoa example.org"),
    ("STOA_BASE_URL", "https://stoa.exam\nple.org"),
    ("STOA_BASE_URL", "https://[::1"),
    ("STOA_BASE_URL", "javascript:alert(1)"),
    ("STOA_BIND", ""),
    ("STOA_BIND", "8000"),
    ("STOA_BIND", ":8000"),
    ("STOA_BIND", "127.0.0.1"),
    ("STOA_BIND", "127.0.0.1:"),
    ("STOA_BIND", "127.0.0.1:0"),
    ("STOA_BIND", "127.0.0.1:65536"),
    ("STOA_BIND", "127.0.0.1:-1"),
    ("STOA_BIND", "127.0.0.1:http"),
    ("STOA_BIND", "127.0.0.1:８０００"),
    ("STOA_BIND", "127.0.0.1:²"),
    ("STOA_BIND", "::1:8000"),
    ("STOA_BIND", "http://127.0.0.1:8000"),
    ("STOA_BIND", "local host:8000"),
    ("STOA_SECRET_KEY", "short"),
    ("STOA_SECRET_KEY", "x" * 31),
    ("STOA_SECRET_KEY_FILE", ""),
    ("STOA_SECRET_KEY_FILE", "/nowhere/at/all"),
    ("STOA_SECRET_KEY_FILE", "/"),
    ("STOA_SECRET_KEY_FILE", "/dev/null"),
    ("STOA_REGISTRATION", "anarchy"),
    ("STOA_REGISTRATION", "OPEN"),
    ("STOA_REGISTRATION", ""),
    ("STOA_PASSWORD_MIN", "7"),
    ("STOA_PASSWORD_MIN", "0"),
    ("STOA_PASSWORD_MIN", "-15"),
    ("STOA_PASSWORD_MIN", "65"),
    ("STOA_PASSWORD_MIN", "many"),
    ("STOA_PASSWORD_MIN", ""),
    ("STOA_SMTP_URL", "mail.example.org"),
    ("STOA_SMTP_URL", "http://mail.example.org"),
    ("STOA_SMTP_URL", "smtp://"),
    ("STOA_SMTP_URL", "smtp://mail.example.org:smtp"),
    ("STOA_SMTP_URL", "smtp://mail.example.org:99999"),
    ("STOA_SMTP_URL", "smtps://mail example.org"),
    ("STOA_SMTP_URL", "smtp://stoa:secret@mail.example.org"),
    ("STOA_SMTP_URL", "smtp://stoa:secret@mail.example.org?starttls=0"),
    ("STOA_MAIL_FROM", "nobody"),
    ("STOA_MAIL_FROM", "@"),
    ("STOA_MAIL_FROM", "stoa@"),
    ("STOA_MAIL_FROM", "stoa@example.org\nBcc: all@example.org"),
    ("STOA_REDIS_URL", "redis.example.org:6379"),
    ("STOA_REDIS_URL", "http://redis.example.org"),
    ("STOA_REDIS_URL", "redis://"),
    ("STOA_REDIS_URL", "redis://:secret@"),
    ("STOA_REDIS_URL", "redis://redis.example.org:port"),
    ("STOA_REDIS_URL", "redis://redis.example.org:0"),
    ("STOA_REDIS_URL", "redis://redis.example.org/one"),
    ("STOA_REDIS_URL", "redis://redis.example.org/0/1"),
    ("STOA_REDIS_URL", "redis://redis.example.org?socket_timeout=60"),
    ("STOA_REDIS_URL", "rediss://redis.example.org/?ssl_cert_reqs=none"),
    ("STOA_REDIS_URL", "unix:///run/redis.sock"),
    ("STOA_TRUSTED_PROXIES", "proxy.example.org"),
    ("STOA_TRUSTED_PROXIES", "10.0.0.0/33"),
    ("STOA_TRUSTED_PROXIES", "10.0.0.1/8"),
    ("STOA_TRUSTED_PROXIES", "127.0.0.1,"),
    ("STOA_TRUSTED_PROXIES", "127.0.0.1 ::1"),
    ("STOA_TRUSTED_PROXIES", "0.0.0.0/0"),
    ("STOA_TRUSTED_PROXIES", "::/0"),
    ("STOA_TRUSTED_PROXIES", "*"),
    ("STOA_GITHUB_CLIENT_ID", "without-a-secret"),
    ("STOA_GITHUB_CLIENT_ID", "an-id\n"),
    ("STOA_GITHUB_CLIENT_SECRET", "without-an-id"),
    ("STOA_GITHUB_CLIENT_SECRET", " hunter2"),
    ("STOA_GOOGLE_CLIENT_ID", "without-a-secret"),
    ("STOA_GOOGLE_CLIENT_ID", "an\x00id"),
    ("STOA_GOOGLE_CLIENT_SECRET", "without-an-id"),
    ("STOA_GOOGLE_CLIENT_SECRET", "hunter2\r"),
    ("STOA_FACEBOOK_CLIENT_ID", "without-a-secret"),
    ("STOA_FACEBOOK_CLIENT_ID", "ïd"),
    ("STOA_FACEBOOK_CLIENT_SECRET", "without-an-id"),
    ("STOA_FACEBOOK_CLIENT_SECRET", "hunter2\t"),
    ("STOA_LOG", "loud"),
    ("STOA_LOG", ""),
    ("STOA_DATA", "/dev/null"),
    ("STOA_DATA", "/dev/null/below"),
]


def faults(**variables: str) -> list[str]:
    with pytest.raises(Faulty) as faulty:
        read_settings(variables)
    return faulty.value.faults


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_setting_that_can_not_work_is_told_by_its_name_in_one_sentence(name: str, value: str) -> None:
    [fault] = faults(**{name: value})
    assert fault.startswith(f"{name}: ")
    assert fault.endswith(".")
    assert "\n" not in fault


@pytest.mark.parametrize(
    "name", ["STOA_BASEURL", "STOA_SECRET", "STOA_", "STOA_BASE_URL_", "STOA_ENV_PREFIX", "STOA_MODEL_CONFIG"]
)
def test_a_misspelt_setting_is_not_silent(name: str) -> None:
    assert faults(**{name: "x"}) == [f"{name} is not a setting that Stoa knows."]


def test_every_fault_is_told_at_once() -> None:
    bad = dict(BAD)
    assert len(bad) == len(Settings.model_fields)
    told = faults(**bad, STOA_TYPO="x")
    assert len(told) == len(bad) + 1
    assert all(any(fault.startswith(name) for fault in told) for name in bad)


def test_all_faults_stand_in_the_error_one_a_line() -> None:
    with pytest.raises(Faulty) as faulty:
        read_settings({"STOA_LOG": "loud", "STOA_BIND": "8000"})
    assert str(faulty.value).splitlines() == faulty.value.faults


def test_other_peoples_variables_are_none_of_our_business() -> None:
    read_settings({"PATH": "/bin", "stoa_log": "loud", "XSTOA_LOG": "loud", "STOA_TEST_POSTGRES_URL": "x"})


def test_without_any_setting_a_place_works() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.database == f"sqlite:///{Path('var/stoa.sqlite3').resolve()}"
    assert (settings.registration, settings.password_min, settings.log) == (None, 15, "info")
    assert settings.secret_key == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STOA_DATABASE_URL", "postgresql://stoa:pw@db.example.org:5432/stoa?sslmode=require"),
        ("STOA_DATABASE_URL", "postgresql+psycopg:///stoa?host=/run/postgresql"),
        ("STOA_DATABASE_URL", "sqlite:////var/lib/stoa/stoa.sqlite3"),
        ("STOA_BASE_URL", "https://stoa.example.org"),
        ("STOA_BASE_URL", "http://localhost:8000"),
        ("STOA_BASE_URL", "https://[2001:db8::1]:8443"),
        ("STOA_BASE_URL", "https://bücher.example"),
        ("STOA_BIND", "0.0.0.0:80"),
        ("STOA_BIND", "[::1]:65535"),
        ("STOA_BIND", "localhost:1"),
        ("STOA_SECRET_KEY", "x" * 32),
        ("STOA_PASSWORD_MIN", "8"),
        ("STOA_PASSWORD_MIN", "64"),
        ("STOA_SMTP_URL", "smtp://user:p%40ss@mail.example.org:587?starttls=1"),
        ("STOA_SMTP_URL", "smtps://127.0.0.1"),
        ("STOA_MAIL_FROM", "stoa@example.org"),
        ("STOA_MAIL_FROM", "The Porch <stoa@example.org>"),
        ("STOA_REDIS_URL", "redis://localhost"),
        ("STOA_REDIS_URL", "rediss://stoa:p%40ss@redis.example.org:6380/1"),
        ("STOA_REDIS_URL", "redis://:pw@[2001:db8::1]:6379/"),
        ("STOA_TRUSTED_PROXIES", "127.0.0.1"),
        ("STOA_TRUSTED_PROXIES", "10.1.0.0/16, 127.0.0.1 ,2001:db8::/48"),
    ],
)
def test_a_setting_that_can_work_is_taken(name: str, value: str) -> None:
    settings = read_settings({name: value})
    assert str(getattr(settings, name.removeprefix("STOA_").lower())) == value


def test_levels_of_logs_are_read_in_any_case_and_an_address_without_its_last_slash() -> None:
    settings = read_settings({"STOA_LOG": "DEBUG", "STOA_BASE_URL": "https://stoa.example.org/"})
    assert (settings.log, settings.base_url) == ("debug", "https://stoa.example.org")


@pytest.mark.parametrize("mode", list(Registration))
def test_registration_is_one_of_four(mode: Registration) -> None:
    assert read_settings({"STOA_REGISTRATION": mode.value}).registration is mode


def test_an_ipv6_address_is_bound_without_its_brackets() -> None:
    settings = read_settings({"STOA_BIND": "[::1]:8000"})
    assert (settings.host, settings.port, settings.public_url) == ("::1", 8000, "http://[::1]:8000")


def test_mails_come_from_the_place_unless_told_otherwise() -> None:
    assert read_settings({"STOA_BASE_URL": "https://stoa.example.org:8443"}).sender == "stoa@stoa.example.org"
    assert read_settings({"STOA_MAIL_FROM": "post@example.org"}).sender == "post@example.org"


def test_what_a_command_is_given_comes_before_the_variables() -> None:
    assert read_settings({"STOA_BIND": "127.0.0.1:1"}, bind="127.0.0.1:2").port == 2


def test_settings_stay_as_they_were_read() -> None:
    settings = read_settings({})
    with pytest.raises(ValueError, match="frozen"):
        settings.bind = "0.0.0.0:80"


def test_no_secret_is_printed() -> None:
    settings = read_settings(
        {
            "STOA_SECRET_KEY": SECRET,
            "STOA_DATABASE_URL": f"postgresql://stoa:{SECRET}@db/stoa",
            "STOA_SMTP_URL": f"smtps://stoa:{SECRET}@mail.example.org",
            "STOA_REDIS_URL": f"rediss://:{SECRET}@redis.example.org",
        }
    )
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STOA_SECRET_KEY", "hunter2"),
        ("STOA_DATABASE_URL", "mysql://stoa:hunter2@db/stoa"),
        ("STOA_SMTP_URL", "http://stoa:hunter2@mail.example.org"),
        ("STOA_SMTP_URL", "smtp://stoa:hunter2@mail.example.org:port"),
        ("STOA_SMTP_URL", "smtps://stoa:hunter2/3@mail.example.org"),
        ("STOA_REDIS_URL", "http://:hunter2@redis.example.org"),
        ("STOA_REDIS_URL", "redis://:hunter2@redis.example.org:port"),
        ("STOA_REDIS_URL", "redis://:hunter2/3@redis.example.org"),
        ("STOA_REDIS_URL", "redis://:hunter2#3@redis.example.org"),
        ("STOA_REDIS_URL", "redis://redis.example.org?password=hunter2"),
        ("STOA_BASE_URL", "https://stoa:hunter2@stoa.example.org"),
        ("STOA_TYPO", "hunter2"),
    ],
)
def test_no_secret_is_printed_in_a_fault(name: str, value: str) -> None:
    [fault] = faults(**{name: value})
    assert "hunter2" not in fault


def test_redis_is_asked_for_only_where_its_package_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    assert faults(STOA_REDIS_URL="redis://:hunter2@localhost") == [
        "STOA_REDIS_URL: needs the Python package redis, which isn't installed."
    ]
    read_settings({})


def test_every_setting_says_what_it_is_for() -> None:
    assert all(
        field.description and field.description.endswith(".") for field in Settings.model_fields.values()
    )
