"""What people change about themselves."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import EditedMeanwhile, Invalid
from services.accounts.account_settings import AccountSettings
from services.ports.accounts import AccountQueries
from services.ports.profiles import ProfileQueries
from services.profiles import ProfileEditing
from web.access import signed_in
from web.forms.accounts import PasswordForm, PhoneForm, ProfileForm
from web.forms.form import Form
from web.viewer import own_account, own_profile, viewer

bp = Blueprint("settings", __name__)


@bp.get("/settings/profile")
@signed_in
@inject
def profile(profiles: ProfileQueries = Provide["reading.profiles"]) -> ResponseReturnValue:
    head = profiles.head(viewer().handle, viewer())
    values = {"display_name": head.display_name, "bio": head.bio, "version": head.version}
    return render_template("settings/profile.html", form=Form(values))


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
        return render_template("settings/profile.html", form=Form.sent(sent, invalid.fields)), 422
    except EditedMeanwhile as meanwhile:
        version = profiles.head(viewer().handle, viewer()).version
        form = Form(sent.model_dump() | {"version": version}, {"display_name": meanwhile.sentence})
        return render_template("settings/profile.html", form=form), 409
    return redirect(url_for("settings.profile", done="profile-saved"), 303)


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
        settings.change_phone(own_account(), sent.phone)
    except Invalid as invalid:
        return _account_page(phone_form=Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("settings.account", done="phone-saved"), 303)


@bp.post("/settings/account/password")
@signed_in
@inject
def update_password(settings: AccountSettings = Provide["accounts.settings"]) -> ResponseReturnValue:
    sent = PasswordForm.read()
    try:
        settings.change_password(
            own_account(),
            current=sent.current_password,
            new=sent.password,
            session_id=viewer().session_id,
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
) -> str:
    line = accounts.one(own_account())
    return render_template(
        "settings/account.html",
        account=line,
        phone_form=phone_form or Form({"phone": line.phone}),
        password_form=password_form or Form(),
        password_min=current_app.extensions["stoa.settings"].password_min,
    )
