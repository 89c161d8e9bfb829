"""The screens of settings and staff with sample words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.accounts import Role, Standing
from domain.browsers import TERMINAL
from domain.errors import Sentence
from domain.exports import Export
from domain.ids import (
    AccountId,
    ExportId,
    InvitationId,
    LinkedLoginId,
    LogEntryId,
    PasskeyId,
    SessionId,
)
from domain.linked_logins import LinkedLogin
from domain.passkeys import Passkey
from domain.place import Registration
from domain.second_factors import WrongCode
from domain.security_log import Happening
from services.accounts.ways_in import Overview
from services.ports.invitations import Branch, InvitationLine
from services.ports.paging import Page
from services.ports.security_log import ActivityLine
from services.ports.sessions import SessionLine
from web.forms.form import Form
from web.gallery.samples import ACCOUNT, NOW, OWNER, PEOPLE, WAITING
from web.qr import drawing

Screen = tuple[str, dict[str, Any]]

MEMBER = {"viewer": OWNER}
UNCONFIRMED = {"viewer": replace(OWNER, standing=Standing.UNCONFIRMED, role=Role.MEMBER)}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
)
SAMPLE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODES = tuple(f"{first}4QWX-7HM2PK-9RTB3{first}-ZD5VCJ" for first in "ABCDEFGHJK")


def _passkey(number: int, name: str, **changes: Any) -> Passkey:
    made = Passkey(
        id=PasskeyId(number),
        account_id=ACCOUNT.id,
        credential_id="",
        public_key="",
        sign_count=0,
        transports=(),
        is_synced=False,
        name=name,
        created_at=NOW - timedelta(days=90),
    )
    return replace(made, **changes)


PASSKEYS = (
    _passkey(1, "Blue phone", is_synced=True, last_used_at=NOW - timedelta(hours=3)),
    _passkey(2, "The key on the hook behind the kitchen door, second from left"),
)
LOGIN = LinkedLogin(
    id=LinkedLoginId(1),
    account_id=ACCOUNT.id,
    provider="github",
    subject="1",
    label="ada-lindqvist",
    linked_at=NOW - timedelta(days=30),
    last_used_at=NOW - timedelta(days=2),
)
WAYS = Overview(
    has_password=True,
    has_app=True,
    has_second_factor=True,
    recovery_left=8,
    passkeys=PASSKEYS,
    logins=(LOGIN,),
)
PLAIN_WAYS = replace(WAYS, has_app=False, has_second_factor=False, recovery_left=0, passkeys=(), logins=())
OFFERED = {"github": "GitHub", "harbour": "Harbour ID"}

SESSIONS = tuple(
    SessionLine(
        id=SessionId(number),
        device=device,
        network=network,
        started_at=NOW - timedelta(days=number),
        last_seen_at=NOW - timedelta(hours=number - 1),
        remembered=number == 2,
    )
    for number, device, network in ((1, FIREFOX, "192.0.2.0/24"), (2, SAFARI, "2001:db8:4:/48"), (3, "", ""))
)
ACTIVITY = Page(
    tuple(
        ActivityLine(
            id=LogEntryId(number),
            what=what,
            at=NOW - timedelta(hours=number * number),
            device=device,
            network="192.0.2.0/24" if device.startswith("Mozilla") else "",
            actor=actor,
            detail=detail,
        )
        for number, (what, device, actor, detail) in enumerate(
            (
                (Happening.SIGNED_IN, FIREFOX, "", ""),
                (Happening.PASSKEY_ADDED, SAFARI, "", "Blue phone"),
                (Happening.LIMITED, "", "bo_the_baker", "Please mark advertisements as such."),
                (Happening.SIGN_IN_FAILED, "curl/8.1", "", ""),
                (Happening.ROLE_CHANGED, TERMINAL.device, "", "owner"),
            )
        )
    ),
    "next",
)
INVITATIONS = tuple(
    InvitationLine(
        id=InvitationId(number),
        inviter="ada",
        note=note,
        most=most,
        used=used,
        made_at=NOW - timedelta(days=number),
        expires_at=NOW + timedelta(days=7 - number),
        is_open=used < most,
    )
    for number, note, most, used in ((1, "The choir", 10, 3), (2, "", 1, 1))
)
BRANCH = tuple(
    Branch(
        account_id=AccountId(number),
        handle=handle,
        standing=standing,
        registered_at=NOW - timedelta(days=20 * depth),
        depth=depth,
    )
    for number, (handle, standing, depth) in enumerate(
        (
            ("bo_the_baker", Standing.ACTIVE, 1),
            ("nadia", Standing.ACTIVE, 2),
            ("a_handle_of_thirty_characters_", Standing.UNCONFIRMED, 3),
            ("cleo", Standing.ACTIVE, 1),
        )
    )
)
EXPORT = Export(
    id=ExportId(1), account_id=ACCOUNT.id, file="", asked_at=NOW - timedelta(minutes=2), done=1200, total=2341
)
READY = replace(EXPORT, ready_at=NOW, size=4_812_345)


def _account(**changes: Any) -> dict[str, Any]:
    return {
        "account": ACCOUNT,
        "phone_form": Form({"phone": ACCOUNT.phone}),
        "password_form": Form(),
        "password_min": 15,
        "proposal": "harbour violet tin seventeen",
    } | changes


def _export(export: Export | None, **changes: bool) -> dict[str, Any]:
    return MEMBER | {"export": export, "is_running": False, "may_be_taken": False} | changes


def _invitations(**changes: Any) -> dict[str, Any]:
    form = Form({"note": "", "most": "1", "days": "7"})
    shown = {"form": form, "link": "", "may_invite": True, "most_uses": 10, "made": (), "branch": ()}
    return MEMBER | shown | changes


def _removal(**changes: Any) -> dict[str, Any]:
    return MEMBER | {"form": Form(), "asks_password": True, "may_go": True} | changes


def _staff_account(**changes: Any) -> dict[str, Any]:
    account = replace(
        ACCOUNT,
        id=AccountId(2),
        handle="bo_the_baker",
        display_name="Bo Winter",
        email="bo@harbour-street.example",
        role=Role.MEMBER,
        invited_by="ada",
        reason="I bake for the street.",
    )
    return (
        MEMBER
        | {
            "account": account,
            "profiles": PEOPLE[1:3],
            "made": INVITATIONS,
            "branch": BRANCH,
            "activity": ACTIVITY,
            "is_reached": True,
            "roles": [role for role in Role if role is not Role.MEMBER],
            "form": Form(),
        }
        | changes
    )


_FILTERS = {"words": "", "standing": None, "role": None, "standings": list(Standing), "roles": list(Role)}
_PLACE = {
    "place_name": "Harbour Street",
    "tagline": "Neighbours who write.",
    "registration": "approval",
    "members_may_invite": True,
    "version": 3,
}
_PROFILE = {"form": Form({"display_name": "Ada Lindqvist", "bio": PEOPLE[0].bio}), "handle_form": Form()}
_APP = {
    "form": Form(),
    "groups": [SAMPLE[start : start + 4] for start in range(0, len(SAMPLE), 4)],
    "code": drawing(f"otpauth://totp/Stoa:ada?secret={SAMPLE}&issuer=Stoa", words="QR code"),
}

SETTINGS_SCREENS: dict[str, Screen] = {
    "settings-profile": ("settings/profile.html", MEMBER | _PROFILE),
    "settings-account": ("settings/account.html", MEMBER | _account()),
    "settings-account-wanted": (
        "settings/account.html",
        UNCONFIRMED
        | _account(
            account=replace(ACCOUNT, wanted_email="ada@new.example", has_password=False, confirmed_at=None)
        ),
    ),
    "settings-email": ("settings/email.html", MEMBER | {"account": ACCOUNT, "form": Form()}),
    "settings-security": ("settings/security.html", MEMBER | {"ways": WAYS, "offered": OFFERED}),
    "settings-security-plain": ("settings/security.html", MEMBER | {"ways": PLAIN_WAYS, "offered": {}}),
    "settings-app-new": ("settings/app_new.html", MEMBER),
    "settings-app": ("settings/app.html", MEMBER | _APP),
    "settings-app-faulty": ("settings/app.html", MEMBER | _APP | {"form": Form({}, WrongCode().fields)}),
    "settings-app-removal": ("settings/app_removal.html", _removal()),
    "settings-codes": ("settings/recovery_codes.html", MEMBER | {"codes": CODES}),
    "settings-codes-new": ("settings/recovery_codes_new.html", MEMBER),
    "settings-passkey-new": ("settings/passkey_new.html", MEMBER | {"form": Form()}),
    "settings-passkey": (
        "settings/passkey.html",
        MEMBER | {"passkey": PASSKEYS[0], "form": Form({"name": PASSKEYS[0].name})},
    ),
    "settings-passkey-removal": ("settings/passkey_removal.html", _removal(passkey=PASSKEYS[1])),
    "settings-passkey-last": (
        "settings/passkey_removal.html",
        _removal(passkey=PASSKEYS[1], may_go=False, asks_password=False),
    ),
    "settings-login-new": ("settings/login_new.html", MEMBER | {"offered": OFFERED}),
    "settings-login-removal": ("settings/login_removal.html", _removal(login=LOGIN, offered=OFFERED)),
    "settings-sessions": ("settings/sessions.html", MEMBER | {"sessions": SESSIONS}),
    "settings-sessions-one": ("settings/sessions.html", MEMBER | {"sessions": SESSIONS[:1]}),
    "settings-activity": ("settings/activity.html", MEMBER | {"page": ACTIVITY}),
    "settings-activity-empty": ("settings/activity.html", MEMBER | {"page": Page(())}),
    "settings-profiles": (
        "settings/profiles.html",
        MEMBER | {"profiles": PEOPLE[:3], "most": 5, "form": Form()},
    ),
    "settings-profiles-full": (
        "settings/profiles.html",
        MEMBER | {"profiles": PEOPLE, "most": 4, "form": Form()},
    ),
    "settings-invitations": ("settings/invitations.html", _invitations(made=INVITATIONS, branch=BRANCH)),
    "settings-invitations-made": (
        "settings/invitations.html",
        _invitations(link="https://stoa.example/register?invitation=" + "k" * 43, made=INVITATIONS),
    ),
    "settings-invitations-none": ("settings/invitations.html", _invitations(may_invite=False)),
    "settings-export": ("settings/export.html", _export(None)),
    "settings-export-running": ("settings/export.html", _export(EXPORT, is_running=True)),
    "settings-export-ready": ("settings/export.html", _export(READY, may_be_taken=True)),
    "settings-close": ("settings/close.html", MEMBER | {"form": Form(), "until": NOW + timedelta(days=14)}),
    "settings-closed": ("settings/closed.html", {"until": NOW + timedelta(days=14)}),
    "accounts": (
        "admin/accounts.html",
        MEMBER
        | _FILTERS
        | {"page": Page((ACCOUNT, *WAITING, replace(WAITING[0], standing=Standing.SUSPENDED)), "next")},
    ),
    "accounts-empty": ("admin/accounts.html", MEMBER | _FILTERS | {"words": "zz", "page": Page(())}),
    "account": ("admin/account.html", _staff_account()),
    "account-unreached": ("admin/account.html", _staff_account(is_reached=False, made=(), branch=())),
    "approvals": (
        "admin/approvals.html",
        MEMBER | {"waiting": WAITING, "declined": None, "form": Form()},
    ),
    "approvals-faulty": (
        "admin/approvals.html",
        MEMBER
        | {
            "waiting": WAITING,
            "declined": WAITING[0].id,
            "form": Form({"remark": "Too long"}, {"remark": Sentence("Please use at most 300 characters.")}),
        },
    ),
    "approvals-empty": ("admin/approvals.html", MEMBER | {"waiting": (), "declined": None, "form": Form()}),
    "place": ("admin/place.html", MEMBER | {"form": Form(_PLACE), "fixed": None}),
    "place-fixed": ("admin/place.html", MEMBER | {"form": Form(_PLACE), "fixed": Registration.CLOSED}),
}
