"""The link that makes another e-mail address count."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.one_time_tokens import TokenRefused
from services.accounts.confirming import Confirming
from web.access import anyone
from web.forms.accounts import LinkForm
from web.forms.form import Form
from web.viewer import browser, viewer

bp = Blueprint("email_changes", __name__)


@bp.get("/confirm-new-email")
@anyone
def show() -> ResponseReturnValue:
    """A page with a button: programs that look into mails open every link."""
    form = Form({"key": request.args.get("key", "")})
    return render_template("accounts/confirm_new_email.html", form=form)


@bp.post("/confirm-new-email")
@anyone
@inject
def update(confirming: Confirming = Provide["accounts.confirming"]) -> ResponseReturnValue:
    key = LinkForm.read().key.strip()
    confirming.change(key, browser=browser(), session_id=viewer().session_id)
    onward = "settings.account" if viewer().is_signed_in else "sessions.new"
    return redirect(url_for(onward, done="email-changed"), 303)


@bp.errorhandler(TokenRefused)
def dead(refused: TokenRefused) -> ResponseReturnValue:
    return render_template("accounts/dead_link.html", again="settings.account"), 403
