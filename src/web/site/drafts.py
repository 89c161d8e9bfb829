"""The writing desk."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import EditedMeanwhile, Invalid, NotFound
from domain.ids import DraftId
from services.ports.drafts import DraftQueries
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from services.posts.typesetting import Typesetting
from web.access import signed_in
from web.addresses import path_of
from web.forms.form import Form
from web.forms.writing import WritingForm, written
from web.site import posts
from web.viewer import own_profile, viewer

bp = Blueprint("drafts", __name__)


@bp.get("/drafts")
@signed_in
@inject
def index(drafts: DraftQueries = Provide["reading.drafts"]) -> ResponseReturnValue:
    page = drafts.mine(own_profile(), before=request.args.get("before"))
    return render_template("drafts/index.html", page=page)


@bp.get("/drafts/new")
@signed_in
def new() -> ResponseReturnValue:
    return render_template("drafts/edit.html", draft=None, form=Form(), preview=None, theirs=None)


@bp.post("/drafts")
@signed_in
@inject
def create(
    drafting: Drafting = Provide["posts.drafting"], publishing: Publishing = Provide["posts.publishing"]
) -> ResponseReturnValue:
    sent = WritingForm.read()
    try:
        writing = sent.writing()
        if sent.then == "publish":
            # Without a draft in between, whose key would be gone when the form comes twice.
            post = publishing.post(writing, by=viewer(), key=sent.submission_key)
            return redirect(path_of(viewer().handle, post.slug, post.id) + "?done=published", 303)
        draft = drafting.start(writing, owner=own_profile(), key=sent.submission_key)
    except Invalid as invalid:
        form = Form.sent(sent, invalid.fields)
        return render_template("drafts/edit.html", draft=None, form=form, preview=None, theirs=None), 422
    return _back_to(draft.id, sent)


@bp.get("/drafts/<int:draft_id>/edit")
@signed_in
@inject
def edit(
    draft_id: int,
    drafts: DraftQueries = Provide["reading.drafts"],
    typesetting: Typesetting = Provide["posts.typesetting"],
) -> ResponseReturnValue:
    draft = drafts.one(DraftId(draft_id), owner=own_profile())
    return render_template(
        "drafts/edit.html",
        draft=draft,
        form=Form(written(draft.writing, version=draft.version)),
        preview=typesetting.set(draft.writing)[1].html if "preview" in request.args else None,
        theirs=None,
    )


@bp.route("/drafts/<int:draft_id>", methods=["POST", "PUT"])
@signed_in
@inject
def update(draft_id: int, drafting: Drafting = Provide["posts.drafting"]) -> ResponseReturnValue:
    sent = WritingForm.read()
    try:
        writing = sent.writing()
        draft = drafting.save(DraftId(draft_id), writing, owner=own_profile(), version=sent.version)
    except Invalid as invalid:
        return edit_again(draft_id, sent, invalid), 422
    except EditedMeanwhile:
        return edit_again(draft_id, sent, conflict=True), 409
    except NotFound:
        return published_meanwhile(draft_id, sent)
    return _back_to(draft.id, sent)


def _back_to(draft_id: DraftId, sent: WritingForm) -> ResponseReturnValue:
    if sent.then == "preview":
        return redirect(url_for("drafts.edit", draft_id=draft_id, preview=1, _anchor="preview"), 303)
    return redirect(url_for("drafts.edit", draft_id=draft_id, done="draft-saved"), 303)


@inject
def edit_again(
    draft_id: int,
    sent: WritingForm,
    invalid: Invalid | None = None,
    *,
    conflict: bool = False,
    drafts: DraftQueries = Provide["reading.drafts"],
) -> str:
    """The form with the person's own words; after a conflict, the other words beside them."""
    draft = drafts.one(DraftId(draft_id), owner=own_profile())
    version = draft.version if conflict else sent.version
    form = Form(sent.model_dump() | {"version": version}, invalid.fields if invalid else {})
    theirs = draft.writing if conflict else None
    return render_template("drafts/edit.html", draft=draft, form=form, preview=None, theirs=theirs)


@inject
def published_meanwhile(
    draft_id: int, sent: WritingForm, publishing: Publishing = Provide["posts.publishing"]
) -> ResponseReturnValue:
    """The draft may have become a post; words that the post doesn't have are shown beside it."""
    post = publishing.made_of(DraftId(draft_id), by=own_profile())
    if post.writing.body != sent.writing().body:
        return posts.edit_again(post.id, sent, conflict=True), 409
    return redirect(path_of(viewer().handle, post.slug, post.id) + "?done=published", 303)


@bp.delete("/drafts/<int:draft_id>")
@signed_in
@inject
def destroy(draft_id: int, drafting: Drafting = Provide["posts.drafting"]) -> ResponseReturnValue:
    drafting.discard(DraftId(draft_id), owner=own_profile())
    return redirect(url_for("drafts.index", done="draft-deleted"), 303)
