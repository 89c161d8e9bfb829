"""Becoming a member by a login elsewhere: what is missing is a handle."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, Sentence
from domain.invitations import InvitationOver
from domain.one_time_tokens import TokenRefused
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.registration import InvitationNeeded, Registering, RegistrationClosed
from web.access import anyone
from web.addresses import own_path
from web.cookies import forget_step, step_token
from web.entering import enter, start_anew
from web.even_answers import evenly
from web.forms.accounts import RegistrationForm
from web.forms.form import Form
from web.site.registrations import closed_page, turned_away
from web.viewer import browser, viewer

bp = Blueprint("joinings", __name__)
bp.register_error_handler(TokenRefused, start_anew)


@bp.get("/register/with")
@anyone
@inject
def new(registering: Registering = Provide["accounts.registering"]) -> ResponseReturnValue:
    wanted = own_path(request.args.get("next", "/"))
    if viewer().is_signed_in:
        return redirect(wanted, 303)
    invitation = request.args.get("invitation", "")
    if not registering.is_open_with(invitation):
        return closed_page()
    identity = registering.identity_of(step_token() or "", browser())
    return _page(Form({"email": identity.email, "invitation": invitation, "next": wanted}))


@bp.post("/register/with")
@anyone
@evenly
@inject
def create(registering: Registering = Provide["accounts.registering"]) -> ResponseReturnValue:
    """The answer is the same whether the address was new or known; see `Registering.join`."""
    sent = RegistrationForm.read()
    try:
        signed_in = registering.join(step_token() or "", sent.applicant(), browser=browser())
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    except (RegistrationClosed, InvitationNeeded, InvitationOver) as refused:
        return turned_away(sent, refused, _page), 403
    if signed_in is not None:
        return enter(signed_in, next=sent.next)
    response = make_response(redirect(url_for("registrations.sent", next=sent.next), 303))
    forget_step(response)
    return response


@inject
def _page(
    form: Form,
    *,
    refusal: Sentence | None = None,
    registering: Registering = Provide["accounts.registering"],
    rounds: IdentityRounds = Provide["accounts.identity_rounds"],
) -> str:
    identity = registering.identity_of(step_token() or "", browser())
    return render_template(
        "accounts/join.html",
        form=form,
        refusal=refusal,
        identity=identity,
        label=rounds.offered.get(identity.provider, identity.provider),
        registration=registering.mode,
    )
