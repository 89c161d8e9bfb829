"""Sending a browser to a provider that says who somebody is, and where it comes back."""

from dependency_injector.wiring import Provide, inject
from flask import Response, current_app, make_response, render_template, url_for

from domain.ids import AccountId
from domain.one_time_tokens import Purpose
from services.accounts.identity_rounds import IdentityRounds
from web.addresses import own_path
from web.viewer import browser


def answer_address(provider: str) -> str:
    """The whole address, by the settings: a provider compares it with the one that it knows."""
    base_url: str = current_app.extensions["stoa.settings"].base_url
    return base_url + url_for("identities.show", provider=provider)


@inject
def send_out(
    provider: str,
    purpose: Purpose,
    *,
    account_id: AccountId | None = None,
    next: str = "",
    remember: bool = False,
    rounds: IdentityRounds = Provide["accounts.identity_rounds"],
) -> Response:
    """A page that leads on to the provider by itself, without script.

    Not a redirect: Chromium holds whatever follows a form to `form-action`, each further redirect at the
    provider as well, and nobody can list those. A Refresh header begins a navigation of its own.
    Raises NotFound, TooMany, Unavailable.
    """
    address = rounds.begin(
        provider,
        purpose,
        browser=browser(),
        redirect_uri=answer_address(provider),
        account_id=account_id,
        next=own_path(next),
        remember=remember,
    )
    page = render_template("accounts/leaving.html", address=address, label=rounds.offered[provider])
    response = make_response(page)
    response.headers["Refresh"] = f"0;url={address}"
    return response
