"""The address that mails go to: changed once the new one answered, and confirmed."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid
from services.accounts.confirming import Confirming
from services.ports.accounts import AccountQueries
from web.access import proved, signed_in
from web.forms.form import Form
from web.forms.settings import EmailForm
from web.viewer import browser, network, own_account

bp = Blueprint("email_addresses", __name__)


@bp.get("/settings/email")
@signed_in
@proved
def edit() -> ResponseReturnValue:
    return _page()


@bp.post("/settings/email")
@signed_in
@proved
@inject
def update(confirming: Confirming = Provide["accounts.confirming"]) -> ResponseReturnValue:
    sent = EmailForm.read()
    try:
        confirming.ask_for_change(own_account(), sent.email, browser=browser())
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("settings.account", done="email-asked"), 303)


@inject
def _page(form: Form | None = None, accounts: AccountQueries = Provide["reading.accounts"]) -> str:
    line = accounts.one(own_account())
    return render_template(
        "settings/email.html", account=line, form=form or Form({"email": line.wanted_email})
    )


@bp.delete("/settings/email")
@signed_in
@inject
def forget(confirming: Confirming = Provide["accounts.confirming"]) -> ResponseReturnValue:
    """The present address stays; the link to the wanted one is dead."""
    confirming.forget_change(own_account())
    return redirect(url_for("settings.account", done="email-forgotten"), 303)


@bp.post("/settings/email/confirmation")
@signed_in
@inject
def confirm(
    accounts: AccountQueries = Provide["reading.accounts"],
    confirming: Confirming = Provide["accounts.confirming"],
) -> ResponseReturnValue:
    """Send the mail of the beginning once more."""
    confirming.ask_again(accounts.one(own_account()).email, network=network())
    return redirect(url_for("settings.account", done="confirmation-sent"), 303)
