"""What the owner may set, read from STOA_* variables by entry points only.

docs/settings.md lists the same; a test compares the two.
"""

import os
import re
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, PrivateAttr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from adapters.mail.messages import parse_sender
from adapters.mail.smtp import SmtpServer
from adapters.redis.server import RedisServer
from bootstrap.clients import OPENID, Client, clients_in, is_sendable
from domain.credentials import PASSWORD_MIN, PASSWORD_MIN_FLOOR
from domain.place import Registration
from web.client_address import parse_networks

PREFIX = "STOA_"

SECRET_MIN = 32
"""Characters: 128 bits even when written in hexadecimal (ASVS 5.0, 11.2.3)."""

DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")

KEY_FILE = "secret.key"
"""Where in the data folder the key is kept that nobody set."""

_HOST = re.compile(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]")
"""A name or an address; an IPv6 address stands in brackets (RFC 3986, section 3.2.2)."""

EX_CONFIG = 78
"""The exit status for a configuration that can't work (sysexits.h)."""


class Faulty(Exception):
    """Everything that is wrong with the settings, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class Settings(BaseSettings):
    """Frozen once read. Unknown STOA_ variables are faults: a misspelt setting must not be silent."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", validate_default=True)

    data: Path = Field(Path("var"), description="Folder for the database, secrets and mails.")
    database_url: str = Field(
        "", repr=False, description="sqlite:///... or postgresql://...; a file in the data folder."
    )
    base_url: str = Field("", description="The address people use; from the bind address when empty.")
    bind: str = Field("127.0.0.1:8000", description="Address and port to listen on.")
    secret_key: str = Field(
        "", repr=False, description="Signs cookies; made once in the data folder when empty."
    )
    secret_key_file: Path | None = Field(None, description="A file that holds the secret key.")
    registration: Registration | None = Field(None, description="Overrides what the owner chose in /setup.")
    password_min: int = Field(
        PASSWORD_MIN, ge=PASSWORD_MIN_FLOOR, le=64, description="Characters of the shortest password."
    )
    smtp_url: str = Field(
        "", repr=False, description="smtp:// or smtps://; mails are files in the data folder when empty."
    )
    mail_from: str = Field("", description="The sender of mails; stoa@ the base address's host when empty.")
    redis_url: str = Field(
        "", repr=False, description="redis:// or rediss://; tries are counted in the database when empty."
    )
    trusted_proxies: str = Field("", description="Servers whose word about a visitor's address is believed.")
    github_client_id: str = Field("", description="What GitHub knows this place as.")
    github_client_secret: str = Field("", repr=False, description="What proves it to GitHub.")
    google_client_id: str = Field("", description="What Google knows this place as.")
    google_client_secret: str = Field("", repr=False, description="What proves it to Google.")
    facebook_client_id: str = Field("", description="What Facebook knows this place as.")
    facebook_client_secret: str = Field("", repr=False, description="What proves it to Facebook.")
    log: str = Field("info", description="debug, info, warning or error.")

    _clients: tuple[Client, ...] = PrivateAttr(())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `read_settings` hands over, so that unknown variables are seen."""
        return (init_settings,)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(DATABASES):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("base_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        if not value:
            return value
        parts = _server(value, schemes=("http", "https"))
        if parts is None or "@" in parts.netloc:
            raise ValueError("must be an address such as https://stoa.example.org")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("must name the host only, without a path")
        return value.rstrip("/")

    @field_validator("bind")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        is_port = port.isascii() and port.isdigit() and 0 < int(port) < 65536
        if not is_port or not _HOST.fullmatch(host):
            raise ValueError("must be an address and a port, such as 127.0.0.1:8000")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: str) -> str:
        if value and _server(value, schemes=("smtp", "smtps")) is None:
            raise ValueError(
                "must be an address such as smtp://user:password@mail.example.org:587?starttls=1"
            )
        if value:
            SmtpServer.parse(value)
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis_server(cls, value: str) -> str:
        if value and _server(value, schemes=("redis", "rediss")) is None:
            raise ValueError("must be an address such as redis://:password@redis.example.org:6379/0")
        if value:
            RedisServer.parse(value)
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _named_servers(cls, value: str) -> str:
        parse_networks(value)
        return value

    @field_validator(
        "github_client_id",
        "github_client_secret",
        "google_client_id",
        "google_client_secret",
        "facebook_client_id",
        "facebook_client_secret",
    )
    @classmethod
    def _as_it_was_given_out(cls, value: str) -> str:
        if value and not is_sendable(value):
            raise ValueError("must be printable ASCII characters, as the provider gave them")
        return value

    @field_validator("log")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("must be debug, info, warning or error")
        return value.lower()

    @field_validator("mail_from")
    @classmethod
    def _sender_of_mails(cls, value: str) -> str:
        if value and (not value.isprintable() or not parse_sender(value).domain):
            raise ValueError("must be a mail address such as Stoa <stoa@example.org>")
        return value

    @field_validator("secret_key")
    @classmethod
    def _long_secret(cls, value: str) -> str:
        if value and len(value) < SECRET_MIN:
            raise ValueError(f"must have at least {SECRET_MIN} characters")
        return value

    @field_validator("secret_key_file")
    @classmethod
    def _readable_secret(cls, value: Path | None) -> Path | None:
        if value is not None:
            _secret_in(value)
        return value

    @field_validator("data")
    @classmethod
    def _writable_folder(cls, value: Path) -> Path:
        nearest = next(path for path in (value, *value.absolute().parents) if os.path.exists(path))
        if not nearest.is_dir() or not os.access(nearest, os.W_OK):
            raise ValueError(f"the folder {value} can't be written")
        made = value / KEY_FILE
        if os.path.exists(made):
            _secret_in(made)
        return value

    @property
    def host(self) -> str:
        return self.bind.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.bind.rpartition(":")[2])

    @property
    def public_url(self) -> str:
        return self.base_url or f"http://{self.bind}"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data / 'stoa.sqlite3').resolve()}"

    @property
    def clients(self) -> tuple[Client, ...]:
        """What each provider knows this place as, those with names of their own first."""
        return self._clients

    @property
    def sender(self) -> str:
        return self.mail_from or f"stoa@{urlsplit(self.public_url).hostname}"


def read_settings(environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Settings from STOA_* variables, `given` ones first. Raises Faulty with every fault at once."""
    variables = os.environ if environment is None else environment
    values = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in variables.items()
        if name.startswith(PREFIX) and not name.startswith(f"{PREFIX}TEST_") and not OPENID.fullmatch(name)
    }
    clients, faults = clients_in(variables)
    try:
        settings = Settings(**(values | given))
    except ValidationError as error:
        raise Faulty([*map(_sentence, error.errors()), *faults]) from None
    if faults:
        raise Faulty(faults)
    settings._clients = clients
    return settings


def _sentence(fault: Any) -> str:
    name = PREFIX + "".join(str(part) for part in fault["loc"]).upper() if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        return f"{name} is not a setting that Stoa knows."
    reason = str(fault["msg"]).removeprefix("Value error, ")
    return f"{name}: {reason}." if name else f"{reason}."


def _server(value: str, *, schemes: Collection[str]) -> SplitResult | None:
    """The parts of an address that names a server; None when it doesn't."""
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        # Python's own words repeat what it took for a port, which may be a part of a password.
        return None
    has_host = host is not None and (_HOST.fullmatch(host) or _HOST.fullmatch(f"[{host}]"))
    is_plain = value.isprintable() and " " not in value
    return parts if parts.scheme in schemes and has_host and is_plain and port != 0 else None


def _secret_in(path: Path) -> str:
    """Raises ValueError when the file can't be read or holds less than a key."""
    try:
        secret = path.read_bytes().decode(errors="replace").strip()
    except OSError as error:
        raise ValueError(f"{path} can't be read ({error.strerror})") from error
    if len(secret) < SECRET_MIN:
        raise ValueError(f"{path} must hold at least {SECRET_MIN} characters")
    return secret


def secret_key_of(settings: Settings) -> str:
    """The key that was set, or one made once and kept in the data folder for its owner's eyes only."""
    if settings.secret_key:
        return settings.secret_key
    if settings.secret_key_file is not None:
        return _secret_in(settings.secret_key_file)
    path = settings.data / KEY_FILE
    if not path.exists():
        _make_secret(path)
    return _secret_in(path)


def _make_secret(path: Path) -> None:
    """Whole or not at all: of two processes that start at once, both use the key of the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            os.link(unfinished, path)
    finally:
        unfinished.unlink()
