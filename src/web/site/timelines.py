"""What this place published."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.ports.posts import TimelineQueries
from web.access import anyone
from web.viewer import viewer

bp = Blueprint("timelines", __name__)


@bp.get("/local")
@anyone
@inject
def local(timelines: TimelineQueries = Provide["reading.timelines"]) -> ResponseReturnValue:
    page = timelines.local(viewer(), before=request.args.get("before"))
    return render_template("timelines/local.html", page=page)
