"""People's public pages."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from domain.errors import NotFound
from services.ports.posts import Shows, TimelineQueries
from services.ports.profiles import ProfileQueries
from services.posts.typesetting import Typesetting
from web.access import anyone
from web.addresses import profile_path
from web.site.handles import led_on
from web.viewer import viewer

bp = Blueprint("profiles", __name__)


@bp.get("/@<handle>")
@anyone
@led_on
@inject
def show(
    handle: str,
    profiles: ProfileQueries = Provide["reading.profiles"],
    timelines: TimelineQueries = Provide["reading.timelines"],
    typesetting: Typesetting = Provide["posts.typesetting"],
) -> ResponseReturnValue:
    head = profiles.head(handle.lower(), viewer())
    if head.handle != handle:
        return redirect(profile_path(head.handle), 301)
    shows = _shows(request.args.get("shows", Shows.POSTS))
    page = timelines.profile(head.id, viewer(), shows=shows, before=request.args.get("before"))
    return render_template(
        "profiles/show.html",
        head=head,
        bio_html=typesetting.bio(head.bio),
        shows=shows,
        page=page,
        is_mine=head.id == viewer().profile_id,
    )


def _shows(wanted: str) -> Shows:
    try:
        return Shows(wanted)
    except ValueError:
        raise NotFound from None
