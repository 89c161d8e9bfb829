"""Those who wait to be let in."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Invalid
from domain.ids import AccountId
from services.accounts.governing import Governing
from services.ports.accounts import AccountQueries
from web.access import staff
from web.forms.admin import RemarkForm
from web.forms.form import Form
from web.viewer import viewer

bp = Blueprint("approvals", __name__)


@bp.get("/admin/approvals")
@staff
def index() -> ResponseReturnValue:
    return _page()


@bp.post("/admin/approvals/<int:account_id>")
@staff
@inject
def create(account_id: int, governing: Governing = Provide["accounts.governing"]) -> ResponseReturnValue:
    governing.approve(AccountId(account_id), by=viewer())
    return redirect(url_for("approvals.index", done="approved"), 303)


@bp.delete("/admin/approvals/<int:account_id>")
@staff
@inject
def destroy(account_id: int, governing: Governing = Provide["accounts.governing"]) -> ResponseReturnValue:
    """Decline: the account is suspended, so that its address and handle can't knock again at once."""
    sent = RemarkForm.read()
    try:
        governing.suspend(AccountId(account_id), sent.remark, by=viewer())
    except Invalid as invalid:
        return _page(declined=account_id, form=Form.sent(sent, invalid.fields)), 422
    return redirect(url_for("approvals.index", done="declined"), 303)


@inject
def _page(
    *,
    declined: int | None = None,
    form: Form | None = None,
    accounts: AccountQueries = Provide["reading.accounts"],
) -> str:
    """`form` belongs to the account that was being declined."""
    return render_template(
        "admin/approvals.html",
        waiting=accounts.awaiting_approval(),
        declined=declined,
        form=form or Form(),
    )
