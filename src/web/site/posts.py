"""Posts: read with their thread, written, revised, deleted."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import EditedMeanwhile, Invalid
from domain.ids import PostId
from services.ports.posts import PostQueries, PostView, ThreadQueries, TimelineQueries
from services.posts.deleting import Deleting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from services.posts.typesetting import Typesetting
from web.access import anyone, signed_in
from web.addresses import path_of, post_path
from web.forms.form import Form
from web.forms.writing import WritingForm, written
from web.site.editions import editions_of
from web.site.handles import led_on
from web.viewer import own_profile, viewer

bp = Blueprint("posts", __name__)


@bp.post("/posts")
@signed_in
@inject
def create(
    publishing: Publishing = Provide["posts.publishing"],
    timelines: TimelineQueries = Provide["reading.timelines"],
) -> ResponseReturnValue:
    """A note, straight from the composer."""
    sent = WritingForm.read()
    try:
        post = publishing.post(sent.writing(), by=viewer(), key=sent.submission_key)
    except Invalid as invalid:
        page = timelines.home(viewer())
        return render_template("timelines/home.html", page=page, form=Form.sent(sent, invalid.fields)), 422
    return redirect(path_of(viewer().handle, post.slug, post.id) + "?done=published", 303)


@bp.get("/@<handle>/<slug>")
@anyone
@led_on
@inject
def show_article(
    handle: str, slug: str, posts: PostQueries = Provide["reading.posts"]
) -> ResponseReturnValue:
    post = posts.by_slug(handle.lower(), slug, viewer())
    if (post.author.handle, post.slug) != (handle, slug):
        return redirect(post_path(post), 301)
    return page_of(post, Form())


@bp.get("/@<handle>/<int:post_id>")
@anyone
@led_on
@inject
def show_note(
    handle: str, post_id: int, posts: PostQueries = Provide["reading.posts"]
) -> ResponseReturnValue:
    post = posts.by_id(handle.lower(), PostId(post_id), viewer())
    if post.author.handle != handle or post.slug is not None:
        return redirect(post_path(post), 301)
    return page_of(post, Form())


@inject
def page_of(post: PostView, form: Form, threads: ThreadQueries = Provide["reading.threads"]) -> str:
    """A post with what led to it and what answers it."""
    return render_template(
        "posts/show.html",
        post=post,
        body=post.html,
        ancestors=threads.ancestors(post, viewer()) if post.path else (),
        thread=threads.replies(post, viewer(), after=request.args.get("after")),
        form=form,
        is_mine=post.author.id == viewer().profile_id,
    )


@bp.get("/posts/<int:post_id>/edit")
@signed_in
@inject
def edit(post_id: int, posts: PostQueries = Provide["reading.posts"]) -> ResponseReturnValue:
    post = posts.for_editing(PostId(post_id), author=own_profile())
    form = Form(written(post.writing, version=post.version, slug=post.slug or ""))
    return render_template("posts/edit.html", post=post, form=form, preview=None, theirs=None)


@bp.route("/posts/<int:post_id>", methods=["POST", "PUT"])
@signed_in
@inject
def update(post_id: int, revising: Revising = Provide["posts.revising"]) -> ResponseReturnValue:
    sent = WritingForm.read()
    try:
        writing = sent.writing()
        if sent.then == "preview":
            return edit_again(post_id, sent, preview=True)
        post = revising.revise(
            PostId(post_id), writing, by=own_profile(), version=sent.version, slug=sent.slug
        )
    except Invalid as invalid:
        return edit_again(post_id, sent, invalid), 422
    except EditedMeanwhile:
        return edit_again(post_id, sent, conflict=True), 409
    return redirect(path_of(viewer().handle, post.slug, post.id) + "?done=revised", 303)


@inject
def edit_again(
    post_id: int,
    sent: WritingForm,
    invalid: Invalid | None = None,
    *,
    preview: bool = False,
    conflict: bool = False,
    posts: PostQueries = Provide["reading.posts"],
    typesetting: Typesetting = Provide["posts.typesetting"],
) -> str:
    """The form with the person's own words, and beside them what was asked for."""
    post = posts.for_editing(PostId(post_id), author=own_profile())
    version = post.version if conflict else sent.version
    return render_template(
        "posts/edit.html",
        post=post,
        form=Form(sent.model_dump() | {"version": version}, invalid.fields if invalid else {}),
        preview=typesetting.set(sent.writing())[1].html if preview else None,
        theirs=post.writing if conflict else None,
    )


@bp.delete("/posts/<int:post_id>")
@signed_in
@inject
def destroy(post_id: int, deleting: Deleting = Provide["posts.deleting"]) -> ResponseReturnValue:
    deleting.delete(PostId(post_id), by=own_profile())
    return redirect(url_for("trash.index", done="deleted"), 303)


@bp.get("/posts/<int:post_id>/history")
@anyone
@inject
def history(post_id: int, posts: PostQueries = Provide["reading.posts"]) -> ResponseReturnValue:
    found = posts.history(PostId(post_id), viewer())
    return render_template("posts/history.html", post=found.post, editions=editions_of(found.editions))
