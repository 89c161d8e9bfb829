"""Who is asking: read once a request, from the session cookie."""

import ipaddress

import structlog
from dependency_injector.wiring import Provide, inject
from flask import Flask, g, request

from domain.errors import Unavailable
from domain.ids import AccountId, ProfileId
from domain.sessions import SEEN_EVERY, digest_of
from domain.viewers import STRANGER, Viewer
from services.accounts.sign_in import Browser, SignIn
from services.ports.clock import Clock
from services.ports.sessions import SessionQueries
from web.cookies import session_token

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


def browser() -> Browser:
    """What is kept about where a sign-in comes from."""
    return Browser(device=request.headers.get("User-Agent", ""), network=network(), token=session_token())


def network() -> str:
    """The coarse network of the request's address."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        # A socket for both versions shows ::ffff:192.0.2.1: in one /48 lies the whole of IPv4.
        address = address.ipv4_mapped or address
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
