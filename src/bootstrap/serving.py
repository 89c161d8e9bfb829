"""`stoa serve` and `stoa web`: pages under Granian.

The process that is started stays small and only watches; the web processes under it read the
settings again from the environment and do everything else (bootstrap/wsgi.py).
"""

import os
import socket

import click
from granian.constants import HTTPModes, Interfaces
from granian.server import Server

from bootstrap.settings import PREFIX, Settings

PAGE_THREADS = 4
"""Pages are short work under one interpreter lock; more threads only lengthen the tail. Half of them are
always left to pages: see web/turnstile.py."""

KILL_AFTER = 10
"""Seconds that a page has to finish when the server is asked to stop."""


@click.command("serve")
@click.pass_obj
def serve(settings: Settings) -> None:
    """Serve pages and do the work behind them, the database brought up to date first."""
    _serve(settings, "bootstrap.wsgi:make_place")


@click.command("web")
@click.pass_obj
def web(settings: Settings) -> None:
    """Serve pages only; run `stoa migrate` before and `stoa worker` beside it."""
    _serve(settings, "bootstrap.wsgi:make_app")


def _serve(settings: Settings, target: str) -> None:
    """Serve until a signal ends it. A web process that dies is replaced at once."""
    _check_free(settings)
    os.environ[f"{PREFIX}BIND"] = settings.bind
    os.environ[f"{PREFIX}DATA"] = str(settings.data)
    Server(
        target,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        blocking_threads=PAGE_THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=KILL_AFTER,
        websockets=False,
        log_enabled=False,
    ).serve()


def _check_free(settings: Settings) -> None:
    """Say in words when the address can't be had; two servers could otherwise share it unnoticed."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            raise click.ClickException(f"{settings.bind} can't be used: {error.strerror}.") from error
