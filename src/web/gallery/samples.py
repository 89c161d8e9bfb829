"""Sample read models: what the gallery shows, and nobody ever wrote."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.accounts import Role, Standing
from domain.errors import Sentence
from domain.ids import AccountId, DraftId, PostId, ProfileId, SessionId
from domain.place import Registration
from domain.revisions import Revision
from domain.slugs import Slug
from domain.tags import Tag
from domain.viewers import Viewer
from domain.writings import Audience, Writing
from services.ports.accounts import AccountLine
from services.ports.drafts import DraftView
from services.ports.paging import Page
from services.ports.place import PlaceCard
from services.ports.posts import Author, PostCard, PostForEditing, PostView, ThreadLine
from services.ports.profiles import ProfileCard
from web.forms.form import Form
from web.site.editions import editions_of

NOW = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)
BREAD_BODY = "gallery/_bread.html"
"""Stands for what this template renders to, wherever a screen asks for it."""

PLACE = PlaceCard(
    name="Harbour Street",
    tagline="Neighbours who write: about boats, bread, books and the weather that ruins all three.",
    registration=Registration.APPROVAL,
    is_set_up=True,
)

ADA = Author(id=ProfileId(1), handle="ada", display_name="Ada Lindqvist")
BO = Author(id=ProfileId(2), handle="bo_the_baker", display_name="Bo Winter")
NADIA = Author(id=ProfileId(3), handle="nadia", display_name="نادية حداد")
LONG = Author(
    id=ProfileId(4),
    handle="a_handle_of_thirty_characters_",
    display_name="Maximiliane Wolkenstein-Trostburg von und zu Obersulmetingen",
)
OWNER = Viewer(
    account_id=AccountId(1),
    profile_id=ADA.id,
    session_id=SessionId(1),
    handle="ada",
    display_name="Ada Lindqvist",
    role=Role.OWNER,
    has_second_factor=True,
    proved_at=NOW,
    other_handles=("slow_bread",),
)

EXCERPT = (
    "The first thing I learned about sourdough is that it does not keep appointments. You can feed it at "
    "seven, as the book says, and at nine it will be exactly as lively as a wet brick."
)


def _card(number: int, author: Author, html: str, *, minutes_ago: int, **changes: Any) -> PostCard:
    card = PostCard(
        id=PostId(7000 + number),
        author=author,
        slug=None,
        title=None,
        summary="",
        excerpt=EXCERPT,
        html=html,
        minutes=1,
        tags=(),
        audience=Audience.PUBLIC,
        published_at=NOW - timedelta(minutes=minutes_ago),
        edited_at=None,
        replies=0,
        reply_to=None,
        in_reply_to=None,
    )
    return replace(card, **changes)


def _article(number: int, author: Author, title: str, *, minutes_ago: int, **changes: Any) -> PostCard:
    values = {"title": title, "slug": Slug(f"article-{number}"), "excerpt": EXCERPT, "minutes": 6}
    return _card(number, author, "", minutes_ago=minutes_ago, **(values | changes))


NOTE = _card(
    1,
    BO,
    "<p>The harbour froze over tonight, for the first time since 2011. If you are up early: take the east "
    "pier, the light comes through the ice there.</p><p>Coffee from six.</p>",
    minutes_ago=12,
    replies=3,
)
SHORT = _card(2, ADA, "<p>Found: one left glove, red, outside the bakery.</p>", minutes_ago=95, edited_at=NOW)
BREAD = _article(
    3,
    ADA,
    "Two winters of sourdough, and a log of everything that went wrong",
    minutes_ago=60 * 26,
    tags=(Tag("bread"), Tag("patience")),
    replies=12,
)
ARABIC = _card(
    4,
    NADIA,
    "<p>صباح الخير يا جيران. الميناء هادئ اليوم والبحر مثل المرآة، "
    "ومن يريد أن يتعلم صيد السمك فليأتِ معي غدًا.</p>",
    minutes_ago=60 * 30,
    tags=(Tag("بحر"),),
)
WORDY = _article(
    5,
    LONG,
    "On the Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and other "
    "things that do not fit on a ferry timetable, however small the letters are set",
    minutes_ago=60 * 24 * 5,
    summary="A short history of long words.",
    minutes=18,
    tags=tuple(
        Tag(word)
        for word in ("language", "timetables", "ferries", "grammatik", "a-rather-long-tag-that-goes-on")
    ),
    audience=Audience.UNLISTED,
)
OLD = _article(6, BO, "How to sharpen a knife on a doorstep", minutes_ago=60 * 24 * 400, replies=1, minutes=3)
SHELF = _article(
    8,
    NADIA,
    "The library boat is back",
    minutes_ago=60 * 50,
    summary="Four hundred books, one cat, and a new timetable for the outer islands.",
    minutes=4,
    tags=(Tag("books"),),
)
CODE = _card(
    7,
    ADA,
    "<p>Small thing I keep forgetting:</p>"
    "<pre><code>git log --follow -p -- path/to/the/file/that/was/renamed.py</code></pre>"
    "<ul><li>works across renames</li><li>does not work across a bad mood</li></ul>",
    minutes_ago=60 * 24 * 3,
    tags=(Tag("git"),),
)
POSTS = Page((NOTE, SHORT, BREAD, ARABIC, SHELF, CODE, WORDY, OLD), "next")
NO_POSTS: Page[PostCard] = Page(())


def _reply(number: int, author: Author, words: str, depth: int, to: Author) -> ThreadLine:
    card = _card(
        100 + number,
        author,
        f"<p>{words}</p>",
        minutes_ago=11 - number,
        reply_to=to,
        in_reply_to=PostId(7000 + number),
    )
    return ThreadLine(post=card, depth=depth)


THREAD = Page(
    (
        _reply(1, ADA, "I will be there at half past six, with the good thermos.", 1, BO),
        _reply(2, BO, "The one that leaks?", 2, ADA),
        _reply(3, ADA, "It only leaks if you tell it that you are in a hurry.", 3, BO),
        _reply(4, NADIA, "يا له من صباح جميل", 3, BO),
        _reply(
            5,
            LONG,
            "Is the east pier the one with the crane, or the one that used to have the crane?",
            2,
            ADA,
        ),
        _reply(6, BO, "Used to.", 3, LONG),
        _reply(7, ADA, "Still does, in a way.", 4, BO),
        _reply(8, BO, "In what way?", 5, ADA),
        _reply(9, ADA, "Foundations.", 6, BO),
        _reply(10, BO, "Ah.", 7, ADA),
        _reply(10, NADIA, "Bring bread, and we will find the light together.", 1, BO),
    ),
    "next",
)

PEOPLE = tuple(
    ProfileCard(id=author.id, handle=author.handle, display_name=author.display_name, bio=bio)
    for author, bio in (
        (ADA, "Bakes in a sail loft. Writes about bread, logs and other slow things."),
        (BO, "Up at three so that you have rolls at six."),
        (NADIA, "صيادة وكاتبة. أكتب عن البحر."),
        (LONG, ""),
    )
)


def view(card: PostCard, **changes: Any) -> PostView:
    fields = {name: getattr(card, name) for name in PostCard.__slots__}
    more = {"words": 812, "version": 3, "thread_id": card.id, "path": "", "editions": 2}
    return PostView(**(fields | more | changes))


ARTICLE = view(
    BREAD, summary="What a notebook knows that a cookbook does not.", edited_at=NOW - timedelta(hours=3)
)
WRITING = Writing(
    title="Two winters of sourdough",
    body="The first thing I learned about sourdough is that it does not keep appointments.\n\n"
    "## What the log says\n\nTemperature explains **nearly everything**.\n",
    summary="What a notebook knows that a cookbook does not.",
    tags=(Tag("bread"), Tag("patience")),
)
DRAFT = DraftView(
    id=DraftId(1),
    writing=WRITING,
    created_at=NOW,
    saved_at=NOW - timedelta(minutes=5),
    revises=None,
    version=2,
)
NOTE_DRAFT = replace(
    DRAFT, id=DraftId(2), writing=Writing(title=None, body="Ask the ferry people about Sunday.")
)
EDITING = PostForEditing(
    id=BREAD.id,
    author=ADA,
    slug=BREAD.slug,
    writing=WRITING,
    version=3,
    published_at=BREAD.published_at,
    in_reply_to=None,
)
EDITIONS = editions_of(
    [
        Revision(
            post_id=BREAD.id,
            number=number,
            writing=replace(WRITING, title=title, body=body),
            written_at=NOW - timedelta(days=9 - 3 * number),
        )
        for number, title, body in (
            (
                1,
                "A winter of sourdough",
                "It keeps no appointments.\n\nFlour is what matters most.\n\nThat is all.\n",
            ),
            (
                2,
                "Two winters of sourdough",
                "It keeps no appointments.\n\nTemperature is what matters most.\n\nThat is all.\n",
            ),
            (
                3,
                "Two winters of sourdough",
                "It does not keep appointments.\n\nTemperature is what matters most.\n",
            ),
        )
    ]
)
WRITTEN = {
    "title": WRITING.title,
    "body": WRITING.body,
    "summary": WRITING.summary,
    "tags": "bread, patience",
    "audience": "public",
    "slug": "two-winters",
    "version": 3,
}
ACCOUNT = AccountLine(
    id=AccountId(1),
    handle="ada",
    display_name="Ada Lindqvist",
    email="ada@harbour-street.example",
    phone="+436601234567",
    role=Role.OWNER,
    standing=Standing.ACTIVE,
    registered_at=NOW - timedelta(days=300),
    confirmed_at=NOW - timedelta(days=300),
    has_password=True,
    has_second_factor=True,
    reason="",
    wanted_email=None,
    closed_at=None,
    invited_by="",
)
WAITING = tuple(
    replace(
        ACCOUNT,
        id=AccountId(8 + author.id),
        handle=author.handle,
        display_name=author.display_name,
        role=Role.MEMBER,
        standing=Standing.AWAITING_APPROVAL,
        registered_at=NOW - timedelta(hours=2),
        reason=reason,
    )
    for author, reason in (
        (BO, "I bake for the street and would like to write about it.\nAda knows me."),
        (LONG, ""),
    )
)
FAULTY_JOIN = Form(
    {"handle": "admin", "email": "ada@", "phone": "12"},
    {
        "handle": Sentence("This handle is reserved. Please try another."),
        "email": Sentence("This doesn't look like an e-mail address, such as ada@example.org."),
        "phone": Sentence("Please write the number with its country, such as +43 660 1234567."),
        "password": Sentence("This password is on every list that attackers try first. Please take another."),
    },
)
FAULTY_NOTE = Form(
    {"body": "Too long " * 120},
    {
        "body": Sentence(
            "A note has at most 1000 characters and this has 1080. Shorten it, or give it a title."
        )
    },
)

Screen = Callable[[], dict[str, Any]]
