"""Whether the process is alive. It touches nothing, so that it answers whatever else is wrong."""

from flask import Blueprint, Response

from web.access import anyone

bp = Blueprint("health", __name__)


@bp.get("/livez")
@anyone
def live() -> Response:
    return Response("ok\n", content_type="text/plain; charset=utf-8")
