"""Signing in with a passkey alone."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from domain.one_time_tokens import TokenRefused
from services.accounts.passkey_sign_in import PasskeySignIn
from services.ports.passkeys import PasskeyRefused
from web.access import anyone
from web.entering import enter, refusal_of
from web.errors import status_of
from web.forms.accounts import PasskeyForm
from web.forms.form import Form
from web.site.sessions import sign_in_page
from web.viewer import browser

bp = Blueprint("passkey_sign_ins", __name__)


@bp.post("/sign-in/passkey/request")
@anyone
@inject
def begin(passkeys: PasskeySignIn = Provide["accounts.passkey_sign_in"]) -> ResponseReturnValue:
    """What the browser is to ask of an authenticator: had by script, and only where passkeys work."""
    return Response(passkeys.request(browser()), content_type="application/json")


@bp.post("/sign-in/passkey")
@anyone
@inject
def create(passkeys: PasskeySignIn = Provide["accounts.passkey_sign_in"]) -> ResponseReturnValue:
    sent = PasskeyForm.read()
    try:
        outcome = passkeys.sign_in(sent.answer, remember=sent.remember, browser=browser())
    except (PasskeyRefused, TokenRefused) as refused:
        return sign_in_page(Form({"next": sent.next}), refusal=refusal_of(refused)), status_of(refused)
    return enter(outcome, next=sent.next)
