"""What happened to an account's safety, as its holder reads it."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.ports.security_log import SecurityLogQueries
from web.access import signed_in
from web.viewer import own_account

bp = Blueprint("activity", __name__)


@bp.get("/settings/activity")
@signed_in
@inject
def index(log: SecurityLogQueries = Provide["reading.security_log"]) -> ResponseReturnValue:
    page = log.of(own_account(), before=request.args.get("before"))
    return render_template("settings/activity.html", page=page)
