"""Everybody who has an account here, and one of them looked at closely."""

from enum import StrEnum
from typing import TypeVar

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from domain.accounts import Role, Standing, reaches
from domain.errors import NotFound
from domain.ids import AccountId
from services.ports.accounts import AccountQueries
from services.ports.invitations import InvitationQueries
from services.ports.security_log import SecurityLogQueries
from web.access import staff
from web.forms.form import Form
from web.page_context import now
from web.viewer import viewer

bp = Blueprint("accounts", __name__)

Choice = TypeVar("Choice", bound=StrEnum)


@bp.get("/admin/accounts")
@staff
@inject
def index(accounts: AccountQueries = Provide["reading.accounts"]) -> ResponseReturnValue:
    words = request.args.get("q", "").strip().removeprefix("@")
    standing, role = _choice(Standing, "standing"), _choice(Role, "role")
    page = accounts.found(words=words, standing=standing, role=role, before=request.args.get("before"))
    return render_template(
        "admin/accounts.html",
        page=page,
        words=words,
        standing=standing,
        role=role,
        standings=list(Standing),
        roles=list(Role),
    )


def _choice(kind: type[Choice], name: str) -> Choice | None:
    """What a filter in the address says; none when it says nothing. Raises NotFound for anything else."""
    wanted = request.args.get(name, "")
    if wanted and wanted not in list(kind):
        raise NotFound
    return kind(wanted) if wanted else None


@bp.get("/admin/accounts/<int:account_id>")
@staff
def show(account_id: int) -> ResponseReturnValue:
    return page_of(AccountId(account_id))


@inject
def page_of(
    id: AccountId,
    form: Form | None = None,
    *,
    accounts: AccountQueries = Provide["reading.accounts"],
    invitations: InvitationQueries = Provide["reading.invitations"],
    log: SecurityLogQueries = Provide["reading.security_log"],
) -> str:
    """An account with what may be done about it: nothing that this viewer may not."""
    line = accounts.one(id)
    return render_template(
        "admin/account.html",
        account=line,
        profiles=accounts.profiles_of(id),
        made=invitations.made_by(id, now()),
        branch=invitations.tree(id)[1:],
        activity=log.of(id, before=request.args.get("before")),
        is_reached=id != viewer().account_id and reaches(viewer().role, line.role),
        roles=[role for role in Role if viewer().has_role(role) and role is not line.role],
        form=form or Form(),
    )
