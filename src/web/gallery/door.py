"""Sample screens of the door: signing in, joining, links in mails, the first visit."""

from datetime import timedelta
from typing import Any

from domain.invitations import InvitationOver
from domain.linked_logins import LoginTaken
from domain.place import Registration
from services.accounts.second_step import StepOptions
from services.accounts.sign_in import NO_MATCH
from services.ports.identities import Identity, IdentityRefused
from web.forms.form import Form
from web.gallery.samples import FAULTY_JOIN, NOW, OWNER

PROPOSAL = "viaduct kumquat lantern osprey"
PROVIDERS = {"portico": "Portico", "github": "GitHub"}
IDENTITY = Identity(
    provider="portico",
    subject="4711",
    email="ada@harbour-street.example",
    is_email_verified=True,
    name="Ada Lindqvist",
)


def _register(**changes: Any) -> tuple[str, dict[str, Any]]:
    context = {
        "form": Form(),
        "refusal": None,
        "registration": Registration.OPEN,
        "providers": PROVIDERS,
        "proposal": PROPOSAL,
        "password_min": 15,
    }
    return "accounts/register.html", context | changes


def _sign_in(**changes: Any) -> tuple[str, dict[str, Any]]:
    context = {"form": Form(), "refusal": None, "providers": PROVIDERS, "next": "/"}
    return "accounts/sign_in.html", context | changes


def _second_step(**changes: Any) -> tuple[str, dict[str, Any]]:
    options = StepOptions(app=True, recovery=True, passkey_request="{}")
    context = {"form": Form(), "refusal": None, "options": options, "by_slip": False}
    return "accounts/second_step.html", context | changes


JOIN: dict[str, Any] = {
    "form": Form({"email": IDENTITY.email}),
    "refusal": None,
    "identity": IDENTITY,
    "label": "Portico",
    "registration": Registration.APPROVAL,
}

PROVE: dict[str, Any] = {
    "viewer": OWNER,
    "form": Form({"next": "/settings/security"}),
    "refusal": None,
    "has_password": True,
    "passkey_request": "{}",
    "providers": PROVIDERS,
}

LINK: dict[str, Any] = {"form": Form({"key": "a-key"})}

DOOR_SCREENS: dict[str, tuple[str, dict[str, Any]]] = {
    "setup": (
        "accounts/setup.html",
        {"form": Form(), "needs_key": True, "proposal": PROPOSAL, "password_min": 15},
    ),
    "register": _register(registration=Registration.APPROVAL),
    "register-faulty": _register(form=FAULTY_JOIN),
    "register-closed": (
        "accounts/closed_door.html",
        {"registration": Registration.INVITE, "refusal": InvitationOver.sentence},
    ),
    "registered": ("accounts/sent.html", {"next": "/"}),
    "join-with": ("accounts/join.html", JOIN),
    "sign-in": _sign_in(),
    "sign-in-faulty": _sign_in(form=Form({"login": "ada"}, {"login": NO_MATCH}), providers={}),
    "sign-in-refused": _sign_in(refusal=IdentityRefused.sentence),
    "second-step": _second_step(),
    "second-step-slip": _second_step(by_slip=True),
    "leaving": ("accounts/leaving.html", {"address": "https://portico.example/", "label": "Portico"}),
    "reopen": ("accounts/reopen.html", {"erased_at": NOW + timedelta(days=9), "next": "/"}),
    "prove": ("accounts/prove.html", PROVE),
    "refused": ("accounts/refused.html", {"viewer": OWNER, "sentence": LoginTaken.sentence}),
    "ask-reset": ("accounts/ask_reset.html", {"form": Form()}),
    "reset-password": (
        "accounts/reset_password.html",
        LINK | {"handle": "ada", "proposal": PROPOSAL, "password_min": 15},
    ),
    "ask-confirmation": ("accounts/ask_confirmation.html", {"form": Form()}),
    "confirm-email": ("accounts/confirm_email.html", LINK),
    "confirm-new-email": ("accounts/confirm_new_email.html", LINK),
    "dead-link": ("accounts/dead_link.html", {"again": "password_resets.new"}),
}
