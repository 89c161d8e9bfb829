"""Where somebody is signed in."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.ids import SessionId
from services.accounts.signed_in_places import SignedInPlaces
from services.ports.sessions import SessionQueries
from web.access import signed_in
from web.page_context import now
from web.viewer import browser, own_account, own_session

bp = Blueprint("login_sessions", __name__)


@bp.get("/settings/sessions")
@signed_in
@inject
def index(sessions: SessionQueries = Provide["reading.sessions"]) -> ResponseReturnValue:
    return render_template("settings/sessions.html", sessions=sessions.of(own_account(), now()))


@bp.delete("/settings/sessions/<int:session_id>")
@signed_in
@inject
def destroy(
    session_id: int, places: SignedInPlaces = Provide["accounts.signed_in_places"]
) -> ResponseReturnValue:
    places.end(own_account(), SessionId(session_id), browser=browser())
    return redirect(url_for("login_sessions.index", done="session-ended"), 303)


@bp.delete("/settings/sessions")
@signed_in
@inject
def destroy_others(places: SignedInPlaces = Provide["accounts.signed_in_places"]) -> ResponseReturnValue:
    places.end_others(own_account(), own_session(), browser=browser())
    return redirect(url_for("login_sessions.index", done="others-ended"), 303)
