from collections import Counter
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select

from adapters.demo.community import Community
from adapters.demo.writing import BATCH, fill
from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.post_queries import SqlAlchemyPostQueries
from adapters.sqlalchemy.profiles import SqlAlchemyProfileQueries
from adapters.sqlalchemy.tables import (
    accounts,
    jobs,
    mentions,
    post_addresses,
    post_tags,
    posts,
    profiles,
    revisions,
)
from adapters.sqlalchemy.threads import SqlAlchemyThreads
from adapters.text.markdown import MarkdownItRenderer
from domain.ids import PostId, moment_of
from domain.threads import ThreadPlace
from domain.viewers import STRANGER

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COMMUNITY = Community(seed=5, profiles=60, posts=BATCH + 200, now=NOW)
HASH = "a hash that the caller made"


def filled(engine: Engine, community: Community = COMMUNITY) -> list[int]:
    done: list[int] = []
    fill(engine, community, MarkdownItRenderer(), HASH, progress=done.append)
    return done


def count(engine: Engine, table: str) -> int:
    tables = {each.name: each for each in (accounts, profiles, posts, jobs, revisions, post_tags, mentions)}
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(tables[table])) or 0


def test_a_community_moves_in_and_writes(engine: Engine) -> None:
    assert filled(engine) == [BATCH, BATCH + 200]
    assert count(engine, "accounts") == count(engine, "profiles") == 60
    assert count(engine, "posts") == BATCH + 200
    assert count(engine, "jobs") == 0
    assert min(count(engine, table) for table in ("revisions", "post_tags", "mentions")) > 0


def test_ids_tell_when_and_posts_stand_in_their_places(sqlite_engine: Engine) -> None:
    filled(sqlite_engine)
    with reading(sqlite_engine) as connection:
        rows = {row.id: row for row in connection.execute(select(posts).order_by(posts.c.id))}
    for row in rows.values():
        assert abs((moment_of(row.id) - row.published_at).total_seconds()) < 1
        place = ThreadPlace(row.thread_id, row.thread_path, row.depth)
        if row.in_reply_to is None:
            assert place == ThreadPlace.first(PostId(row.id))
        else:
            above = rows[row.in_reply_to]
            assert place == ThreadPlace(above.thread_id, above.thread_path, above.depth).reply(PostId(row.id))


def test_kept_counters_are_right(sqlite_engine: Engine) -> None:
    filled(sqlite_engine)
    with reading(sqlite_engine) as connection:
        every = connection.execute(select(posts)).all()
        written_by = {row.id: row.post_count for row in connection.execute(select(profiles))}
    replies = Counter(row.in_reply_to for row in every)
    assert all(row.reply_count == replies[row.id] for row in every)
    written = Counter(row.author_id for row in every if row.in_reply_to is None)
    assert written_by == {id: written[id] for id in written_by}


def test_an_answer_mentions_whom_it_answers(sqlite_engine: Engine) -> None:
    filled(sqlite_engine)
    with reading(sqlite_engine) as connection:
        authors = {row.id: row.author_id for row in connection.execute(select(posts))}
        mentioned = {tuple(row) for row in connection.execute(select(mentions))}
        for row in connection.execute(select(posts).where(posts.c.in_reply_to.is_not(None))):
            assert (row.id, authors[row.in_reply_to]) in mentioned


def test_what_was_written_can_be_read(sqlite_engine: Engine) -> None:
    filled(sqlite_engine)
    with reading(sqlite_engine) as connection:
        busiest = connection.execute(
            select(posts).where(posts.c.in_reply_to.is_(None)).order_by(posts.c.reply_count.desc()).limit(1)
        ).one()
        article = connection.execute(select(posts).where(posts.c.title.is_not(None)).limit(1)).one()
        handles = {row.id: row.handle for row in connection.execute(select(profiles))}
    queries = SqlAlchemyPostQueries(sqlite_engine)
    view = queries.by_slug(handles[article.author_id], article.slug, STRANGER)
    assert view.title == article.title and "<p>" in view.html
    thread = queries.by_id(handles[busiest.author_id], PostId(busiest.id), STRANGER)
    replies = SqlAlchemyThreads(sqlite_engine).replies(thread, STRANGER)
    assert len(replies.items) >= busiest.reply_count > 2
    head = SqlAlchemyProfileQueries(sqlite_engine).head(handles[busiest.author_id], STRANGER)
    assert head.display_name and head.posts > 0


def test_an_edited_post_shows_what_it_said_before(sqlite_engine: Engine) -> None:
    filled(sqlite_engine)
    with reading(sqlite_engine) as connection:
        old = connection.execute(select(revisions).limit(1)).one()
        new = connection.execute(select(posts).where(posts.c.id == old.post_id)).one()
    history = SqlAlchemyPostQueries(sqlite_engine).history(PostId(new.id), STRANGER)
    assert [edition.number for edition in history.editions] == [1, 2]
    assert new.edition == 2 and new.edited_at > new.published_at
    assert new.body.startswith(old.body) and new.body != old.body


def test_every_article_has_an_address_of_its_own(sqlite_engine: Engine) -> None:
    filled(sqlite_engine)
    with reading(sqlite_engine) as connection:
        articles = connection.execute(
            select(posts.c.author_id, posts.c.slug, posts.c.id).where(posts.c.title.is_not(None))
        )
        addresses = {tuple(row) for row in connection.execute(select(post_addresses))}
        assert {tuple(row) for row in articles} == addresses


def test_a_second_filling_comes_beside_the_first(engine: Engine) -> None:
    small = Community(seed=5, profiles=20, posts=60, now=NOW)
    filled(engine, small)
    filled(engine, small)
    assert count(engine, "profiles") == 40
    assert count(engine, "posts") == 120
