"""`stoa account ...`: the owner's way to accounts from a terminal."""

import sys

import click
from dependency_injector.wiring import Provide, inject
from rich.console import Console
from rich.table import Table

from domain.accounts import Role
from domain.errors import Invalid, StoaError
from services.accounts.admission import Applicant
from services.accounts.staffing import Staffing
from services.ports.accounts import AccountQueries
from services.ports.paging import PAGE

ROLES = click.Choice([role.value for role in Role])
HANDLE = click.option("--handle", required=True, help="The person's handle, with or without @.")


class Refused(click.ClickException):
    """A refusal as the terminal shows it, one line a fault."""

    exit_code = 1

    @classmethod
    def because(cls, error: StoaError) -> "Refused":
        if isinstance(error, Invalid):
            return cls("\n".join(f"{field}: {fault}" for field, fault in error.fields.items()))
        return cls(str(error.sentence))


@click.command("create")
@HANDLE
@click.option("--email", required=True)
@click.option("--role", type=ROLES, default=Role.MEMBER.value, show_default=True)
@click.option("--hashed", is_flag=True, help="Standard input holds the hash that another system kept.")
@inject
def create(
    handle: str, email: str, role: str, hashed: bool, staffing: Staffing = Provide["accounts.staffing"]
) -> None:
    """Make a confirmed account; the password comes on standard input.

    With --hashed it is a password's hash, so that its owner signs in as before.
    """
    imported_hash = _line() if hashed else None
    password = "" if hashed else _password()
    applicant = Applicant(handle=handle, email=email, password=password)
    try:
        staffing.create(applicant, role=Role(role), imported_hash=imported_hash)
    except StoaError as error:
        raise Refused.because(error) from error
    click.echo(f"@{handle.removeprefix('@').lower()} can sign in now, as {role}.")


@click.command("list")
@inject
def list_accounts(accounts: AccountQueries = Provide["reading.accounts"]) -> None:
    """All accounts, the oldest first."""
    table = Table("handle", "e-mail", "role", "standing", "since")
    after = None
    while lines := accounts.all(after=after, limit=PAGE * 10):
        for line in lines:
            table.add_row(
                f"@{line.handle}", line.email, line.role, line.standing, f"{line.registered_at:%Y-%m-%d}"
            )
        after = lines[-1].id
    Console().print(table)


@click.command("promote")
@HANDLE
@click.option("--role", type=ROLES, required=True)
@inject
def promote(handle: str, role: str, staffing: Staffing = Provide["accounts.staffing"]) -> None:
    """Give a role, and end the person's sessions."""
    try:
        staffing.promote(handle, Role(role))
    except StoaError as error:
        raise Refused.because(error) from error
    click.echo(f"@{handle.removeprefix('@')} is {role} now and has to sign in again.")


@click.command("reset-password")
@HANDLE
@inject
def reset_password(handle: str, staffing: Staffing = Provide["accounts.staffing"]) -> None:
    """Set a password from standard input, and end the person's sessions."""
    try:
        staffing.reset_password(handle, _password())
    except StoaError as error:
        raise Refused.because(error) from error
    click.echo(f"@{handle.removeprefix('@')} has a new password.")


@click.command("reset-second-factor")
@HANDLE
@inject
def reset_second_factor(handle: str, staffing: Staffing = Provide["accounts.staffing"]) -> None:
    """Take away app, passkeys and codes of somebody who lost them, and end the person's sessions."""
    try:
        staffing.reset_second_factor(handle)
    except StoaError as error:
        raise Refused.because(error) from error
    click.echo(f"@{handle.removeprefix('@')} signs in with the password alone now.")


def _password() -> str:
    """Asked for twice on a terminal, read as one line from a pipe; never an argument that `ps` shows."""
    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return password
    return _line()


def _line() -> str:
    return sys.stdin.readline().rstrip("\r\n")


COMMANDS = (create, list_accounts, promote, reset_password, reset_second_factor)
"""What `stoa account` offers (see bootstrap/account_command.py)."""
