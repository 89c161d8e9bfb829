"""Answers to posts."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from domain.errors import Invalid
from domain.ids import PostId
from services.ports.posts import PostQueries
from services.posts.publishing import Publishing
from web.access import signed_in
from web.addresses import path_of
from web.forms.form import Form
from web.forms.writing import WritingForm
from web.site.posts import page_of
from web.viewer import viewer

bp = Blueprint("replies", __name__)


@bp.post("/posts/<int:post_id>/replies")
@signed_in
@inject
def create(
    post_id: int,
    publishing: Publishing = Provide["posts.publishing"],
    posts: PostQueries = Provide["reading.posts"],
) -> ResponseReturnValue:
    sent = WritingForm.read()
    try:
        reply = publishing.reply(PostId(post_id), sent.writing(), by=viewer(), key=sent.submission_key)
    except Invalid as invalid:
        answered = posts.card(PostId(post_id), viewer())
        post = posts.by_id(answered.author.handle, answered.id, viewer())
        return page_of(post, Form.sent(sent, invalid.fields)), 422
    return redirect(path_of(viewer().handle, None, reply.id) + "?done=replied", 303)
