"""Who may see what: every query, asked by every sort of viewer about every sort of post."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

import pytest

from domain.errors import NotFound
from domain.ids import PostId
from domain.posts import Post
from domain.profiles import Profile
from domain.tags import Tag
from domain.viewers import STRANGER, Viewer
from domain.writings import Audience
from services.ports.posts import Shows
from tests.contracts.kept import Kept, hide, limit, publish, save, settle, view_of
from tests.factories import NOON, a_post, a_reply, a_viewer

STATES = ("published", "withdrawn", "deleted", "hidden author", "limited author")
VIEWERS = ("stranger", "other member", "mentioned", "author")
AUTHORS = ("published", "hidden author", "limited author")
TAG = Tag("seen")

Kind = tuple[Audience, str]
KINDS: tuple[Kind, ...] = tuple(product(Audience, STATES))


@dataclass
class Gallery:
    """One post for each audience and state, and people to look at them."""

    kept: Kept
    posts: dict[Kind, Post]
    authors: dict[str, Profile]
    people: dict[str, Profile]

    def author(self, kind: Kind) -> Profile:
        return self.authors[kind[1]]

    def each_author(self) -> Iterable[tuple[str, Profile]]:
        """Everybody who wrote something here, with a state that tells them apart."""
        return ((state, self.authors[state]) for state in AUTHORS)

    def viewer(self, name: str, kind: Kind) -> Viewer:
        if name == "stranger":
            return STRANGER
        return a_viewer(self.author(kind) if name == "author" else self.people[name])

    def seen_one_by_one(self, name: str, look: Callable[[Post, Profile, Viewer], object]) -> set[Kind]:
        """The kinds of posts for which a look doesn't end in NotFound."""
        seen = set()
        for kind, post in self.posts.items():
            try:
                look(post, self.author(kind), self.viewer(name, kind))
            except NotFound:
                continue
            seen.add(kind)
        return seen

    def seen_in_lists(self, name: str, ids: Callable[[Viewer], Iterable[PostId]]) -> set[Kind]:
        """The kinds of posts in what each viewer of this sort is shown."""
        kinds = {post.id: kind for kind, post in self.posts.items()}
        return {
            kind
            for state, author in self.each_author()
            for id in ids(self.viewer(name, (Audience.PUBLIC, state)))
            if (kind := kinds.get(id)) and (name != "author" or self.author(kind) is author)
        }


def may_see(kind: Kind, viewer: str) -> bool:
    """The rule, as services.ports.posts.PostQueries tells it."""
    audience, state = kind
    if state in ("withdrawn", "deleted"):
        return False
    if viewer == "author":
        return True
    return state != "hidden author" and (audience.is_open or viewer == "mentioned")


def visible(viewer: str) -> set[Kind]:
    return {kind for kind in KINDS if may_see(kind, viewer)}


LISTED = {(Audience.PUBLIC, "published")}
"""What lists of everybody's posts hold, whoever looks: nothing of hidden or limited authors."""


def hang(kept: Kept, make: Callable[[Profile, Audience, frozenset], Post] | None = None) -> Gallery:  # type: ignore[type-arg]  # ids
    """Fill the gallery with articles, or with what `make` makes."""
    ada, hilda, lin, mo, mena = (settle(kept, handle) for handle in ("ada", "hilda", "lin", "mo", "mena"))
    authors = dict.fromkeys(STATES, ada) | {"hidden author": hilda, "limited author": lin}
    posts = {}
    for audience, state in KINDS:
        author = authors[state]
        mentions = frozenset({mena.id})
        posts[audience, state] = (
            make(author, audience, mentions)
            if make
            else a_post(
                author,
                title="Seen",
                slug=f"{audience}-{state.replace(' ', '-')}",
                tags=(TAG,),
                audience=audience,
                mentions=mentions,
            )
        )
    publish(kept, *posts.values())
    for (_, state), post in posts.items():
        if state == "withdrawn":
            post.withdraw(by=ada.id, at=NOON)
        elif state == "deleted":
            post.delete(by=ada.id, at=NOON)
    save(kept, *posts.values())
    hide(kept, hilda)
    limit(kept, lin)
    return Gallery(kept, posts, authors, {"other member": mo, "mentioned": mena})


@pytest.mark.parametrize("viewer", VIEWERS)
class VisibilityContract:
    def test_one_post_for_a_use_case(self, kept: Kept, viewer: str) -> None:
        def look(post: Post, author: Profile, viewer: Viewer) -> None:
            with kept.begin() as work:
                assert work.posts.visible(post.id, viewer).id == post.id

        assert hang(kept).seen_one_by_one(viewer, look) == visible(viewer)

    def test_one_post_by_its_address(self, kept: Kept, viewer: str) -> None:
        gallery = hang(kept)
        seen = gallery.seen_one_by_one(
            viewer,
            lambda post, author, viewer: kept.post_queries.by_slug(author.handle, post.slug or "", viewer),
        )
        assert seen == visible(viewer)

    def test_one_post_by_its_id(self, kept: Kept, viewer: str) -> None:
        gallery = hang(kept)
        seen = gallery.seen_one_by_one(
            viewer, lambda post, author, viewer: kept.post_queries.by_id(author.handle, post.id, viewer)
        )
        assert seen == visible(viewer)

    def test_one_card(self, kept: Kept, viewer: str) -> None:
        seen = hang(kept).seen_one_by_one(
            viewer, lambda post, author, viewer: kept.post_queries.card(post.id, viewer)
        )
        assert seen == visible(viewer)

    def test_the_history_of_a_post(self, kept: Kept, viewer: str) -> None:
        seen = hang(kept).seen_one_by_one(
            viewer, lambda post, author, viewer: kept.post_queries.history(post.id, viewer)
        )
        assert seen == visible(viewer)

    def test_editing_is_the_authors_alone(self, kept: Kept, viewer: str) -> None:
        gallery = hang(kept)
        seen = gallery.seen_one_by_one(
            viewer,
            lambda post, author, viewer: kept.post_queries.for_editing(
                post.id, author=viewer.profile_id or gallery.people["other member"].id
            ),
        )
        assert seen == (visible("author") if viewer == "author" else set())

    def test_the_trash_is_the_authors_alone(self, kept: Kept, viewer: str) -> None:
        def ids(viewer: Viewer) -> Iterable[PostId]:
            if viewer.profile_id is None:
                return []
            return [line.id for line in kept.post_queries.trash(viewer.profile_id, NOON).items]

        seen = hang(kept).seen_in_lists(viewer, ids)
        assert seen == ({(audience, "deleted") for audience in Audience} if viewer == "author" else set())

    def test_the_local_timeline(self, kept: Kept, viewer: str) -> None:
        seen = hang(kept).seen_in_lists(
            viewer, lambda viewer: [card.id for card in kept.timelines.local(viewer).items]
        )
        assert seen == LISTED

    def test_the_newest_articles(self, kept: Kept, viewer: str) -> None:
        seen = hang(kept).seen_in_lists(
            viewer, lambda viewer: [card.id for card in kept.timelines.articles(viewer, limit=50)]
        )
        assert seen == LISTED

    def test_the_posts_under_a_tag(self, kept: Kept, viewer: str) -> None:
        seen = hang(kept).seen_in_lists(
            viewer, lambda viewer: [card.id for card in kept.timelines.tag(TAG, viewer).items]
        )
        assert seen == LISTED

    def test_home(self, kept: Kept, viewer: str) -> None:
        seen = hang(kept).seen_in_lists(
            viewer, lambda viewer: [card.id for card in kept.timelines.home(viewer).items]
        )
        assert seen == (visible(viewer) if viewer == "author" else LISTED)

    @pytest.mark.parametrize("shows", [Shows.POSTS, Shows.ARTICLES])
    def test_a_profiles_posts(self, kept: Kept, viewer: str, shows: Shows) -> None:
        gallery = hang(kept)

        def ids(viewer: Viewer) -> Iterable[PostId]:
            for _, author in gallery.each_author():
                for card in kept.timelines.profile(author.id, viewer, shows=shows).items:
                    yield card.id

        assert gallery.seen_in_lists(viewer, ids) == visible(viewer)

    def test_a_profiles_replies(self, kept: Kept, viewer: str) -> None:
        root = a_post(settle(kept, "rob"))
        publish(kept, root)
        gallery = hang(
            kept, lambda author, audience, named: a_reply(root, author, audience=audience, mentions=named)
        )

        def ids(viewer: Viewer) -> Iterable[PostId]:
            for _, author in gallery.each_author():
                for card in kept.timelines.profile(author.id, viewer, shows=Shows.REPLIES).items:
                    yield card.id

        assert gallery.seen_in_lists(viewer, ids) == visible(viewer)

    def test_replies_in_a_thread(self, kept: Kept, viewer: str) -> None:
        rob = settle(kept, "rob")
        root = a_post(rob)
        publish(kept, root)
        gallery = hang(
            kept, lambda author, audience, named: a_reply(root, author, audience=audience, mentions=named)
        )
        page = view_of(kept, root, rob)
        seen = gallery.seen_in_lists(
            viewer, lambda viewer: [line.post.id for line in kept.threads.replies(page, viewer).items]
        )
        assert seen == visible(viewer)

    def test_replies_are_in_no_list_of_everybodys_posts(self, kept: Kept, viewer: str) -> None:
        rob = settle(kept, "rob")
        root = a_post(rob)
        publish(kept, root)
        gallery = hang(
            kept,
            lambda author, audience, named: a_reply(
                root, author, audience=audience, mentions=named, tags=(TAG,)
            ),
        )

        def ids(viewer: Viewer) -> Iterable[PostId]:
            timelines = kept.timelines
            for page in (timelines.local(viewer), timelines.home(viewer), timelines.tag(TAG, viewer)):
                yield from (card.id for card in page.items)

        assert gallery.seen_in_lists(viewer, ids) == set()

    def test_what_a_reply_answers_is_told_only_to_those_who_may_see_that(
        self, kept: Kept, viewer: str
    ) -> None:
        gallery = hang(kept)
        rob = settle(kept, "rob")
        replies = {kind: a_reply(post, rob) for kind, post in gallery.posts.items()}
        publish(kept, *replies.values())
        told = set()
        for kind, reply in replies.items():
            card = kept.post_queries.card(reply.id, gallery.viewer(viewer, kind))
            if card.reply_to is not None:
                assert card.reply_to.handle == gallery.author(kind).handle
                told.add(kind)
        assert told == visible(viewer)

    def test_what_led_to_a_reply_is_shown_only_to_those_who_may_see_it(self, kept: Kept, viewer: str) -> None:
        gallery = hang(kept)
        rob = settle(kept, "rob")
        replies = {kind: a_reply(post, rob) for kind, post in gallery.posts.items()}
        publish(kept, *replies.values())
        shown = {
            kind
            for kind, reply in replies.items()
            if kept.threads.ancestors(view_of(kept, reply, rob), gallery.viewer(viewer, kind))
        }
        assert shown == visible(viewer)
