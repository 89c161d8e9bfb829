"""From what came of a sign-in to the answer that a browser gets: a redirect, and the cookies it needs."""

from flask import Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, Sentence, StoaError
from domain.one_time_tokens import TokenRefused
from services.accounts.entry import Outcome, ReopeningAsked, SecondStepAsked, SignedIn
from web.addresses import own_path
from web.cookies import forget_step, keep_step, remember_device, remember_session

TOO_LATE = Sentence("That took too long, or began in another browser. Please try again.")
"""What people hear who come back from a provider or an authenticator; they have seen no link."""


def enter(outcome: Outcome, *, next: str) -> Response:
    """`next` is where the person wanted to go, checked here."""
    wanted = own_path(next)
    if isinstance(outcome, SecondStepAsked):
        return _go_on("second_steps.new", outcome, wanted)
    if isinstance(outcome, ReopeningAsked):
        return _go_on("reopenings.new", outcome, wanted)
    return let_in(outcome, wanted)


def _go_on(endpoint: str, asked: SecondStepAsked | ReopeningAsked, wanted: str) -> Response:
    response = make_response(redirect(url_for(endpoint, next=wanted), 303))
    keep_step(response, asked.token)
    return response


def let_in(signed_in: SignedIn, wanted: str) -> Response:
    """A redirect with the cookies of a session that has just begun."""
    response = make_response(redirect(wanted, 303))
    remember_session(response, signed_in.token, signed_in.session)
    remember_device(response, signed_in.device_token)
    forget_step(response)
    return response


def start_anew(_: TokenRefused) -> ResponseReturnValue:
    """Back to the beginning, with the way on kept: what a step stood on is used, over, or another's."""
    wanted = own_path(request.values.get("next", ""))
    return redirect(url_for("sessions.new", done="step-over", next=wanted), 303)


def refusal_of(error: StoaError) -> Sentence:
    """What the sign-in page says when another way in than its form failed."""
    if isinstance(error, TokenRefused):
        return TOO_LATE
    if isinstance(error, Invalid):
        return next(iter(error.fields.values()), error.sentence)
    return error.sentence
