"""The second step of signing in."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from domain.errors import Invalid, Sentence, TooMany
from domain.one_time_tokens import TokenRefused
from services.accounts.entry import Outcome
from services.accounts.second_step import SecondStep
from services.ports.passkeys import PasskeyRefused
from web.access import anyone
from web.addresses import own_path
from web.cookies import step_token
from web.entering import enter, refusal_of, start_anew
from web.forms.accounts import SecondStepForm
from web.forms.form import Form
from web.viewer import browser

bp = Blueprint("second_steps", __name__)
bp.register_error_handler(TokenRefused, start_anew)


@bp.get("/sign-in/second-step")
@anyone
def new() -> ResponseReturnValue:
    """`?by=recovery` asks for a code from the slip instead of one of the app."""
    args = request.args
    return _page(Form({"by": args.get("by", ""), "next": own_path(args.get("next", "/"))}))


@bp.post("/sign-in/second-step")
@anyone
def create() -> ResponseReturnValue:
    sent = SecondStepForm.read()
    try:
        return enter(_take(sent), next=sent.next)
    except PasskeyRefused as refused:
        return _page(Form({"next": sent.next}), refusal=refusal_of(refused)), 422
    except TooMany as refused:
        # Not the page that asks to send it again: by then the code is an old one.
        page = _page(Form({"by": sent.by, "next": sent.next}), refusal=refused.sentence)
        return page, 429, {"Retry-After": str(refused.retry_after)}
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422


@inject
def _take(sent: SecondStepForm, step: SecondStep = Provide["accounts.second_step"]) -> Outcome:
    token = step_token() or ""
    if sent.by == "passkey":
        return step.by_passkey(token, sent.answer, browser())
    if sent.by == "recovery":
        return step.by_recovery_code(token, sent.code, browser())
    return step.by_code(token, sent.code, browser())


@inject
def _page(
    form: Form, *, refusal: Sentence | None = None, step: SecondStep = Provide["accounts.second_step"]
) -> str:
    options = step.options(step_token() or "", browser())
    by_slip = options.recovery and (form.value("by") == "recovery" or not options.app)
    return render_template(
        "accounts/second_step.html", form=form, refusal=refusal, options=options, by_slip=by_slip
    )
