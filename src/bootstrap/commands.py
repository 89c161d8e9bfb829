"""The commands that run a place, apart from serving it."""

import signal
import sys

import click

from adapters.sqlalchemy.migrating import is_up_to_date, migrate
from bootstrap import logs
from bootstrap.assembly import assemble
from bootstrap.checking import findings
from bootstrap.settings import Settings


@click.command("worker")
@click.pass_obj
def worker(settings: Settings) -> None:
    """Do the work that nobody waits for; any number of workers share it."""
    logs.configure(settings.log)
    running = assemble(settings).worker
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: running.stop())
    running.run()


@click.command("migrate")
@click.pass_obj
def migrate_database(settings: Settings) -> None:
    """Bring the database up to date."""
    stoa = assemble(settings)
    already = is_up_to_date(stoa.engine)
    migrate(stoa.engine)
    click.echo("The database was up to date." if already else "The database is up to date now.")


@click.command("check")
@click.pass_obj
def check(settings: Settings) -> None:
    """Say how the settings and everything they point at are, in words."""
    well = True
    for finding in findings(assemble(settings)):
        click.echo(f"{'ok   ' if finding.is_well else 'fault'}  {finding.sentence}")
        well = well and finding.is_well
    sys.exit(0 if well else 1)
