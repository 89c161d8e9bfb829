"""Who may call a route. Each view says so; a view that doesn't stops the application from starting."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, current_app, request

from domain.accounts import Role
from domain.errors import Unauthenticated
from domain.viewers import SecondFactorNeeded
from web.page_context import now, place
from web.viewer import viewer

V = TypeVar("V", bound=Callable[..., Any])


class Access(Enum):
    """Everybody; whoever is signed in; moderators, or admins, and above (for others: nothing there)."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    STAFF = "staff"
    ADMIN = "admin"


def anyone(view: V) -> V:
    return _marked(view, Access.ANYONE)


def signed_in(view: V) -> V:
    return _marked(view, Access.SIGNED_IN)


def staff(view: V) -> V:
    return _marked(view, Access.STAFF)


def admin(view: V) -> V:
    return _marked(view, Access.ADMIN)


def proved(view: V) -> V:
    """Beside `signed_in`: only for who has shown a moment ago who they are."""
    view.needs_proof = True  # type: ignore[attr-defined]  # functions carry attributes
    return view


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
    if access in (Access.STAFF, Access.ADMIN):
        viewer().require(Role.MODERATOR if access is Access.STAFF else Role.ADMIN)
        if place().staff_need_second_factor and not viewer().has_second_factor:
            raise SecondFactorNeeded
    if getattr(current_app.view_functions[request.endpoint], "needs_proof", False):
        viewer().check_proved(now())
