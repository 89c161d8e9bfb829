"""Every screen and every component with sample words, to be looked at while they are made.

For development only: nothing here reads or writes anything.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Blueprint, g, render_template, request
from werkzeug.exceptions import NotFound

from domain.accounts import Role, Standing
from domain.errors import Sentence
from domain.tags import Tag
from domain.viewers import STRANGER
from services.ports.paging import Page
from services.ports.place import PlaceNumbers
from services.ports.posts import PostView, Shows, TrashLine
from services.ports.profiles import ProfileHead
from web.access import anyone
from web.forms.form import Form
from web.gallery.door import DOOR_SCREENS
from web.gallery.samples import (
    ADA,
    ARTICLE,
    BREAD,
    BREAD_BODY,
    DRAFT,
    EDITING,
    EDITIONS,
    FAULTY_JOIN,
    FAULTY_NOTE,
    NO_POSTS,
    NOTE,
    NOTE_DRAFT,
    NOW,
    OLD,
    OWNER,
    PEOPLE,
    PLACE,
    POSTS,
    SHELF,
    SHORT,
    THREAD,
    WORDY,
    WRITING,
    WRITTEN,
    view,
)
from web.gallery.settings import SETTINGS_SCREENS

bp = Blueprint("gallery", __name__, url_prefix="/gallery")


def _profile(**changes: Any) -> dict[str, Any]:
    head = ProfileHead(
        id=ADA.id,
        handle="ada",
        display_name="Ada Lindqvist",
        bio=PEOPLE[0].bio,
        created_at=NOW - timedelta(days=300),
        posts=47,
        version=1,
    )
    bio = "<p>Bakes in a <a href='/tags/boats'>sail loft</a>. Writes about bread and other slow things.</p>"
    return {"head": head, "bio_html": bio, "shows": Shows.POSTS, "page": POSTS, "is_mine": False} | changes


def _post(post: PostView, body: str, **changes: Any) -> dict[str, Any]:
    return {
        "post": post,
        "body": body,
        "ancestors": (),
        "thread": THREAD,
        "form": Form(),
        "is_mine": False,
    } | changes


def _draft(**changes: Any) -> dict[str, Any]:
    return {"draft": DRAFT, "form": Form(WRITTEN), "preview": None, "theirs": None} | changes


def _again(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Please send this again",
        "sentence": "This page was open for a while, so we'd rather ask once more. Nothing is lost.",
        "fields": [("title", "Two winters"), ("body", WRITING.body), ("version", "3")],
        "passwords": [],
        "action": "/drafts/1",
        "sign_in": True,
        "prove": False,
    } | changes


def _error(status: int, title: str, sentence: str, retry_after: int | None = None) -> dict[str, Any]:
    return {"status": status, "title": title, "sentence": sentence, "retry_after": retry_after, "words": ""}


MEMBER = {"viewer": OWNER}
NEWCOMER = {"viewer": replace(OWNER, standing=Standing.AWAITING_APPROVAL, role=Role.MEMBER)}
REPLY = view(THREAD.items[2].post, path="7001/7102")

SCREENS: dict[str, tuple[str, dict[str, Any]]] = {
    "landing": ("pages/landing.html", {"articles": (BREAD, SHELF, OLD), "page": POSTS, "people": PEOPLE}),
    "landing-empty": ("pages/landing.html", {"articles": (), "page": NO_POSTS, "people": PEOPLE[:1]}),
    "about": ("pages/about.html", {"people": PEOPLE, "numbers": PlaceNumbers(people=128, posts=2341)}),
    "home": ("timelines/home.html", MEMBER | {"page": POSTS, "form": Form(), "notice": "Published."}),
    "home-empty": ("timelines/home.html", MEMBER | {"page": NO_POSTS, "form": FAULTY_NOTE}),
    "home-waiting": ("timelines/home.html", NEWCOMER | {"page": POSTS, "form": Form()}),
    "local": ("timelines/local.html", {"page": POSTS}),
    "tag": ("timelines/tag.html", {"tag": Tag("bread"), "page": Page((BREAD,))}),
    "tag-empty": ("timelines/tag.html", {"tag": Tag("quiet"), "page": NO_POSTS}),
    "profile": ("profiles/show.html", _profile()),
    "profile-mine": (
        "profiles/show.html",
        MEMBER | _profile(is_mine=True, shows=Shows.REPLIES, page=NO_POSTS),
    ),
    "article": ("posts/show.html", _post(ARTICLE, BREAD_BODY)),
    "article-mine": ("posts/show.html", MEMBER | _post(ARTICLE, BREAD_BODY, is_mine=True)),
    "article-long": ("posts/show.html", _post(view(WORDY), BREAD_BODY, thread=Page(()))),
    "thread": ("posts/show.html", MEMBER | _post(view(NOTE), NOTE.html)),
    "thread-stranger": ("posts/show.html", _post(view(NOTE), NOTE.html)),
    "reply": (
        "posts/show.html",
        MEMBER | _post(REPLY, REPLY.html, ancestors=(NOTE, SHORT), thread=Page(()), is_mine=True),
    ),
    "edit": (
        "posts/edit.html",
        MEMBER | {"post": EDITING, "form": Form(WRITTEN), "preview": None, "theirs": None},
    ),
    "edit-conflict": (
        "posts/edit.html",
        MEMBER | {"post": EDITING, "form": Form(WRITTEN), "preview": None, "theirs": WRITING},
    ),
    "history": ("posts/history.html", {"post": BREAD, "editions": EDITIONS}),
    "trash": (
        "posts/trash.html",
        MEMBER
        | {
            "page": Page(
                tuple(
                    TrashLine(id=card.id, title=card.title, excerpt=card.excerpt, deleted_at=NOW)
                    for card in (WORDY, SHORT)
                )
            )
        },
    ),
    "drafts": ("drafts/index.html", MEMBER | {"page": Page((DRAFT, NOTE_DRAFT), "next")}),
    "drafts-empty": ("drafts/index.html", MEMBER | {"page": Page(())}),
    "draft": ("drafts/edit.html", MEMBER | _draft()),
    "draft-new": ("drafts/edit.html", MEMBER | _draft(draft=None, form=Form())),
    "draft-preview": ("drafts/edit.html", MEMBER | _draft(preview=BREAD_BODY)),
    "draft-faulty": (
        "drafts/edit.html",
        MEMBER | _draft(form=Form(WRITTEN, {"tags": Sentence("12 tags are too many; 10 fit.")})),
    ),
    "error-404": (
        "errors/error.html",
        _error(
            404,
            "There is nothing here",
            "The address may be mistyped, or what was here may be gone or not yours to see.",
        ),
    ),
    "error-429": (
        "errors/error.html",
        MEMBER
        | _error(
            429, "A little slower, please", "Too many attempts. Please wait a minute and try again.", 60
        ),
    ),
    "error-500": (
        "errors/error.html",
        _error(
            500, "Something went wrong on our side", "The fault has been noted. Please try again in a while."
        ),
    ),
    "send-again": ("errors/send_again.html", _again()),
    "send-again-password": (
        "errors/send_again.html",
        _again(fields=[("login", "ada")], passwords=["password"], sign_in=False),
    ),
    "components": (
        "gallery/components.html",
        {
            "form": FAULTY_JOIN,
            "plain": Form(),
            "post": NOTE,
            "article": BREAD,
            "thread": THREAD,
            "people": PEOPLE,
        },
    ),
}


SCREENS |= DOOR_SCREENS | SETTINGS_SCREENS


@bp.get("/")
@anyone
def index() -> str:
    return render_template("gallery/index.html", screens=SCREENS)


@bp.get("/<name>")
@anyone
def show(name: str) -> str:
    """A screen as a stranger or a member sees it; `?dir=rtl` turns it around."""
    if name not in SCREENS:
        raise NotFound
    template, context = SCREENS[name]
    common = {"place": PLACE, "viewer": STRANGER, "notice": None}
    g.now, g.viewer = NOW, context.get("viewer", STRANGER)
    words = {
        key: render_template(BREAD_BODY)
        for key, value in context.items()
        if isinstance(value, str) and value == BREAD_BODY
    }
    page = render_template(template, **(common | context | words))
    return page.replace("<html", '<html dir="rtl"', 1) if request.args.get("dir") == "rtl" else page
