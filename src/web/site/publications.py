"""A draft's publication: made to publish, deleted to take back."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import EditedMeanwhile, Invalid, NotFound
from domain.ids import DraftId, PostId
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from web.access import signed_in
from web.addresses import path_of
from web.forms.writing import WritingForm
from web.site.drafts import edit_again, published_meanwhile
from web.viewer import own_profile, viewer

bp = Blueprint("publications", __name__)


@bp.post("/drafts/<int:draft_id>/publication")
@signed_in
@inject
def create(
    draft_id: int,
    publishing: Publishing = Provide["posts.publishing"],
    drafting: Drafting = Provide["posts.drafting"],
) -> ResponseReturnValue:
    """Publish a draft: as it was saved, or as the editor's form has it now."""
    sent = WritingForm.read()
    try:
        if "body" in request.form:
            writing = sent.writing()
            try:
                draft = drafting.save(DraftId(draft_id), writing, owner=own_profile(), version=sent.version)
            except NotFound:
                return published_meanwhile(draft_id, sent)
            sent = sent.model_copy(update={"version": draft.version})
        post = publishing.publish(DraftId(draft_id), by=viewer())
    except Invalid as invalid:
        return edit_again(draft_id, sent, invalid), 422
    except EditedMeanwhile:
        return edit_again(draft_id, sent, conflict=True), 409
    return redirect(path_of(viewer().handle, post.slug, post.id) + "?done=published", 303)


@bp.delete("/posts/<int:post_id>/publication")
@signed_in
@inject
def destroy(post_id: int, publishing: Publishing = Provide["posts.publishing"]) -> ResponseReturnValue:
    draft = publishing.withdraw(PostId(post_id), by=own_profile())
    return redirect(url_for("drafts.edit", draft_id=draft.id, done="withdrawn"), 303)
