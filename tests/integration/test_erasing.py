"""Of an erased person nothing is left in any table."""

from sqlalchemy import Engine, select

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.tables import metadata
from domain.ids import ProfileId
from domain.profiles import RENAME_EVERY
from domain.writings import Audience
from tests.contracts.kept import Kept, publish, save, settle
from tests.factories import NOON, a_draft, a_post, a_reply, a_typeset, a_writing, an_article
from tests.integration.databases import gateways

WORD = "enchantress"
"""Stands in all that the person writes and is called; nobody else uses it."""


def live(kept: Kept) -> ProfileId:
    """Somebody who leaves traces wherever a profile can."""
    grace, ada = settle(kept, "grace"), settle(kept, WORD)
    article = an_article(ada, WORD, slug=WORD, tags=(WORD,), mentions=frozenset({grace.id}))
    post = a_post(grace, audience=Audience.MENTIONED, mentions=frozenset({ada.id}))
    publish(kept, article, post, a_reply(post, ada, WORD), a_reply(article, grace))
    again = a_writing(WORD, title=f"{WORD} again", tags=(WORD,))
    article.revise(again, a_typeset(WORD), by=ada.id, at=NOON)
    save(kept, article)
    for turn, handle in enumerate([f"{WORD}s", f"{WORD}_2"]):
        ada.rename(handle, at=NOON + turn * RENAME_EVERY)
        with kept.begin() as work:
            work.profiles.save(ada)
    with kept.begin() as work:
        work.drafts.add(a_draft(ada, writing=a_writing(WORD)))
    return ada.id


def traces(engine: Engine, id: ProfileId) -> set[str]:
    """The tables with the person's number or word in a row."""
    found = set()
    with reading(engine) as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                if id in row or WORD in str(row):
                    found.add(table.name)
    return found


def test_nothing_but_digests_is_left_of_an_erased_person(engine: Engine) -> None:
    kept = gateways(engine)
    id = live(kept)
    places = {"profiles", "former_handles", "drafts", "posts", "post_addresses", "revisions", "post_tags"}
    assert traces(engine, id) == {*places, "mentions", "accounts"}
    with kept.begin() as work:
        profile = work.profiles.get(id)
        work.profiles.remove(profile)
        work.accounts.remove(work.accounts.get(profile.account_id))
    assert traces(engine, id) == set()
    with kept.begin() as work:
        assert work.profiles.is_taken(WORD)
        assert work.profiles.is_taken(f"{WORD}s")
        assert work.profiles.is_taken(f"{WORD}_2")
