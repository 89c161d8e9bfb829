"""Leaving the place."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, Response, g, make_response, render_template
from flask.typing import ResponseReturnValue

from domain.accounts import GRACE, LastOwner
from domain.errors import Sentence
from domain.viewers import STRANGER
from services.accounts.closing import Closing
from web.access import proved, signed_in
from web.cookies import forget_session
from web.forms.form import Form
from web.forms.settings import ClosingForm
from web.page_context import now
from web.viewer import browser, own_account, viewer

bp = Blueprint("closings", __name__)


@bp.get("/settings/close")
@signed_in
@proved
def new() -> ResponseReturnValue:
    return _page(Form())


@bp.post("/settings/close")
@signed_in
@proved
@inject
def create(closing: Closing = Provide["accounts.closing"]) -> ResponseReturnValue:
    sent = ClosingForm.read()
    if sent.handle.strip().removeprefix("@").lower() != viewer().handle:
        asked = Sentence("Please type {handle}, so that nobody closes it by a slip.", handle=viewer().handle)
        return _page(Form.sent(sent, {"handle": asked})), 422
    try:
        closing.close(own_account(), browser=browser())
    except LastOwner as refused:
        return _page(Form.sent(sent, {"handle": refused.sentence})), 409
    return _goodbye()


def _page(form: Form) -> str:
    return render_template("settings/close.html", form=form, until=now() + GRACE)


def _goodbye() -> Response:
    """The page of a stranger, which they are from here on."""
    g.viewer = STRANGER
    response = make_response(render_template("settings/closed.html", until=now() + GRACE))
    forget_session(response)
    # What a shared computer's browser kept of the pages goes, too (W3C Clear Site Data).
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
