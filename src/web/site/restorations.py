"""Out of the trash."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from domain.ids import PostId
from services.posts.deleting import Deleting
from web.access import signed_in
from web.addresses import path_of
from web.viewer import own_profile, viewer

bp = Blueprint("restorations", __name__)


@bp.post("/posts/<int:post_id>/restoration")
@signed_in
@inject
def create(post_id: int, deleting: Deleting = Provide["posts.deleting"]) -> ResponseReturnValue:
    post = deleting.restore(PostId(post_id), by=own_profile())
    if not post.is_published:
        return redirect(url_for("drafts.index", done="restored"), 303)
    return redirect(path_of(viewer().handle, post.slug, post.id) + "?done=restored", 303)
