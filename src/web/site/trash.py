"""Deleted posts that can still be restored."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.ports.clock import Clock
from services.ports.posts import PostQueries
from web.access import signed_in
from web.viewer import own_profile

bp = Blueprint("trash", __name__)


@bp.get("/trash")
@signed_in
@inject
def index(
    posts: PostQueries = Provide["reading.posts"], clock: Clock = Provide["clock"]
) -> ResponseReturnValue:
    page = posts.trash(own_profile(), clock.now(), before=request.args.get("before"))
    return render_template("posts/trash.html", page=page)
