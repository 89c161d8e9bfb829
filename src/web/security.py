"""What guards every request and every answer: the host asked for, and the headers sent back."""

import secrets

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import LengthRequired

from domain.errors import Sentence, StoaError
from web import cookies
from web.web_settings import WebSettings

A_YEAR = 365 * 24 * 3600

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class WrongHost(StoaError):
    """The Host header names no place of ours: a poisoned link or a stray scanner."""

    code = "wrong_host"
    sentence = Sentence("This server doesn't answer to that name.")


def install(app: Flask) -> None:
    app.before_request(_check_host)
    app.before_request(_check_length)
    # The last to be named runs first: whether an answer sets a cookie decides about its headers.
    app.after_request(_add_headers)
    app.after_request(cookies.keep_visit)


def _settings() -> WebSettings:
    settings: WebSettings = current_app.extensions["stoa.settings"]
    return settings


def _check_host() -> None:
    if request.endpoint != "health.live" and request.headers.get("Host", "").lower() not in _settings().hosts:
        raise WrongHost


def _check_length() -> None:
    """A form whose length isn't told would be cut off at the limit without a word, and half of it kept."""
    if request.content_length is None and "Transfer-Encoding" in request.headers:
        raise LengthRequired


def nonce() -> str:
    """One a response: only scripts that carry it run."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    value: str = g.nonce
    return value


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _policy())
    for name, value in FIXED_HEADERS.items():
        response.headers.setdefault(name, value)
    if _settings().is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}; includeSubDomains")
    if "Cache-Control" not in response.headers:
        # What is bound to a visit may hold a proposed password, too.
        personal = "viewer" in g or "visit" in g or "Set-Cookie" in response.headers
        response.headers["Cache-Control"] = "no-store, private" if personal else "no-cache"
        response.vary.add("Cookie")
    return response


def _policy() -> str:
    return (
        f"default-src 'none'; script-src 'nonce-{nonce()}' 'strict-dynamic'; style-src 'self'; "
        "img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
