"""Those who wait to be let in."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.ids import AccountId
from services.accounts.staffing import Staffing
from services.ports.accounts import AccountQueries
from web.access import staff
from web.viewer import viewer

bp = Blueprint("approvals", __name__)


@bp.get("/admin/approvals")
@staff
@inject
def index(accounts: AccountQueries = Provide["reading.accounts"]) -> ResponseReturnValue:
    return render_template("admin/approvals.html", waiting=accounts.awaiting_approval())


@bp.post("/admin/approvals/<int:account_id>")
@staff
@inject
def create(account_id: int, staffing: Staffing = Provide["accounts.staffing"]) -> ResponseReturnValue:
    staffing.approve(AccountId(account_id), by=viewer())
    return redirect(url_for("approvals.index", done="approved"), 303)
