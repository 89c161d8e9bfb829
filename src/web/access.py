"""Who may call a route. Each view says so; a view that doesn't stops the application from starting."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, current_app, request

from domain.accounts import Role
from domain.errors import Unauthenticated
from web.viewer import viewer

V = TypeVar("V", bound=Callable[..., Any])


class Access(Enum):
    """Everybody; whoever is signed in; moderators and above (for anybody else: nothing there)."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    STAFF = "staff"


def anyone(view: V) -> V:
    return _marked(view, Access.ANYONE)


def signed_in(view: V) -> V:
    return _marked(view, Access.SIGNED_IN)


def staff(view: V) -> V:
    return _marked(view, Access.STAFF)


def _marked(view: V, access: Access) -> V:
    view.access = access  # type: ignore[attr-defined]  # functions carry attributes
    return view


def access_of(app: Flask, endpoint: str) -> Access | None:
    return getattr(app.view_functions[endpoint], "access", None)


def install(app: Flask) -> None:
    unmarked = [endpoint for endpoint in app.view_functions if access_of(app, endpoint) is None]
    if unmarked:
        raise RuntimeError(f"These views don't say who may call them: {', '.join(sorted(unmarked))}")
    app.before_request(_check)


def _check() -> None:
    if request.endpoint is None:
        return
    access = access_of(current_app, request.endpoint)
    if access is Access.SIGNED_IN and not viewer().is_signed_in:
        raise Unauthenticated
    if access is Access.STAFF:
        viewer().require(Role.MODERATOR)
