"""A new password for who forgot the old one, by a link in a mail."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid
from domain.one_time_tokens import TokenRefused
from services.accounts.password_advice import PasswordAdvice
from services.accounts.recovery import Recovery
from web.access import anyone
from web.forms.accounts import AddressForm, ResetForm
from web.forms.form import Form
from web.viewer import browser

bp = Blueprint("password_resets", __name__)


@bp.get("/password-resets")
@anyone
def new() -> ResponseReturnValue:
    return render_template("accounts/ask_reset.html", form=Form())


@bp.post("/password-resets")
@anyone
@inject
def create(recovery: Recovery = Provide["accounts.recovery"]) -> ResponseReturnValue:
    """The answer is the same whether somebody has this address or not."""
    sent = AddressForm.read()
    try:
        recovery.ask(sent.email, browser=browser())
    except Invalid as invalid:
        return render_template("accounts/ask_reset.html", form=Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("password_resets.new", done="mail-asked"), 303)


@bp.get("/reset-password")
@anyone
def edit() -> ResponseReturnValue:
    return _page(Form({"key": request.args.get("key", "")}))


@bp.post("/reset-password")
@anyone
@inject
def update(recovery: Recovery = Provide["accounts.recovery"]) -> ResponseReturnValue:
    sent = ResetForm.read()
    try:
        recovery.reset(sent.key.strip(), sent.password, browser=browser())
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("sessions.new", done="password-reset"), 303)


@bp.errorhandler(TokenRefused)
def dead(refused: TokenRefused) -> ResponseReturnValue:
    return render_template("accounts/dead_link.html", again="password_resets.new"), 403


@inject
def _page(
    form: Form,
    recovery: Recovery = Provide["accounts.recovery"],
    advice: PasswordAdvice = Provide["accounts.advice"],
) -> str:
    """`handle` lets the browser keep the new password for the right account."""
    return render_template(
        "accounts/reset_password.html",
        form=form,
        handle=recovery.check(form.value("key").strip()),
        proposal=advice.proposal(),
        password_min=current_app.extensions["stoa.settings"].password_min,
    )
