"""What opens somebody's account, on one page."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.accounts.identity_rounds import IdentityRounds
from services.accounts.ways_in import WaysInOverview
from web.access import signed_in
from web.viewer import own_account

bp = Blueprint("security", __name__)


@bp.get("/settings/security")
@signed_in
@inject
def index(
    ways_in: WaysInOverview = Provide["accounts.ways_in"],
    rounds: IdentityRounds = Provide["accounts.identity_rounds"],
) -> ResponseReturnValue:
    return render_template("settings/security.html", ways=ways_in.of(own_account()), offered=rounds.offered)
