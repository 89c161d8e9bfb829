"""`stoa account`: the terminal's commands, over an assembled place."""

import click

from bootstrap import logs
from bootstrap.assembly import assemble
from bootstrap.settings import Settings
from cli.accounts import COMMANDS


@click.group("account", commands=COMMANDS)
@click.pass_obj
def account(settings: Settings) -> None:
    """Make, list and change accounts."""
    logs.configure(settings.log)
    assemble(settings).container.wire(packages=["cli"])
