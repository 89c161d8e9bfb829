"""What staff do about one account. Each is logged, and the person told."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from domain.accounts import Role
from domain.errors import Invalid, Sentence
from domain.ids import AccountId, InvitationId
from services.accounts.governing import Governing
from services.accounts.inviting import Inviting
from web.access import admin, staff
from web.admin.accounts import page_of
from web.forms.admin import RestrictionForm, RoleForm
from web.forms.form import Form
from web.viewer import browser, viewer

bp = Blueprint("measures", __name__, url_prefix="/admin/accounts/<int:account_id>")

CHOOSE = Sentence("Please choose one of these.")


@bp.post("/approval")
@staff
@inject
def approve(account_id: int, governing: Governing = Provide["accounts.governing"]) -> ResponseReturnValue:
    governing.approve(AccountId(account_id), by=viewer())
    return _back(account_id, "approved")


@bp.post("/confirmation")
@staff
@inject
def confirm(account_id: int, governing: Governing = Provide["accounts.governing"]) -> ResponseReturnValue:
    governing.confirm(AccountId(account_id), by=viewer())
    return _back(account_id, "confirmed-by-staff")


@bp.post("/restriction")
@staff
@inject
def restrict(account_id: int, governing: Governing = Provide["accounts.governing"]) -> ResponseReturnValue:
    sent = RestrictionForm.read()
    measures = {"limit": (governing.limit, "limited"), "suspend": (governing.suspend, "suspended")}
    if sent.kind not in measures:
        return page_of(AccountId(account_id), Form.sent(sent, {"kind": CHOOSE})), 422
    measure, done = measures[sent.kind]
    try:
        measure(AccountId(account_id), sent.remark, by=viewer())
    except Invalid as invalid:
        return page_of(AccountId(account_id), Form.sent(sent, invalid.fields)), 422
    return _back(account_id, done)


@bp.delete("/restriction")
@staff
@inject
def lift(account_id: int, governing: Governing = Provide["accounts.governing"]) -> ResponseReturnValue:
    governing.lift(AccountId(account_id), by=viewer())
    return _back(account_id, "lifted")


@bp.delete("/sessions")
@staff
@inject
def sign_out(account_id: int, governing: Governing = Provide["accounts.governing"]) -> ResponseReturnValue:
    governing.sign_out(AccountId(account_id), by=viewer())
    return _back(account_id, "signed-out-everywhere")


@bp.delete("/second-factor")
@admin
@inject
def reset_second_factor(
    account_id: int, governing: Governing = Provide["accounts.governing"]
) -> ResponseReturnValue:
    governing.reset_second_factor(AccountId(account_id), by=viewer())
    return _back(account_id, "second-factor-reset")


@bp.post("/role")
@admin
@inject
def change_role(account_id: int, governing: Governing = Provide["accounts.governing"]) -> ResponseReturnValue:
    sent = RoleForm.read()
    if sent.role not in list(Role):
        return page_of(AccountId(account_id), Form.sent(sent, {"role": CHOOSE})), 422
    governing.change_role(AccountId(account_id), Role(sent.role), by=viewer())
    return _back(account_id, "role-changed")


@bp.delete("/invitations/<int:invitation_id>")
@staff
@inject
def end_invitation(
    account_id: int, invitation_id: int, inviting: Inviting = Provide["accounts.inviting"]
) -> ResponseReturnValue:
    inviting.end(InvitationId(invitation_id), by=viewer(), browser=browser())
    return _back(account_id, "invitation-ended")


def _back(account_id: int, done: str) -> Response:
    return redirect(url_for("accounts.show", account_id=account_id, done=done), 303)
