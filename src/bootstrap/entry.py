"""The `stoa` command. It reads the settings first; a command's own module is imported when it is called."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from bootstrap.settings import EX_CONFIG, Faulty, Settings, read_settings

COMMANDS = {
    "serve": "bootstrap.serving:serve",
    "web": "bootstrap.serving:web",
    "worker": "bootstrap.commands:worker",
    "migrate": "bootstrap.commands:migrate_database",
    "check": "bootstrap.commands:check",
    "demo": "bootstrap.demo_command:demo",
    "account": "bootstrap.account_command:account",
}


class LateCommands(click.Group):
    """Knows its commands by name, so that `stoa serve` doesn't load what only `stoa demo` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LateCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(path_type=Path), help="The data folder; otherwise STOA_DATA.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to serve on; otherwise STOA_BIND's.")
@click.pass_context
def stoa(context: click.Context, data: Path | None, port: int | None) -> None:
    """Stoa: a community's own social blog."""
    given: dict[str, Any] = {"data": data} if data is not None else {}
    try:
        context.obj = _settings(given, port)
    except Faulty as faulty:
        for fault in faulty.faults:
            click.echo(fault, err=True)
        sys.exit(EX_CONFIG)


def _settings(given: dict[str, Any], port: int | None) -> Settings:
    settings = read_settings(**given)
    if port is None:
        return settings
    return read_settings(**given, bind=f"{settings.bind.rpartition(':')[0]}:{port}")


def main() -> None:
    # The database, the mails and the key hold what nobody else on the machine should read.
    os.umask(0o077)
    stoa()
