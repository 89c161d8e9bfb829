"""What people change about themselves: how they appear, and the private side."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.credentials import PasswordPolicy
from domain.errors import EditedMeanwhile, Invalid
from services.accounts.account_settings import AccountSettings
from services.accounts.password_advice import PasswordAdvice
from services.ports.accounts import AccountQueries
from services.ports.profiles import ProfileQueries
from services.profiles import ProfileEditing
from web.access import signed_in
from web.forms.form import Form
from web.forms.settings import PasswordForm, PhoneForm, ProfileForm
from web.page_context import now
from web.viewer import browser, own_account, own_profile, own_session, viewer

bp = Blueprint("settings", __name__)


@bp.get("/settings/profile")
@signed_in
def profile() -> ResponseReturnValue:
    return profile_page()


@bp.post("/settings/profile")
@signed_in
@inject
def update_profile(
    editing: ProfileEditing = Provide["accounts.profiles"],
    profiles: ProfileQueries = Provide["reading.profiles"],
) -> ResponseReturnValue:
    sent = ProfileForm.read()
    try:
        editing.describe(own_profile(), display_name=sent.display_name, bio=sent.bio, version=sent.version)
    except Invalid as invalid:
        return profile_page(form=Form.sent(sent, invalid.fields)), 422
    except EditedMeanwhile as meanwhile:
        version = profiles.head(viewer().handle, viewer()).version
        form = Form(sent.model_dump() | {"version": version}, {"display_name": meanwhile.sentence})
        return profile_page(form=form), 409
    return redirect(url_for("settings.profile", done="profile-saved"), 303)


@inject
def profile_page(
    *,
    form: Form | None = None,
    handle_form: Form | None = None,
    profiles: ProfileQueries = Provide["reading.profiles"],
) -> str:
    """Name and bio, and below them the handle."""
    if form is None:
        head = profiles.head(viewer().handle, viewer())
        form = Form({"display_name": head.display_name, "bio": head.bio, "version": head.version})
    return render_template("settings/profile.html", form=form, handle_form=handle_form or Form())


@bp.get("/settings/account")
@signed_in
def account() -> ResponseReturnValue:
    return _account_page()


@bp.post("/settings/account/phone")
@signed_in
@inject
def update_phone(settings: AccountSettings = Provide["accounts.settings"]) -> ResponseReturnValue:
    sent = PhoneForm.read()
    try:
        settings.change_phone(own_account(), sent.phone, browser=browser())
    except Invalid as invalid:
        return _account_page(phone_form=Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("settings.account", done="phone-saved"), 303)


@bp.post("/settings/account/password")
@signed_in
@inject
def update_password(
    settings: AccountSettings = Provide["accounts.settings"],
    accounts: AccountQueries = Provide["reading.accounts"],
) -> ResponseReturnValue:
    """The present password is the proof; where there is none yet, another one is asked for."""
    sent = PasswordForm.read()
    if not accounts.one(own_account()).has_password:
        viewer().check_proved(now())
    try:
        settings.change_password(
            own_account(),
            current=sent.current_password,
            new=sent.password,
            session_id=own_session(),
            browser=browser(),
        )
    except Invalid as invalid:
        return _account_page(password_form=Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("settings.account", done="password-changed"), 303)


@inject
def _account_page(
    *,
    phone_form: Form | None = None,
    password_form: Form | None = None,
    accounts: AccountQueries = Provide["reading.accounts"],
    policy: PasswordPolicy = Provide["accounts.policy"],
    advice: PasswordAdvice = Provide["accounts.advice"],
) -> str:
    line = accounts.one(own_account())
    return render_template(
        "settings/account.html",
        account=line,
        phone_form=phone_form or Form({"phone": line.phone}),
        password_form=password_form or Form(),
        password_min=policy.least(beside_second_factor=line.has_second_factor),
        proposal=advice.proposal(),
    )
