"""Logins elsewhere that open the account here."""

from collections.abc import Sequence

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import NotFound
from domain.ids import LinkedLoginId
from domain.linked_logins import LinkedLogin
from domain.one_time_tokens import Purpose
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.linked_logins import LinkedLogins
from services.accounts.ways_in import WaysInOverview
from web.access import proved, signed_in
from web.rounds import send_out
from web.viewer import browser, own_account, own_session

bp = Blueprint("linked_logins", __name__)


@bp.get("/settings/logins/new")
@signed_in
@proved
@inject
def new(rounds: IdentityRounds = Provide["accounts.identity_rounds"]) -> ResponseReturnValue:
    if not rounds.offered:
        raise NotFound
    return render_template("settings/login_new.html", offered=rounds.offered)


@bp.post("/settings/logins/<provider>")
@signed_in
@proved
def create(provider: str) -> ResponseReturnValue:
    """Off to the provider; what it answers is taken where every such round ends."""
    back = url_for("security.index", done="linked")
    return send_out(provider, Purpose.LINK_PROVIDER, account_id=own_account(), next=back)


@bp.get("/settings/logins/<int:login_id>/removal")
@signed_in
@proved
@inject
def remove(
    login_id: int,
    ways_in: WaysInOverview = Provide["accounts.ways_in"],
    rounds: IdentityRounds = Provide["accounts.identity_rounds"],
) -> ResponseReturnValue:
    ways = ways_in.of(own_account())
    return render_template(
        "settings/login_removal.html",
        login=_own(login_id, ways.logins),
        offered=rounds.offered,
        may_go=ways.may_lose_one,
    )


def _own(login_id: int, logins: Sequence[LinkedLogin]) -> LinkedLogin:
    """One of the person's own. Raises NotFound."""
    for login in logins:
        if login.id == login_id:
            return login
    raise NotFound


@bp.delete("/settings/logins/<int:login_id>")
@signed_in
@proved
@inject
def destroy(
    login_id: int, linked_logins: LinkedLogins = Provide["accounts.linked_logins"]
) -> ResponseReturnValue:
    linked_logins.unlink(own_account(), own_session(), LinkedLoginId(login_id), browser=browser())
    return redirect(url_for("security.index", done="unlinked"), 303)
