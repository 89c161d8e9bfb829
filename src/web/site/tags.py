"""Posts under a tag."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from domain.errors import NotFound
from domain.tags import parse_tag
from domain.texts import TextFault
from services.ports.posts import TimelineQueries
from web.access import anyone
from web.addresses import tag_path
from web.viewer import viewer

bp = Blueprint("tags", __name__)


@bp.get("/tags/<tag>")
@anyone
@inject
def show(tag: str, timelines: TimelineQueries = Provide["reading.timelines"]) -> ResponseReturnValue:
    """A tag has one address; other spellings lead there."""
    try:
        kept = parse_tag(tag)
    except TextFault:
        raise NotFound from None
    if kept != tag:
        return redirect(tag_path(kept), 301)
    page = timelines.tag(kept, viewer(), before=request.args.get("before"))
    return render_template("timelines/tag.html", tag=kept, page=page)
