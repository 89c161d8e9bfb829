"""Signing in and out."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, Sentence
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.sign_in import SignIn
from web.access import anyone
from web.addresses import own_path
from web.cookies import forget_session
from web.entering import enter
from web.forms.accounts import SignInForm
from web.forms.form import Form
from web.viewer import browser, viewer

bp = Blueprint("sessions", __name__)


@bp.get("/sign-in")
@anyone
def new() -> ResponseReturnValue:
    wanted = own_path(request.args.get("next", "/"))
    if viewer().is_signed_in:
        return redirect(wanted, 303)
    return sign_in_page(Form({"next": wanted}))


@bp.post("/sign-in")
@anyone
@inject
def create(sign_in: SignIn = Provide["accounts.sign_in"]) -> ResponseReturnValue:
    sent = SignInForm.read()
    try:
        outcome = sign_in.sign_in(sent.login, sent.password, remember=sent.remember, browser=browser())
    except Invalid as invalid:
        return sign_in_page(Form.sent(sent, invalid.fields)), 422
    return enter(outcome, next=sent.next)


@bp.post("/sign-out")
@anyone
@inject
def destroy(sign_in: SignIn = Provide["accounts.sign_in"]) -> ResponseReturnValue:
    sign_in.sign_out(browser())
    response = make_response(redirect("/?done=signed-out", 303))
    forget_session(response)
    # What a shared computer's browser kept of the pages goes, too (W3C Clear Site Data).
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@inject
def sign_in_page(
    form: Form,
    *,
    refusal: Sentence | None = None,
    rounds: IdentityRounds = Provide["accounts.identity_rounds"],
) -> str:
    """`refusal` says why another way in than the form's didn't work."""
    return render_template(
        "accounts/sign_in.html", form=form, refusal=refusal, providers=rounds.offered, next=form.value("next")
    )
