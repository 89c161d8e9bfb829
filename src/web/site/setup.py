"""The first visit: whoever holds the key from the console makes the place and its owner."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, NotFound
from domain.place import Place
from services.accounts.entry import Entry
from services.accounts.opening import Opening
from services.accounts.password_advice import PasswordAdvice
from web.access import anyone
from web.entering import let_in
from web.forms.accounts import SetupForm
from web.forms.form import Form
from web.page_context import place
from web.viewer import browser

bp = Blueprint("setup", __name__)


@bp.get("/setup")
@anyone
def new() -> ResponseReturnValue:
    key = request.args.get("key", "")
    return _page(Form({"key": key, "registration": "approval"}), needs_key=not key)


@bp.post("/setup")
@anyone
@inject
def create(
    opening: Opening = Provide["accounts.opening"], entry: Entry = Provide["accounts.entry"]
) -> ResponseReturnValue:
    sent = SetupForm.read()
    try:
        founded = Place.found(name=sent.place_name, tagline=sent.tagline, registration=sent.registration)
        account = opening.open(sent.key.strip(), founded, sent.applicant())
    except Invalid as invalid:
        needs_key = not sent.key or "key" in invalid.fields
        return _page(Form.sent(sent, invalid.fields), needs_key=needs_key), 422
    return let_in(entry.start(account, remember=False, browser=browser()), "/?done=opened")


@inject
def _page(form: Form, *, needs_key: bool, advice: PasswordAdvice = Provide["accounts.advice"]) -> str:
    """Once the place is open there is no such page."""
    if place().is_set_up:
        raise NotFound
    return render_template(
        "accounts/setup.html",
        form=form,
        needs_key=needs_key,
        proposal=advice.proposal(),
        password_min=current_app.extensions["stoa.settings"].password_min,
    )
