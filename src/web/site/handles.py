"""Handles: changed by their owner, and followed from the one that was before."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, NotFound
from services.ports.profiles import ProfileQueries
from services.profiles import ProfileEditing
from web.access import signed_in
from web.forms.form import Form
from web.forms.settings import HandleForm
from web.site.settings import profile_page
from web.viewer import browser, own_account, own_profile

bp = Blueprint("handles", __name__)

V = TypeVar("V", bound=Callable[..., Any])


@bp.post("/settings/profile/handle")
@signed_in
@inject
def update(editing: ProfileEditing = Provide["accounts.profiles"]) -> ResponseReturnValue:
    sent = HandleForm.read()
    try:
        editing.rename(own_account(), own_profile(), sent.handle, browser=browser())
    except Invalid as invalid:
        return profile_page(handle_form=Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("settings.profile", done="handle-changed"), 303)


def led_on(view: V) -> V:
    """Lead whoever asks for a handle that was given up to the present one, for good (RFC 9110, 15.4.2).

    Whether there is something at the new address is asked there.
    """

    @wraps(view)
    def led(handle: str, **values: Any) -> ResponseReturnValue:
        try:
            answer: ResponseReturnValue = view(handle=handle, **values)
        except NotFound:
            present = _present(handle.lower())
            if present is None:
                raise
            query = request.query_string.decode("ascii", "ignore")
            path = url_for(request.endpoint or "", handle=present, **values)
            return redirect(f"{path}?{query}" if query else path, 301)
        return answer

    return led  # type: ignore[return-value]  # the same view, and another way out of it


@inject
def _present(handle: str, profiles: ProfileQueries = Provide["reading.profiles"]) -> str | None:
    return profiles.moved_to(handle)
