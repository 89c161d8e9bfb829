"""Two at once, on real connections: what a single thread can't show."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, insert, select

from adapters.sqlalchemy.engine import writing
from adapters.sqlalchemy.tables import jobs, mentions, posts, profiles
from domain.accounts import Account, EmailTaken, LastOwner, Role
from domain.drafts import DraftSentTwice
from domain.errors import Conflict, EditedMeanwhile
from domain.one_time_tokens import Purpose
from domain.posts import PostSentTwice, SlugTaken
from domain.profiles import HandleTaken, Profile
from domain.sessions import digest_of
from services.ports.unit_of_work import UnitOfWork
from services.retrying import retried
from tests.contracts.kept import Kept, publish, settle
from tests.factories import (
    NOON,
    a_draft,
    a_place,
    a_post,
    a_profile,
    a_reply,
    a_token,
    a_typeset,
    a_writing,
    an_account,
    an_article,
)
from tests.integration.databases import gateways

ROUNDS = 5


@pytest.fixture
def kept(engine: Engine) -> Kept:
    return gateways(engine)


def at_once(*things: Callable[[], object]) -> list[object]:
    """Do them in threads that start together; what each returned or raised."""
    start = threading.Barrier(len(things))

    def run(thing: Callable[[], object]) -> object:
        start.wait()
        try:
            return thing()
        except Conflict as refusal:
            return type(refusal)

    with ThreadPoolExecutor(len(things)) as pool:
        return [future.result() for future in [pool.submit(run, thing) for thing in things]]


def test_of_two_windows_on_one_post_exactly_one_is_told(kept: Kept) -> None:
    ada = settle(kept)
    post = a_post(ada)
    publish(kept, post)
    for number in range(ROUNDS):
        both_loaded = threading.Barrier(2)

        def edit(text: str, both_loaded: threading.Barrier = both_loaded) -> None:
            with kept.begin() as work:
                loaded = work.posts.get(post.id)
            both_loaded.wait()
            loaded.revise(a_writing(text), a_typeset(text), by=ada.id, at=NOON)
            with kept.begin() as work:
                work.posts.save(loaded)

        outcomes = at_once(lambda n=number: edit(f"A{n}"), lambda n=number: edit(f"B{n}"))  # type: ignore[misc]
        assert Counter(outcomes) == {None: 1, EditedMeanwhile: 1}
    with kept.begin() as work:
        assert work.posts.get(post.id).edition == ROUNDS + 1


@pytest.mark.parametrize(
    ("first", "second", "refusal"),
    [
        (("ada@example.org", "ada"), ("ada@example.com", "ada_"), HandleTaken),
        (("ada@example.org", "ada"), ("ADA@example.org", "grace"), EmailTaken),
    ],
    ids=["handle", "address"],
)
def test_of_two_who_register_the_same_exactly_one_may(
    kept: Kept, first: tuple[str, str], second: tuple[str, str], refusal: type[Conflict]
) -> None:
    @retried
    def register(email: str, handle: str) -> None:
        account = an_account(email)
        with kept.begin() as work:
            work.accounts.add(account)
            work.profiles.add(a_profile(account, handle))

    assert Counter(at_once(lambda: register(*first), lambda: register(*second))) == {None: 1, refusal: 1}
    assert len(kept.account_queries.all()) == 1
    assert len(kept.profile_queries.newest(limit=9)) == 1


def test_a_form_sent_twice_at_once_makes_one_thing(kept: Kept) -> None:
    ada = settle(kept)
    for number in range(ROUNDS):
        key = str(number)

        def send_post(key: str = key) -> None:
            publish(kept, a_post(ada, submission_key=key))

        def send_draft(key: str = key) -> None:
            with kept.begin() as work:
                work.drafts.add(a_draft(ada, submission_key=key))

        assert Counter(at_once(send_post, send_post)) == {None: 1, PostSentTwice: 1}
        assert Counter(at_once(send_draft, send_draft)) == {None: 1, DraftSentTwice: 1}
    assert len(kept.draft_queries.mine(ada.id).items) == ROUNDS


def test_two_articles_at_once_cannot_share_an_address(kept: Kept) -> None:
    ada = settle(kept)
    for number in range(ROUNDS):

        def send(slug: str = f"walk-{number}x") -> None:
            publish(kept, an_article(ada, slug=slug))

        assert Counter(at_once(send, send)) == {None: 1, SlugTaken: 1}


@pytest.mark.postgresql
def test_a_handle_is_nobody_elses_in_the_moment_that_it_is_given_up(postgresql_engine: Engine) -> None:
    kept = gateways(postgresql_engine)
    ada, eve = settle(kept, "ada"), settle(kept, "eve")
    is_written = threading.Event()

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith("UPDATE profiles") and threading.current_thread() is not here:
            is_written.set()

    def rename(profile: Profile, handle: str, work: UnitOfWork) -> None:
        profile.rename(handle, at=NOON)
        work.profiles.save(profile)

    def take() -> None:
        with kept.begin() as work:
            rename(eve, "ada", work)

    here = threading.current_thread()
    event.listen(postgresql_engine, "before_cursor_execute", note)
    with ThreadPoolExecutor(1) as pool:
        with kept.begin() as work:
            rename(ada, "countess", work)
            taking = pool.submit(take)
            # What goes before the writing saw the handle as hers; only then is it given up for all to see.
            assert is_written.wait(timeout=10)
        with pytest.raises(HandleTaken):
            taking.result()
    event.remove(postgresql_engine, "before_cursor_execute", note)
    assert kept.profile_queries.moved_to("ada") == "countess"


def test_a_place_is_founded_once(kept: Kept) -> None:
    def found() -> None:
        with kept.begin() as work:
            work.place.add(a_place())

    assert Counter(at_once(found, found, found)) == {None: 1, Conflict: 2}


def test_of_two_last_owners_who_leave_at_once_one_stays(kept: Kept) -> None:
    @retried
    def leave(account: Account) -> None:
        with kept.begin() as work:
            loaded = work.accounts.get(account.id)
            loaded.check_dispensable(work.accounts.count_owners())
            loaded.close(NOON)
            work.accounts.save(loaded)

    for _ in range(ROUNDS):
        owners = [an_account(role=Role.OWNER) for _ in range(2)]
        with kept.begin() as work:
            for owner in owners:
                work.accounts.add(owner)
        outcomes = at_once(*(partial(leave, owner) for owner in owners))
        assert Counter(outcomes) == {None: 1, LastOwner: 1}
        with kept.begin() as work:
            assert work.accounts.count_owners() == 1
            for owner in owners:
                loaded = work.accounts.get(owner.id)
                loaded.role = Role.MEMBER
                work.accounts.save(loaded)


def test_a_one_time_token_is_good_once(kept: Kept) -> None:
    with kept.begin() as work:
        work.tokens.add(a_token("once"))

    def use() -> None:
        with kept.begin() as work:
            token = work.tokens.by_digest(digest_of("once"))
            assert token is not None
            if token.used_at is not None:
                raise EditedMeanwhile
            token.use(Purpose.SETUP, at=NOON)
            work.tokens.save(token)

    assert Counter(at_once(use, use, use)) == {None: 1, EditedMeanwhile: 2}


def test_counters_equal_a_recount_after_200_replies_at_once(kept: Kept, engine: Engine) -> None:
    ada, grace = settle(kept, "ada"), settle(kept, "grace")
    roots = [a_post(ada), a_post(grace)]
    publish(kept, *roots)
    waiting = count()

    @retried
    def answer(number: int) -> None:
        author = (ada, grace)[number % 2]
        reply = a_reply(roots[number // 2 % 2], author, mentions=frozenset({ada.id, grace.id}))
        publish(kept, reply, a_post(author))
        if number % 4 == 0:
            reply.delete(by=author.id, at=NOON)
            with kept.begin() as work:
                work.posts.save(reply)

    def answer_until_done() -> None:
        while (number := next(waiting)) < 200:
            answer(number)

    at_once(*[answer_until_done] * 8)
    counted = (posts.c.deleted_at.is_(None), posts.c.withdrawn_at.is_(None))
    with writing(engine) as connection:
        for root, expected in zip(roots, (50, 100), strict=True):
            kept_count = connection.scalar(select(posts.c.reply_count).where(posts.c.id == root.id))
            recount = connection.scalar(
                select(func.count()).select_from(posts).where(posts.c.in_reply_to == root.id, *counted)
            )
            assert kept_count == recount == expected
        for author in (ada, grace):
            kept_count = connection.scalar(select(profiles.c.post_count).where(profiles.c.id == author.id))
            recount = connection.scalar(
                select(func.count())
                .select_from(posts)
                .where(posts.c.author_id == author.id, posts.c.in_reply_to.is_(None), *counted)
            )
            assert kept_count == recount == 101
        assert connection.scalar(select(func.count()).select_from(mentions)) == 400


def test_two_workers_never_get_the_same_job(kept: Kept, engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(
            insert(jobs),
            [{"id": id, "handler": "count", "payload": {"id": id}, "run_at": NOON} for id in range(1, 501)],
        )

    def work() -> list[int]:
        mine: list[int] = []
        while claimed := kept.jobs.claim(now=NOON, lease=timedelta(minutes=1), limit=7):
            mine += [job.id for job in claimed]
        return mine

    claimed = at_once(work, work)
    everything = [id for mine in claimed if isinstance(mine, list) for id in mine]
    assert sorted(everything) == list(range(1, 501))
