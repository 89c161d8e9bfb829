"""What every template may use, and nothing more.

Macros are compiled once and know no page: what they need of it beside their arguments is a function here.
"""

import hashlib
from datetime import datetime
from typing import Any

from dependency_injector.wiring import Provide, inject
from flask import Flask, current_app, g

from domain.browsers import device_name
from domain.posts import RESTORABLE_FOR
from domain.security_words import said
from services.ports.clock import Clock
from services.ports.place import PlaceCard, PlaceQueries
from services.ports.posts import PostCard
from web import addresses, cross_site, security
from web.notices import notice
from web.viewer import viewer


def install(app: Flask) -> None:
    app.context_processor(_globals)
    app.jinja_env.globals.update(
        post_path=addresses.post_path,
        profile_path=addresses.profile_path,
        tag_path=addresses.tag_path,
        deletes_at=lambda line: line.deleted_at + RESTORABLE_FOR,
        csrf=cross_site.csrf_input,
        now=now,
        is_own=is_own,
        said=said,
        has_proved=lambda: viewer().has_proved(now()),
    )
    app.jinja_env.filters["hue"] = hue
    app.jinja_env.filters["device_name"] = device_name


def _globals() -> dict[str, Any]:
    return {
        "place": place(),
        "viewer": viewer(),
        "nonce": security.nonce(),
        "notice": notice(),
        "base_url": current_app.extensions["stoa.settings"].base_url,
    }


@inject
def place(queries: PlaceQueries = Provide["reading.place"]) -> PlaceCard:
    """The place, read once a request."""
    if "place" not in g:
        g.place = queries.card()
    card: PlaceCard = g.place
    return card


def now() -> datetime:
    """The moment of the request, one for the whole page."""
    if "now" not in g:
        clock: Clock = current_app.extensions["stoa.clock"]
        g.now = clock.now()
    moment: datetime = g.now
    return moment


def is_own(post: PostCard) -> bool:
    return post.author.id == viewer().profile_id


def settle_place() -> None:
    """Name the place as well as can be: a page about a failure must come even when that fails, too."""
    try:
        place()
    except Exception:
        g.place = PlaceCard()


def hue(handle: str) -> int:
    """A colour for a handle that stays the same: an angle from 0 to 359."""
    return int.from_bytes(hashlib.sha256(handle.encode()).digest()[:2]) % 360
