"""Showing once more who one is, before anything that opens doors is changed."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, Sentence
from domain.one_time_tokens import TokenRefused
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.proving import Proving
from services.accounts.ways_in import WaysInOverview
from services.ports.passkeys import PasskeyRefused
from web.access import signed_in
from web.addresses import own_path
from web.entering import refusal_of
from web.errors import status_of
from web.forms.accounts import ProofForm
from web.forms.form import Form
from web.viewer import browser, own_account, own_session

bp = Blueprint("proofs", __name__)

AFTERWARDS = "/settings/security"
"""Where who came of their own accord goes on."""


@bp.get("/prove")
@signed_in
def new() -> ResponseReturnValue:
    return _page(Form({"next": own_path(request.args.get("next", AFTERWARDS))}))


@bp.post("/prove")
@signed_in
@inject
def create(proving: Proving = Provide["accounts.proving"]) -> ResponseReturnValue:
    sent = ProofForm.read()
    try:
        if sent.by == "passkey":
            proving.by_passkey(own_account(), own_session(), sent.answer, browser=browser())
        else:
            proving.by_password(own_account(), own_session(), sent.password, browser=browser())
    except (PasskeyRefused, TokenRefused) as refused:
        return _page(Form({"next": sent.next}), refusal=refusal_of(refused)), status_of(refused)
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    return redirect(sent.next, 303)


@inject
def _page(
    form: Form,
    *,
    refusal: Sentence | None = None,
    proving: Proving = Provide["accounts.proving"],
    overview: WaysInOverview = Provide["accounts.ways_in"],
    rounds: IdentityRounds = Provide["accounts.identity_rounds"],
) -> str:
    """Only the ways that this account has."""
    ways = overview.of(own_account())
    linked = {login.provider for login in ways.logins}
    return render_template(
        "accounts/prove.html",
        form=form,
        refusal=refusal,
        has_password=ways.has_password,
        passkey_request=proving.passkey_request(own_account(), browser()),
        providers={name: label for name, label in rounds.offered.items() if name in linked},
    )
