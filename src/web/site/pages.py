"""The front door and what stands beside it."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.ports.place import PlaceQueries
from services.ports.posts import TimelineQueries
from services.ports.profiles import ProfileQueries
from web.access import anyone
from web.forms.form import Form
from web.viewer import viewer

bp = Blueprint("pages", __name__)

ARTICLES_AT_THE_DOOR = 3
PEOPLE_AT_THE_DOOR = 6


@bp.get("/")
@anyone
@inject
def landing(
    timelines: TimelineQueries = Provide["reading.timelines"],
    profiles: ProfileQueries = Provide["reading.profiles"],
) -> ResponseReturnValue:
    """Home for members; for strangers what this place is, its newest and its people."""
    before = request.args.get("before")
    if viewer().is_signed_in:
        page = timelines.home(viewer(), before=before)
        return render_template("timelines/home.html", page=page, form=Form())
    return render_template(
        "pages/landing.html",
        articles=timelines.articles(viewer(), limit=ARTICLES_AT_THE_DOOR),
        page=timelines.local(viewer(), before=before),
        people=profiles.newest(limit=PEOPLE_AT_THE_DOOR),
    )


@bp.get("/about")
@anyone
@inject
def about(
    profiles: ProfileQueries = Provide["reading.profiles"], places: PlaceQueries = Provide["reading.place"]
) -> ResponseReturnValue:
    people = profiles.newest(limit=PEOPLE_AT_THE_DOOR)
    return render_template("pages/about.html", people=people, numbers=places.numbers())
