"""Links by which people let others in, and whoever came by them."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.accounts import Role
from domain.errors import Invalid
from domain.ids import InvitationId
from domain.invitations import MAX_STAFF_USES, MAX_USES, TooManyInvitations
from services.accounts.inviting import Inviting
from services.ports.invitations import InvitationQueries
from web.access import signed_in
from web.forms.form import Form
from web.forms.settings import InvitationForm, whole_number
from web.page_context import now
from web.viewer import browser, own_account, viewer

bp = Blueprint("invitations", __name__)


@bp.get("/settings/invitations")
@signed_in
def index() -> ResponseReturnValue:
    return _page()


@bp.post("/settings/invitations")
@signed_in
@inject
def create(inviting: Inviting = Provide["accounts.inviting"]) -> ResponseReturnValue:
    """The link is in this answer, and nowhere afterwards: only its digest is kept."""
    sent = InvitationForm.read()
    most, days = whole_number(sent.most), whole_number(sent.days)
    try:
        key = inviting.invite(note=sent.note, most=most, days=days, by=viewer(), browser=browser())
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    except TooManyInvitations as refused:
        return _page(Form.sent(sent, {"note": refused.sentence})), 409
    base_url = current_app.extensions["stoa.settings"].base_url
    return _page(link=base_url + url_for("registrations.new", invitation=key))


@inject
def _page(
    form: Form | None = None,
    *,
    link: str = "",
    invitations: InvitationQueries = Provide["reading.invitations"],
    inviting: Inviting = Provide["accounts.inviting"],
) -> str:
    return render_template(
        "settings/invitations.html",
        form=form or Form(InvitationForm().model_dump()),
        link=link,
        may_invite=inviting.may_invite(viewer()),
        most_uses=MAX_STAFF_USES if viewer().has_role(Role.MODERATOR) else MAX_USES,
        made=invitations.made_by(own_account(), now()),
        branch=invitations.tree(own_account())[1:],
    )


@bp.delete("/settings/invitations/<int:invitation_id>")
@signed_in
@inject
def destroy(invitation_id: int, inviting: Inviting = Provide["accounts.inviting"]) -> ResponseReturnValue:
    inviting.end(InvitationId(invitation_id), by=viewer(), browser=browser())
    return redirect(url_for("invitations.index", done="invitation-ended"), 303)
