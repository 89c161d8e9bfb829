"""The profiles of one person: listed, added, and as whom they speak just now."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid
from domain.profiles import MAX_PROFILES
from services.accounts.signed_in_places import SignedInPlaces
from services.ports.accounts import AccountQueries
from services.profiles import ProfileEditing
from web.access import signed_in
from web.forms.form import Form
from web.forms.settings import NewProfileForm
from web.viewer import browser, own_account, own_session

bp = Blueprint("own_profiles", __name__)


@bp.get("/settings/profiles")
@signed_in
def index() -> ResponseReturnValue:
    return _page(Form())


@bp.post("/settings/profiles")
@signed_in
@inject
def create(editing: ProfileEditing = Provide["accounts.profiles"]) -> ResponseReturnValue:
    sent = NewProfileForm.read()
    try:
        editing.add(own_account(), sent.handle, sent.display_name, browser=browser())
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("own_profiles.index", done="profile-added"), 303)


@inject
def _page(form: Form, accounts: AccountQueries = Provide["reading.accounts"]) -> str:
    profiles = accounts.profiles_of(own_account())
    return render_template("settings/profiles.html", profiles=profiles, most=MAX_PROFILES, form=form)


@bp.post("/settings/profiles/<handle>/voice")
@signed_in
@inject
def speak(handle: str, places: SignedInPlaces = Provide["accounts.signed_in_places"]) -> ResponseReturnValue:
    """Go on as this one, at home: the page that one comes from may be the other's only."""
    places.speak_as(own_account(), own_session(), handle)
    return redirect(url_for("pages.landing", done="voice-changed"), 303)
