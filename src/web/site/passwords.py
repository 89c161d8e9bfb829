"""Advice on passwords, while somebody types one."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from services.accounts.password_advice import PasswordAdvice
from web.access import anyone
from web.forms.accounts import AdviceForm
from web.viewer import network, viewer

bp = Blueprint("passwords", __name__)


@bp.post("/passwords/strength")
@anyone
@inject
def strength(advice: PasswordAdvice = Provide["accounts.advice"]) -> ResponseReturnValue:
    """How hard a password is to guess. It is kept neither here nor in a log."""
    sent = AdviceForm.read()
    about = (sent.handle, sent.email, viewer().handle)
    found = advice.strength(sent.password, about=about, network=network())
    return jsonify(score=found.score, words=str(found.sentence))
