"""Coming back to an account that was closed."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from domain.one_time_tokens import TokenRefused
from services.accounts.closing import Closing
from web.access import anyone
from web.addresses import own_path
from web.cookies import step_token
from web.entering import enter, start_anew
from web.forms.accounts import OnwardForm
from web.viewer import browser

bp = Blueprint("reopenings", __name__)
bp.register_error_handler(TokenRefused, start_anew)


@bp.get("/sign-in/reopening")
@anyone
@inject
def new(closing: Closing = Provide["accounts.closing"]) -> ResponseReturnValue:
    erased_at = closing.erased_at(step_token() or "", browser=browser())
    next = own_path(request.args.get("next", "/"))
    return render_template("accounts/reopen.html", erased_at=erased_at, next=next)


@bp.post("/sign-in/reopening")
@anyone
@inject
def create(closing: Closing = Provide["accounts.closing"]) -> ResponseReturnValue:
    next = OnwardForm.read().next
    return enter(closing.reopen(step_token() or "", browser=browser()), next=next)
