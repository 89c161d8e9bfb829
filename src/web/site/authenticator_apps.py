"""An authenticator app as the second factor: set up, shown to work, taken away."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, NotFound
from services.accounts.lone_passwords import LonePasswords
from services.accounts.two_factor import Enrolment, TwoFactor
from web.access import proved, signed_in
from web.forms.form import Form
from web.forms.settings import CodeForm, RemovalForm
from web.qr import drawing
from web.site.recovery_codes import page_of
from web.viewer import browser, own_account, own_session

bp = Blueprint("authenticator_apps", __name__)

GROUP = 4
"""Signs of a secret between spaces: what an eye holds while it goes from one screen to the other."""


@bp.get("/settings/security/app/new")
@signed_in
@proved
def new() -> ResponseReturnValue:
    return render_template("settings/app_new.html")


@bp.post("/settings/security/app")
@signed_in
@proved
@inject
def create(two_factor: TwoFactor = Provide["accounts.two_factor"]) -> ResponseReturnValue:
    two_factor.begin(own_account())
    return redirect(url_for("authenticator_apps.show"), 303)


@bp.get("/settings/security/app")
@signed_in
@proved
@inject
def show(two_factor: TwoFactor = Provide["accounts.two_factor"]) -> ResponseReturnValue:
    """The secret, until a code was shown; afterwards nobody sees it again."""
    try:
        return _page(two_factor.pending(own_account()), Form())
    except NotFound:
        return redirect(url_for("security.index"), 303)


@bp.post("/settings/security/app/confirmation")
@signed_in
@proved
@inject
def confirm(two_factor: TwoFactor = Provide["accounts.two_factor"]) -> ResponseReturnValue:
    sent = CodeForm.read()
    try:
        codes = two_factor.confirm(own_account(), own_session(), sent.code, browser=browser())
    except Invalid as invalid:
        return _page(two_factor.pending(own_account()), Form.sent(sent, invalid.fields)), 422
    return page_of(codes) if codes else redirect(url_for("security.index", done="app-added"), 303)


def _page(enrolment: Enrolment, form: Form) -> str:
    secret = enrolment.secret
    return render_template(
        "settings/app.html",
        form=form,
        groups=[secret[start : start + GROUP] for start in range(0, len(secret), GROUP)],
        code=drawing(enrolment.address, words="QR code for your authenticator app"),
    )


@bp.get("/settings/security/app/removal")
@signed_in
@proved
def remove() -> ResponseReturnValue:
    return _removal_page(Form())


@bp.delete("/settings/security/app")
@signed_in
@proved
@inject
def destroy(two_factor: TwoFactor = Provide["accounts.two_factor"]) -> ResponseReturnValue:
    sent = RemovalForm.read()
    try:
        two_factor.remove(own_account(), own_session(), sent.password, browser=browser())
    except Invalid as invalid:
        return _removal_page(Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("security.index", done="app-removed"), 303)


@inject
def _removal_page(form: Form, lone_passwords: LonePasswords = Provide["accounts.lone_passwords"]) -> str:
    return render_template(
        "settings/app_removal.html",
        form=form,
        asks_password=lone_passwords.would_stand_alone(own_account(), without_app=True),
    )
