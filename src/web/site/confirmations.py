"""Confirming an e-mail address."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid
from domain.one_time_tokens import TokenRefused
from services.accounts.confirming import Confirming
from web.access import anyone
from web.forms.accounts import AddressForm, LinkForm
from web.forms.form import Form
from web.viewer import browser, network, viewer

bp = Blueprint("confirmations", __name__)


@bp.get("/confirm-email")
@anyone
def show() -> ResponseReturnValue:
    """A page with a button: programs that look into mails open every link."""
    return render_template("accounts/confirm_email.html", form=Form({"key": request.args.get("key", "")}))


@bp.post("/confirm-email")
@anyone
@inject
def update(confirming: Confirming = Provide["accounts.confirming"]) -> ResponseReturnValue:
    confirming.confirm(LinkForm.read().key.strip(), browser=browser())
    return redirect(url_for(_onward(), done="confirmed"), 303)


@bp.get("/confirmations")
@anyone
def new() -> ResponseReturnValue:
    return render_template("accounts/ask_confirmation.html", form=Form())


@bp.post("/confirmations")
@anyone
@inject
def create(confirming: Confirming = Provide["accounts.confirming"]) -> ResponseReturnValue:
    """The answer is the same whether somebody waits for this mail or not."""
    sent = AddressForm.read()
    try:
        confirming.ask_again(sent.email, network=network())
    except Invalid as invalid:
        form = Form.sent(sent, invalid.fields)
        return render_template("accounts/ask_confirmation.html", form=form), 422
    return redirect(url_for("confirmations.new", done="mail-asked"), 303)


@bp.errorhandler(TokenRefused)
def dead(refused: TokenRefused) -> ResponseReturnValue:
    return render_template("accounts/dead_link.html", again="confirmations.new"), 403


def _onward() -> str:
    return "pages.landing" if viewer().is_signed_in else "sessions.new"
