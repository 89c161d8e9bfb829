"""A person's passkeys: added, named, removed."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, NotFound
from domain.ids import PasskeyId
from domain.passkeys import Passkey
from services.accounts.lone_passwords import LonePasswords
from services.accounts.passkeys import Passkeys
from services.accounts.ways_in import WaysInOverview
from web.access import proved, signed_in
from web.forms.form import Form
from web.forms.settings import PasskeyForm, RemovalForm
from web.site.recovery_codes import page_of
from web.viewer import browser, own_account, own_session

bp = Blueprint("passkeys", __name__)


@bp.get("/settings/security/passkeys/new")
@signed_in
@proved
def new() -> ResponseReturnValue:
    return render_template("settings/passkey_new.html", form=Form())


@bp.post("/settings/security/passkeys/options")
@signed_in
@proved
@inject
def options(passkeys: Passkeys = Provide["accounts.passkeys"]) -> ResponseReturnValue:
    """What the browser asks the device for, good for this session."""
    return Response(passkeys.creation_options(own_account(), browser()), mimetype="application/json")


@bp.post("/settings/security/passkeys")
@signed_in
@proved
@inject
def create(passkeys: Passkeys = Provide["accounts.passkeys"]) -> ResponseReturnValue:
    sent = PasskeyForm.read()
    try:
        codes = passkeys.add(own_account(), own_session(), sent.answer, sent.name, browser=browser())
    except Invalid as invalid:
        # What the device answered is good once: it isn't shown again, the name is.
        form = Form({"name": sent.name}, invalid.fields)
        return render_template("settings/passkey_new.html", form=form), 422
    return page_of(codes) if codes else redirect(url_for("security.index", done="passkey-added"), 303)


@bp.get("/settings/security/passkeys/<int:passkey_id>")
@signed_in
def edit(passkey_id: int) -> ResponseReturnValue:
    passkey, _ = _own(passkey_id)
    return render_template("settings/passkey.html", passkey=passkey, form=Form({"name": passkey.name}))


@bp.post("/settings/security/passkeys/<int:passkey_id>")
@signed_in
@inject
def update(passkey_id: int, passkeys: Passkeys = Provide["accounts.passkeys"]) -> ResponseReturnValue:
    sent = PasskeyForm.read()
    try:
        passkeys.rename(own_account(), PasskeyId(passkey_id), sent.name)
    except Invalid as invalid:
        passkey, _ = _own(passkey_id)
        form = Form.sent(sent, invalid.fields)
        return render_template("settings/passkey.html", passkey=passkey, form=form), 422
    return redirect(url_for("security.index", done="passkey-renamed"), 303)


@bp.get("/settings/security/passkeys/<int:passkey_id>/removal")
@signed_in
@proved
def remove(passkey_id: int) -> ResponseReturnValue:
    return _removal_page(passkey_id, Form())


@bp.delete("/settings/security/passkeys/<int:passkey_id>")
@signed_in
@proved
@inject
def destroy(passkey_id: int, passkeys: Passkeys = Provide["accounts.passkeys"]) -> ResponseReturnValue:
    sent, (passkey, _) = RemovalForm.read(), _own(passkey_id)
    try:
        passkeys.remove(own_account(), own_session(), passkey.id, sent.password, browser=browser())
    except Invalid as invalid:
        return _removal_page(passkey_id, Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("security.index", done="passkey-removed"), 303)


@inject
def _removal_page(
    passkey_id: int, form: Form, lone_passwords: LonePasswords = Provide["accounts.lone_passwords"]
) -> str:
    passkey, may_go = _own(passkey_id)
    return render_template(
        "settings/passkey_removal.html",
        passkey=passkey,
        may_go=may_go,
        asks_password=lone_passwords.would_stand_alone(own_account(), without_passkey=passkey.id),
        form=form,
    )


@inject
def _own(passkey_id: int, ways_in: WaysInOverview = Provide["accounts.ways_in"]) -> tuple[Passkey, bool]:
    """One of the person's own, and whether they get in without it. Raises NotFound."""
    ways = ways_in.of(own_account())
    for passkey in ways.passkeys:
        if passkey.id == passkey_id:
            return passkey, ways.may_lose_one
    raise NotFound
