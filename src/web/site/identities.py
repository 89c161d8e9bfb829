"""Rounds to identity providers: out by a button, back by an address that they know."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Conflict, Forbidden
from domain.one_time_tokens import Purpose
from services.accounts.linked_logins import Arrival, JoinAsked, LinkedLogins
from web.access import anyone, signed_in
from web.addresses import own_path
from web.cookies import keep_step
from web.entering import enter, refusal_of
from web.errors import status_of
from web.forms.accounts import RoundForm
from web.forms.form import Form
from web.rounds import answer_address, send_out
from web.site.sessions import sign_in_page
from web.viewer import browser, own_account, viewer

bp = Blueprint("identities", __name__)


@bp.post("/sign-in/with/<provider>")
@anyone
def begin(provider: str) -> ResponseReturnValue:
    sent = RoundForm.read()
    return send_out(provider, Purpose.SIGN_IN_BY_PROVIDER, next=sent.next, remember=sent.remember)


@bp.post("/prove/with/<provider>")
@signed_in
def prove(provider: str) -> ResponseReturnValue:
    next = RoundForm.read().next
    return send_out(provider, Purpose.PROVE_BY_PROVIDER, account_id=own_account(), next=next)


@bp.get("/sign-in/with/<provider>/answer")
@anyone
@inject
def show(provider: str, logins: LinkedLogins = Provide["accounts.linked_logins"]) -> ResponseReturnValue:
    """What a provider sends back changes something though it is a GET: its `state` is good once, here."""
    try:
        arrival = logins.arrive(
            provider,
            request.args.to_dict(),
            browser=browser(),
            redirect_uri=answer_address(provider),
            session_id=viewer().session_id,
        )
    except (Forbidden, Conflict) as refused:
        return _refused(refused)
    return _go_on(arrival)


def _go_on(arrival: Arrival) -> ResponseReturnValue:
    wanted = own_path(arrival.next)
    if isinstance(arrival.outcome, JoinAsked):
        return _join(arrival.outcome, wanted)
    if arrival.outcome is not None:
        return enter(arrival.outcome, next=wanted)
    return redirect(wanted, 303)


def _join(asked: JoinAsked, wanted: str) -> Response:
    """Whoever began with an invitation wanted the page for joining itself."""
    page = url_for("joinings.new")
    is_there = wanted.partition("?")[0] == page
    response = make_response(redirect(wanted if is_there else url_for("joinings.new", next=wanted), 303))
    keep_step(response, asked.token)
    return response


def _refused(refused: Forbidden | Conflict) -> ResponseReturnValue:
    if viewer().is_signed_in:
        page = render_template("accounts/refused.html", sentence=refusal_of(refused))
    else:
        page = sign_in_page(Form(), refusal=refusal_of(refused))
    return page, status_of(refused)
