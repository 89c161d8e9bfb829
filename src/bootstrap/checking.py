"""What `stoa check` looks at."""

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from adapters.mail.smtp import SmtpServer
from adapters.redis.server import RedisServer
from adapters.sqlalchemy.migrating import is_up_to_date
from bootstrap.assembly import Stoa
from domain.errors import Unavailable

ROOM = 200 * 1024 * 1024
"""Bytes: less free space than this fills within a busy day."""

MAIL_TIMEOUT = 5
"""Seconds to wait for the mail server's greeting."""


@dataclass(frozen=True, slots=True)
class Finding:
    is_well: bool
    sentence: str


def findings(stoa: Stoa) -> Iterator[Finding]:
    yield Finding(True, f"Settings: people reach this place at {stoa.settings.public_url}.")
    yield _data_folder(stoa)
    yield from _database(stoa)
    yield _mail(stoa)
    if stoa.settings.redis_url:
        yield _redis(stoa)
    parked = _parked(stoa)
    if parked is not None:
        yield Finding(parked == 0, f"Jobs: {parked} have failed for good.")


def _data_folder(stoa: Stoa) -> Finding:
    free = shutil.disk_usage(stoa.settings.data).free
    sentence = f"Data: {stoa.settings.data} has {free // 2**20:,} MB of free space."
    return Finding(free > ROOM, sentence)


def _database(stoa: Stoa) -> Iterator[Finding]:
    name = stoa.engine.url.render_as_string(hide_password=True)
    try:
        current = is_up_to_date(stoa.engine)
    except (SQLAlchemyError, Unavailable) as error:
        yield Finding(False, f"Database: {name} can't be reached ({type(error).__name__}).")
        return
    yield Finding(True, f"Database: {name} answers.")
    yield Finding(
        current, f"Database: its tables are {'up to date' if current else 'older; run stoa migrate'}."
    )


def _mail(stoa: Stoa) -> Finding:
    if not stoa.settings.smtp_url:
        return Finding(True, f"Mail: no server is set; mails are files in {stoa.settings.data / 'mail'}.")
    server = SmtpServer.parse(stoa.settings.smtp_url)
    try:
        socket.create_connection((server.host, server.port), timeout=MAIL_TIMEOUT).close()
    except OSError as error:
        return Finding(False, f"Mail: {server.host}:{server.port} can't be reached ({error}).")
    return Finding(True, f"Mail: {server.host}:{server.port} answers.")


def _redis(stoa: Stoa) -> Finding:
    server = RedisServer.parse(stoa.settings.redis_url)
    if server.storage().check():
        return Finding(True, f"Redis: {server.name} answers.")
    return Finding(
        False, f"Redis: {server.name} can't be reached; tries are counted in the database meanwhile."
    )


def _parked(stoa: Stoa) -> int | None:
    try:
        return len(stoa.container.gateways().jobs.parked())
    except (SQLAlchemyError, Unavailable):
        return None
