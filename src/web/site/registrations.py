"""Becoming a member."""

from collections.abc import Callable

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Forbidden, Invalid, Sentence
from domain.invitations import InvitationOver
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.password_advice import PasswordAdvice
from services.accounts.registration import InvitationNeeded, Registering, RegistrationClosed
from web.access import anyone
from web.addresses import own_path
from web.even_answers import evenly
from web.forms.accounts import RegistrationForm
from web.forms.form import Form
from web.viewer import browser, viewer

bp = Blueprint("registrations", __name__)


@bp.get("/register")
@anyone
@inject
def new(registering: Registering = Provide["accounts.registering"]) -> ResponseReturnValue:
    wanted = own_path(request.args.get("next", "/"))
    if viewer().is_signed_in:
        return redirect(wanted, 303)
    invitation = request.args.get("invitation", "")
    if not registering.is_open_with(invitation):
        return closed_page(InvitationOver.sentence if invitation else None)
    return _page(Form({"invitation": invitation, "next": wanted}))


@bp.post("/register")
@anyone
@evenly
@inject
def create(registering: Registering = Provide["accounts.registering"]) -> ResponseReturnValue:
    """The answer is the same whether the address was new or known; the mail tells its holder."""
    sent = RegistrationForm.read()
    try:
        registering.register(sent.applicant(), browser=browser())
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    except (RegistrationClosed, InvitationNeeded, InvitationOver) as refused:
        return turned_away(sent, refused, _page), 403
    return redirect(url_for("registrations.sent", next=sent.next), 303)


@bp.get("/register/sent")
@anyone
def sent() -> ResponseReturnValue:
    return render_template("accounts/sent.html", next=own_path(request.args.get("next", "/")))


@inject
def _page(
    form: Form,
    *,
    refusal: Sentence | None = None,
    registering: Registering = Provide["accounts.registering"],
    rounds: IdentityRounds = Provide["accounts.identity_rounds"],
    advice: PasswordAdvice = Provide["accounts.advice"],
) -> str:
    return render_template(
        "accounts/register.html",
        form=form,
        refusal=refusal,
        registration=registering.mode,
        providers=rounds.offered,
        proposal=advice.proposal(),
        password_min=current_app.extensions["stoa.settings"].password_min,
    )


@inject
def turned_away(
    sent: RegistrationForm,
    refused: Forbidden,
    page: Callable[..., str],
    registering: Registering = Provide["accounts.registering"],
) -> str:
    """Where nobody needs an invitation, the form again without it; what was typed stays."""
    if registering.is_open_with(""):
        return page(Form.sent(sent.model_copy(update={"invitation": ""})), refusal=refused.sentence)
    return closed_page(refused.sentence)


@inject
def closed_page(
    refusal: Sentence | None = None, registering: Registering = Provide["accounts.registering"]
) -> str:
    """Says how the door might open; `refusal` what was wrong with an invitation."""
    return render_template("accounts/closed_door.html", registration=registering.mode, refusal=refusal)
