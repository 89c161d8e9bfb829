"""Becoming a member."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid
from services.accounts.registration import Registering
from web.access import anyone
from web.addresses import own_path
from web.forms.accounts import RegistrationForm
from web.forms.form import Form
from web.viewer import network, viewer

bp = Blueprint("registrations", __name__)


@bp.get("/register")
@anyone
def new() -> ResponseReturnValue:
    if viewer().is_signed_in:
        return redirect("/", 303)
    return _page(Form({"next": own_path(request.args.get("next", "/"))}))


@bp.post("/register")
@anyone
@inject
def create(registering: Registering = Provide["accounts.registering"]) -> ResponseReturnValue:
    """The answer is the same whether the address was new or known; the mail tells its holder."""
    sent = RegistrationForm.read()
    try:
        registering.register(sent.applicant(), network=network())
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("sessions.new", done="registered", next=own_path(sent.next)), 303)


@inject
def _page(form: Form, registering: Registering = Provide["accounts.registering"]) -> str:
    return render_template(
        "accounts/register.html",
        form=form,
        registration=registering.mode,
        password_min=current_app.extensions["stoa.settings"].password_min,
    )
