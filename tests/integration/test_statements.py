"""Reading costs the same few statements, however much there is to read, and none of them reads everything."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert

from adapters.sqlalchemy.engine import reading, writing
from adapters.sqlalchemy.posts import to_row
from adapters.sqlalchemy.tables import post_tags, posts
from domain.accounts import Role
from domain.profiles import Profile
from domain.sessions import digest_of
from domain.tags import Tag
from domain.viewers import STRANGER
from services.ports.posts import Shows
from tests.contracts.kept import Kept, publish, settle
from tests.factories import (
    NOON,
    a_draft,
    a_post,
    a_profile,
    a_reply,
    a_session,
    a_viewer,
    an_account,
    an_article,
)
from tests.integration.databases import gateways
from tests.integration.statements import recorded

TAG = Tag("walking")
OTHERS = [f"{first}{second}" for first in "abcdef" for second in "uvwxyz"]
BY_KEYS = ["own account", "own profiles", "profile head", "former handle", "visit", "own sessions"]
"""What is asked of one person: found by an index each time, however many others there are."""
Read = Callable[[Kept, Profile], object]

READS: dict[str, tuple[int, Read]] = {
    "place card": (1, lambda kept, ada: kept.place_queries.card()),
    "own account": (1, lambda kept, ada: kept.account_queries.one(ada.account_id)),
    "accounts": (1, lambda kept, ada: kept.account_queries.all()),
    "waiting accounts": (1, lambda kept, ada: kept.account_queries.awaiting_approval()),
    "accounts found": (1, lambda kept, ada: kept.account_queries.found(words="a", role=Role.MEMBER)),
    "own profiles": (1, lambda kept, ada: kept.account_queries.profiles_of(ada.account_id)),
    "profile head": (1, lambda kept, ada: kept.profile_queries.head("ada", STRANGER)),
    "former handle": (1, lambda kept, ada: kept.profile_queries.moved_to("ada")),
    "newest profiles": (1, lambda kept, ada: kept.profile_queries.newest(limit=10)),
    "ids of handles": (1, lambda kept, ada: kept.profile_queries.ids_of({"ada", "grace"})),
    "visit": (1, lambda kept, ada: kept.session_queries.visit(digest_of("secret"), NOON)),
    "own sessions": (1, lambda kept, ada: kept.session_queries.of(ada.account_id, NOON)),
    "security log": (1, lambda kept, ada: kept.security_log_queries.of(ada.account_id)),
    "invitations": (1, lambda kept, ada: kept.invitation_queries.made_by(ada.account_id, NOON)),
    "who invited whom": (1, lambda kept, ada: kept.invitation_queries.tree(ada.account_id)),
    "drafts": (1, lambda kept, ada: kept.draft_queries.mine(ada.id)),
    "post by slug": (1, lambda kept, ada: kept.post_queries.by_slug("ada", "on-walking", a_viewer(ada))),
    "trash": (1, lambda kept, ada: kept.post_queries.trash(ada.id, NOON)),
    "local": (1, lambda kept, ada: kept.timelines.local(a_viewer(ada))),
    "local, strangers": (1, lambda kept, ada: kept.timelines.local(STRANGER)),
    "local, next page": (1, lambda kept, ada: kept.timelines.local(STRANGER, before=str(2**62))),
    "articles": (1, lambda kept, ada: kept.timelines.articles(STRANGER, limit=5)),
    "home": (1, lambda kept, ada: kept.timelines.home(a_viewer(ada))),
    "home, next page": (1, lambda kept, ada: kept.timelines.home(a_viewer(ada), before=str(2**62))),
    "profile, posts": (1, lambda kept, ada: kept.timelines.profile(ada.id, a_viewer(ada), shows=Shows.POSTS)),
    "profile, articles": (
        1,
        lambda kept, ada: kept.timelines.profile(ada.id, STRANGER, shows=Shows.ARTICLES),
    ),
    "profile, replies": (1, lambda kept, ada: kept.timelines.profile(ada.id, STRANGER, shows=Shows.REPLIES)),
    "tag": (1, lambda kept, ada: kept.timelines.tag(TAG, a_viewer(ada))),
    "tag, strangers": (1, lambda kept, ada: kept.timelines.tag(TAG, STRANGER)),
}

LISTS_OF_POSTS = [
    name for name in READS if name.startswith(("local", "articles", "home", "profile, ", "tag", "trash"))
]


def fill(kept: Kept, engine: Engine, count: int) -> Profile:
    """A member with a session, drafts, an article, and `count` notes, a tenth of them replies; and others."""
    ada = settle(kept)
    with kept.begin() as work:
        for handle in OTHERS:
            account = an_account()
            author = a_profile(account, handle)
            work.accounts.add(account)
            work.profiles.add(author)
            work.sessions.add(a_session(author, handle))
            for number in range(3):
                work.posts.add(an_article(author, slug=f"part-{number}-of-it", tags=(TAG,)))
    article = an_article(ada, tags=(TAG,))
    publish(kept, article)
    with kept.begin() as work:
        work.sessions.add(a_session(ada, "secret"))
        for _ in range(3):
            work.drafts.add(a_draft(ada))
    notes = [a_post(ada, tags=(TAG,)) if n % 10 else a_reply(article, ada) for n in range(count)]
    with writing(engine) as connection:
        connection.execute(insert(posts), [{**to_row(note), "version": 1} for note in notes])
        connection.execute(
            insert(post_tags), [{"tag": TAG, "post_id": note.id} for note in notes if note.writing.tags]
        )
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("ANALYZE")
    return ada


@pytest.mark.parametrize("count", [20, 2000])
def test_every_query_takes_as_many_statements_as_its_docstring_allows(engine: Engine, count: int) -> None:
    kept = gateways(engine)
    ada = fill(kept, engine, count)
    for name, (allowed, read) in READS.items():
        with recorded(engine) as statements:
            read(kept, ada)
        assert (name, len(statements)) == (name, allowed)


@pytest.mark.parametrize("count", [20, 2000])
def test_one_post_and_its_thread_take_few_statements(engine: Engine, count: int) -> None:
    kept = gateways(engine)
    ada = fill(kept, engine, count)
    article = kept.post_queries.by_slug("ada", "on-walking", STRANGER)
    reply = _some_reply(kept, ada)
    for allowed, look in (
        (1, lambda: kept.post_queries.by_id("ada", article.id, STRANGER)),
        (1, lambda: kept.post_queries.card(article.id, STRANGER)),
        (1, lambda: kept.post_queries.for_editing(article.id, author=ada.id)),
        (2, lambda: kept.post_queries.history(article.id, STRANGER)),
        (1, lambda: kept.threads.replies(article, STRANGER)),
        (1, lambda: kept.threads.ancestors(reply, STRANGER)),
    ):
        with recorded(engine) as statements:
            look()
        assert len(statements) == allowed


def _some_reply(kept: Kept, ada: Profile) -> Any:
    reply = kept.timelines.profile(ada.id, STRANGER, shows=Shows.REPLIES).items[0]
    return kept.post_queries.by_id("ada", reply.id, STRANGER)


@pytest.fixture
def plans(sqlite_engine: Engine) -> Callable[[Callable[[], object]], list[str]]:
    """How SQLite goes about the statements of a call."""

    def explain(call: Callable[[], object]) -> list[str]:
        asked: list[tuple[str, Any]] = []

        def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
            if statement.startswith("SELECT"):
                asked.append((statement, parameters))

        event.listen(sqlite_engine, "before_cursor_execute", note)
        call()
        event.remove(sqlite_engine, "before_cursor_execute", note)
        with reading(sqlite_engine) as connection:
            return [
                row.detail
                for statement, parameters in asked
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ]

    return explain


@pytest.mark.parametrize("name", LISTS_OF_POSTS)
def test_no_list_reads_all_posts_or_sorts_them(
    sqlite_engine: Engine, plans: Callable[[Callable[[], object]], list[str]], name: str
) -> None:
    kept = gateways(sqlite_engine)
    ada = fill(kept, sqlite_engine, 2000)
    steps = plans(lambda: READS[name][1](kept, ada))
    assert any(step.startswith("SEARCH") for step in steps)
    assert not [step for step in steps if step.startswith("SCAN") and "posts" in step]
    # Home sorts the ids of two lists that are each no longer than a page.
    assert name.startswith("home") or not [step for step in steps if "TEMP B-TREE" in step]


def test_a_page_of_a_thread_is_read_in_its_order(
    sqlite_engine: Engine, plans: Callable[[Callable[[], object]], list[str]]
) -> None:
    kept = gateways(sqlite_engine)
    ada = fill(kept, sqlite_engine, 2000)
    article = kept.post_queries.by_slug("ada", "on-walking", STRANGER)
    for viewer in (STRANGER, a_viewer(ada)):
        steps = plans(lambda viewer=viewer: kept.threads.replies(article, viewer))
        assert any("ix_posts_thread" in step for step in steps)
        assert not [step for step in steps if step.startswith("SCAN") or "TEMP B-TREE" in step]


@pytest.mark.parametrize("name", BY_KEYS)
def test_one_person_is_found_by_their_keys(
    sqlite_engine: Engine, plans: Callable[[Callable[[], object]], list[str]], name: str
) -> None:
    kept = gateways(sqlite_engine)
    ada = fill(kept, sqlite_engine, 20)
    steps = plans(lambda: READS[name][1](kept, ada))
    assert steps
    assert not [step for step in steps if step.startswith("SCAN")]


def test_one_post_is_found_by_its_keys(
    sqlite_engine: Engine, plans: Callable[[Callable[[], object]], list[str]]
) -> None:
    kept = gateways(sqlite_engine)
    ada = fill(kept, sqlite_engine, 2000)
    steps = plans(lambda: kept.post_queries.by_slug("ada", "on-walking", a_viewer(ada)))
    assert steps
    assert not [step for step in steps if step.startswith("SCAN")]


def test_due_jobs_are_found_in_their_order(engine: Engine) -> None:
    kept = gateways(engine)
    with recorded(engine) as statements:
        kept.jobs.claim(now=NOON, lease=timedelta(minutes=1), limit=10)
    assert len(statements) == 1
    assert ("SKIP LOCKED" in statements[0]) == (engine.dialect.name == "postgresql")


def test_publishing_takes_one_transaction_of_few_statements(engine: Engine) -> None:
    kept = gateways(engine)
    ada = settle(kept)
    with recorded(engine) as statements:
        publish(kept, an_article(ada, tags=("a", "b", "c")))
    assert len(statements) == 4


@pytest.mark.parametrize("count", [20, 2000])
def test_erasing_much_takes_as_many_statements_as_erasing_little(engine: Engine, count: int) -> None:
    kept = gateways(engine)
    ada = fill(kept, engine, count)
    with kept.begin() as work:
        work.sessions.remove_all_of(ada.account_id)
    with recorded(engine) as statements, kept.begin() as work:
        work.profiles.remove(ada)
    assert len(statements) == 9
