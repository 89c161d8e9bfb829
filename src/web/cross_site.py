"""Only our own pages may change anything: fetch metadata, Origin, and a token in every form."""

import hashlib
import hmac

from flask import Flask, current_app, request
from markupsafe import Markup

from domain.errors import Forbidden, Sentence
from web import cookies

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_FIELD = "csrf"


class CrossSite(Forbidden):
    code = "cross_site"
    sentence = Sentence("This request came from another site, so nothing was done.")


class StaleForm(Forbidden):
    """A form from another session, or from too long ago. What it held is shown again to be sent."""

    code = "stale_form"
    sentence = Sentence("This page was open for a while, so we'd rather ask once more. Nothing is lost.")


def install(app: Flask) -> None:
    app.before_request(_check_origin)


def _check_origin() -> None:
    """Fetch metadata and Origin first (OWASP CSRF cheat sheet, 2025), then the token in the form."""
    if request.method in SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise CrossSite
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() != f"{request.scheme}://{request.host}".lower():
        raise CrossSite
    if not hmac.compare_digest(request.form.get(CSRF_FIELD, "").encode(), csrf_token().encode()):
        raise StaleForm


def csrf_token() -> str:
    """Bound to the session, or to a stranger's visit; worthless for any other."""
    binding = cookies.session_token() or cookies.visit_token()
    return hmac.new(
        current_app.extensions["stoa.settings"].secret_key.encode(),
        f"csrf:{binding}".encode(),
        hashlib.sha256,
    ).hexdigest()


def csrf_input() -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, csrf_token())
