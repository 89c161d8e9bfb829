"""Recovery codes: a slip of paper for the day when the telephone is gone."""

from collections.abc import Sequence

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.accounts.two_factor import TwoFactor
from web.access import proved, signed_in
from web.viewer import browser, own_account, own_session

bp = Blueprint("recovery_codes", __name__)


@bp.get("/settings/security/recovery-codes/new")
@signed_in
@proved
def new() -> ResponseReturnValue:
    return render_template("settings/recovery_codes_new.html")


@bp.post("/settings/security/recovery-codes")
@signed_in
@proved
@inject
def create(two_factor: TwoFactor = Provide["accounts.two_factor"]) -> ResponseReturnValue:
    return page_of(two_factor.renew_recovery(own_account(), own_session(), browser=browser()))


def page_of(codes: Sequence[str]) -> str:
    """The only time that they are shown: an answer to the form that made them, at no address of its own."""
    return render_template("settings/recovery_codes.html", codes=codes)
