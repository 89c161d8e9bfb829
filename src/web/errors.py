"""From the kind of an error to a status and a page, once for all of them."""

import structlog
from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from domain.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    StoaError,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from domain.viewers import AwaitingApproval, AwaitingConfirmation, ProofNeeded, SecondFactorNeeded
from web.addresses import own_path
from web.cross_site import CSRF_FIELD, SAFE_METHODS, StaleForm
from web.forms.form import Unreadable
from web.method_override import FIELD as METHOD_FIELD
from web.page_context import settle_place
from web.security import WrongHost

log = structlog.get_logger("web")

STATUS: tuple[tuple[type[StoaError], int], ...] = (
    (Invalid, 422),
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (TooMany, 429),
    (Unauthenticated, 401),
    (Unavailable, 503),
    (WrongHost, 400),
)

KEEPS_WORDS = (
    TooMany,
    Unauthenticated,
    Unavailable,
    StaleForm,
    Unreadable,
    AwaitingApproval,
    AwaitingConfirmation,
    ProofNeeded,
)
"""Refusals that say nothing about the words: the form is shown again, ready to be sent."""

WRITTEN = ("title", "summary", "body", "bio")
"""Fields that hold what somebody thought about."""

TITLES = {
    400: "That request made no sense here",
    401: "Please sign in first",
    403: "That isn't possible here",
    404: "There is nothing here",
    405: "That isn't possible here",
    409: "Something changed first",
    413: "That is too large",
    422: "Something needs another look",
    429: "A little slower, please",
    500: "Something went wrong on our side",
    503: "We'll be right back",
}

SENTENCES = {
    400: "Please go back and try again.",
    404: "The address may be mistyped, or what was here may be gone or not yours to see.",
    405: "This address doesn't take that kind of request.",
    413: "This is more than one page can take. Please send less at once.",
    500: "The fault has been noted. Please try again in a while.",
}


def install(app: Flask) -> None:
    app.register_error_handler(StoaError, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failed)


def status_of(error: StoaError) -> int:
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _refused(error: StoaError) -> ResponseReturnValue:
    status = status_of(error)
    if isinstance(error, WrongHost):
        # A name that is none at all leaves no way to build the addresses of a page.
        return Response(f"{error.sentence}\n", status, content_type="text/plain; charset=utf-8")
    if isinstance(error, Unauthenticated) and request.method in SAFE_METHODS:
        return redirect(url_for("sessions.new", next=request.full_path.rstrip("?")), 303)
    if isinstance(error, ProofNeeded) and request.method in SAFE_METHODS:
        return redirect(url_for("proofs.new", next=request.full_path.rstrip("?")), 303)
    if isinstance(error, SecondFactorNeeded):
        return redirect(url_for("security.index", done="second-factor-needed"), 303)
    if isinstance(error, KEEPS_WORDS) and request.method not in SAFE_METHODS:
        return _ask_again(error, status)
    sentence = SENTENCES[404] if isinstance(error, NotFound) else str(error.sentence)
    return _page(status, sentence, getattr(error, "retry_after", None), words=_words_sent(error))


def _words_sent(error: StoaError) -> str:
    """What somebody wrote for a thing that is no longer there, so that they can take it along."""
    if request.method in SAFE_METHODS or not isinstance(error, NotFound | Conflict):
        return ""
    return "\n\n".join(filter(None, (request.form.get(name, "").strip() for name in WRITTEN)))


def _ask_again(error: StoaError, status: int) -> ResponseReturnValue:
    settle_place()
    sent = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name and name not in (CSRF_FIELD, METHOD_FIELD)  # A part of a multipart body may have none.
    ]
    response = make_response(
        render_template(
            "errors/send_again.html",
            title=TITLES[status] if status != 403 else "Please send this again",
            sentence=str(error.sentence),
            fields=[(name, value) for name, value in sent if "password" not in name],
            passwords=[name for name, _ in sent if "password" in name],
            # Anybody can send us a form for /\\evil.example, which a browser reads as a host.
            action=own_path(request.full_path.rstrip("?")),
            sign_in=isinstance(error, Unauthenticated),
            prove=isinstance(error, ProofNeeded),
        ),
        status,
    )
    return _retry_after(response, getattr(error, "retry_after", None))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, RequestEntityTooLarge):
        # The rest of the body is still on its way; reading it would be the attack.
        return _page(413, SENTENCES[413], None, close=True)
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    code = error.code if error.code in TITLES else 400
    response = _page(code, SENTENCES.get(code, SENTENCES[400]), None)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _failed(error: Exception) -> ResponseReturnValue:
    log.exception("request_failed", path=request.path, method=request.method)
    return _page(500, SENTENCES[500], None)


def _page(
    status: int, sentence: str, retry_after: int | None, *, close: bool = False, words: str = ""
) -> Response:
    settle_place()
    page = render_template(
        "errors/error.html",
        status=status,
        title=TITLES[status],
        sentence=sentence,
        retry_after=retry_after,
        words=words,
    )
    response = _retry_after(make_response(page, status), retry_after)
    if close:
        response.headers["Connection"] = "close"
    return response


def _retry_after(response: Response, seconds: int | None) -> Response:
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response
