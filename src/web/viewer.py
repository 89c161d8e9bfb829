"""Who is asking: read once a request, from the session cookie."""

import ipaddress

import structlog
from dependency_injector.wiring import Provide, inject
from flask import Flask, current_app, g, request

from domain.browsers import Browser
from domain.errors import Unavailable
from domain.ids import AccountId, ProfileId, SessionId
from domain.sessions import SEEN_EVERY, digest_of
from domain.viewers import STRANGER, Viewer
from services.accounts.sign_in import SignIn
from services.ports.clock import Clock
from services.ports.sessions import SessionQueries
from web.client_address import HEADER, client_address
from web.cookies import device_token, session_token, visit_token

log = structlog.get_logger("web")

PREFIX_V4, PREFIX_V6 = 24, 48
"""Bits of an address that are kept: enough to throttle a network, too few to find a person."""


def install(app: Flask) -> None:
    app.before_request(_recognise)


def viewer() -> Viewer:
    """Whoever sends the present request; a stranger where nobody is recognised."""
    found: Viewer = g.get("viewer", STRANGER)
    return found


def own_profile() -> ProfileId:
    """The profile of whoever sends the request, for views that only the signed-in reach."""
    profile_id = viewer().profile_id
    assert profile_id is not None, "this view must be marked signed_in"
    return profile_id


def own_account() -> AccountId:
    account_id = viewer().account_id
    assert account_id is not None, "this view must be marked signed_in"
    return account_id


def own_session() -> SessionId:
    session_id = viewer().session_id
    assert session_id is not None, "this view must be marked signed_in"
    return session_id


def browser() -> Browser:
    """What is kept about where a request comes from. A stranger's visit begins with it, if need be.

    Of whoever is signed in, and signs in once more, forms are bound to the session.
    """
    return Browser(
        device=request.headers.get("User-Agent", ""),
        network=network(),
        session_token=session_token(),
        visit_token=(session_token() or "") if viewer().is_signed_in else visit_token(),
        device_token=device_token(),
    )


def network() -> str:
    """The coarse network that the request came from, by the word of trusted servers only."""
    trusted = current_app.extensions["stoa.settings"].trusted_proxies
    text = client_address(request.remote_addr or "", request.headers.getlist(HEADER), trusted)
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    bits = PREFIX_V4 if address.version == 4 else PREFIX_V6
    return str(ipaddress.ip_network((address, bits), strict=False))


@inject
def _recognise(
    sessions: SessionQueries = Provide["reading.sessions"],
    sign_in: SignIn = Provide["accounts.sign_in"],
    clock: Clock = Provide["clock"],
) -> None:
    if request.endpoint in ("static", "health.live"):
        return
    token = session_token()
    visit = sessions.visit(digest_of(token), clock.now()) if token else None
    if token is None or visit is None:
        return
    g.viewer = visit.viewer
    if clock.now() - visit.last_seen_at >= SEEN_EVERY:
        try:
            sign_in.note_seen(token)
        except Unavailable:
            # Reading must go on while nothing can be written.
            log.warning("last_seen_not_written")
