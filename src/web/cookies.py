"""Four cookies: the session's token, a visit that binds the forms of strangers to their browser, the step
that a sign-in waits at, and a device's own token, which outlasts signing out.

`__Host-` ties a cookie to this host and to HTTPS (RFC 6265bis, section 4.1.3.2); browsers refuse that
prefix over plain HTTP, so a place on loopback goes without it.
"""

import hashlib

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, Signer

from domain.known_devices import KNOWN_FOR
from domain.sessions import LoginSession, new_token
from web.web_settings import WebSettings

SESSION, VISIT, STEP, DEVICE = "stoa", "stoa-visit", "stoa-step", "stoa-device"

VISIT_SECONDS = 12 * 3600
"""A sign-in form that was left open overnight asks to be sent again."""

STEP_SECONDS = 30 * 60
"""As long as the longest-lived of its tokens is good: joining (domain/one_time_tokens.py)."""

MAX_COOKIE = 256
"""Our own values take 87 characters; longer ones are not even looked at."""


def session_token() -> str | None:
    return _read(SESSION)


def visit_token() -> str:
    """The stranger's visit, begun now when there is none: only pages with a form ask for it."""
    if "visit" not in g:
        token = _read(VISIT)
        g.begins_visit = token is None
        g.visit = token or new_token()
    visit: str = g.visit
    return visit


def remember_session(response: Response, token: str, session: LoginSession) -> None:
    seconds = int(LoginSession.lasts(True).total_seconds()) if session.remembered else None
    _write(response, SESSION, token, seconds)


def forget_session(response: Response) -> None:
    _forget(response, SESSION)


def forget_step(response: Response) -> None:
    _forget(response, STEP)


def _forget(response: Response, name: str) -> None:
    response.delete_cookie(_name(name), path="/", secure=_settings().is_secure, httponly=True, samesite="Lax")


def step_token() -> str | None:
    """The token with which a sign-in goes on after the password."""
    return _read(STEP)


def keep_step(response: Response, token: str) -> None:
    _write(response, STEP, token, STEP_SECONDS)


def device_token() -> str | None:
    return _read(DEVICE)


def remember_device(response: Response, token: str) -> None:
    _write(response, DEVICE, token, int(KNOWN_FOR.total_seconds()))


def keep_visit(response: Response) -> Response:
    if g.get("begins_visit"):
        _write(response, VISIT, g.visit, VISIT_SECONDS)
    return response


def _settings() -> WebSettings:
    settings: WebSettings = current_app.extensions["stoa.settings"]
    return settings


def _name(name: str) -> str:
    return f"__Host-{name}" if _settings().is_secure else name


def _signer(name: str) -> Signer:
    return Signer(_settings().secret_key, salt=f"cookie:{name}", digest_method=hashlib.sha256)


def _read(name: str) -> str | None:
    value = request.cookies.get(_name(name), "")
    if not 0 < len(value) <= MAX_COOKIE:
        return None
    try:
        return _signer(name).unsign(value).decode("ascii")
    except (BadSignature, UnicodeDecodeError):
        return None


def _write(response: Response, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(
        _name(name),
        _signer(name).sign(value).decode("ascii"),
        max_age=seconds,
        path="/",
        secure=_settings().is_secure,
        httponly=True,
        samesite="Lax",
    )
