"""After the days of grace nothing of a person is kept: every table is searched for every trace."""

from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest

from adapters.memory.archives import InMemoryArchives
from adapters.memory.clock import FrozenClock
from adapters.memory.mail import InMemoryMailer
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.outside import Outside
from domain.accounts import GRACE, Role
from domain.browsers import Browser
from domain.errors import Invalid
from domain.ids import AccountId, PostId
from domain.one_time_tokens import Purpose
from domain.place import Place
from domain.security_log import Happening
from domain.viewers import STRANGER, Viewer
from services.accounts.admission import Applicant
from services.accounts.linked_logins import Arrival
from services.ports.mail import Letter
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from tests.authenticator import SoftAuthenticator
from tests.factories import a_writing
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import (
    AT_HOME,
    App,
    Here,
    id_of,
    kept_words,
    let_in,
    profile_of,
    tables_of,
)
from worker.loop import Worker

HERS = Browser(device="canary-device", network="198.18.77.0/24", visit_token="canary-visit")

CANARIES = (
    "canaryhandle",
    "canaryformer",
    "canarypenname",
    "Canary Display",
    "Canary bio",
    "canary@example.org",
    "canary-wanted@example.org",
    "+4366055512",
    "Canary reason",
    "Canary title",
    "Canary post",
    "Canary earlier",
    "Canary draft",
    "canarytag",
    "canary-device",
    "198.18.77.0/24",
    "canary-subject",
    "Canary at the harbour",
    "Canary invitation",
    "Canary key",
    "Canary remark",
)
"""Words that are hers alone, each in another place."""


@pytest.fixture
def canary(container: Container, gateways: MemoryGateways, place: Place) -> Viewer:
    """Somebody who has left a trace wherever one can be left."""
    staffing = container.accounts.staffing()
    applicant = Applicant(
        handle="canaryformer",
        email="canary@example.org",
        password=PASSWORD,
        phone="+43 660 555 12",
        reason="Canary reason",
    )
    account = staffing.create(applicant, role=Role.MODERATOR)
    with gateways.begin() as work:
        profile = work.profiles.first_of(account.id)
    profiles = container.accounts.profiles()
    profiles.describe(profile.id, display_name="Canary Display", bio="Canary bio", version=profile.version)
    profiles.rename(account.id, profile.id, "canaryhandle", browser=HERS)
    profiles.add(account.id, "canarypenname", "", browser=HERS)
    return Viewer(account_id=account.id, profile_id=profile.id, handle="canaryhandle", role=Role.MODERATOR)


@pytest.fixture
def here(container: Container, canary: Viewer) -> Here:
    outcome = container.accounts.sign_in().sign_in("canaryhandle", PASSWORD, remember=True, browser=HERS)
    return let_in(outcome, HERS)


@pytest.fixture
def keys(
    add_app: Callable[[Here], App],
    add_passkey: Callable[..., tuple[str, ...]],
    go_round: Callable[..., Arrival],
    here: Here,
    device: SoftAuthenticator,
) -> str:
    """An app, a passkey, and a login elsewhere; gives what names the passkey."""
    add_app(here)
    add_passkey(here, device, "Canary key")
    go_round(Purpose.LINK_PROVIDER, "canary-subject", here.browser, here, "Canary at the harbour")
    return device.credentials[0].id_text


@pytest.fixture
def words(
    publishing: Publishing, revising: Revising, drafting: Drafting, canary: Viewer, bo: Viewer
) -> tuple[PostId, PostId]:
    """What she wrote under her name; and what bo wrote, in answer and of his own."""
    earlier = a_writing("Canary earlier", title="Canary title", tags=("canarytag",))
    article = publishing.post(earlier, by=canary)
    later = a_writing("Canary post", title="Canary title", tags=("canarytag",))
    revising.revise(article.id, later, by=profile_of(canary), version=1)
    drafting.start(a_writing("Canary draft"), owner=profile_of(canary))
    answer = publishing.reply(article.id, a_writing("Bo's answer stays."), by=bo)
    own = publishing.post(a_writing("Bo's own words stay."), by=bo)
    publishing.reply(own.id, a_writing("Canary post in reply"), by=canary)
    return answer.id, own.id


@pytest.fixture
def traces(
    container: Container,
    gateways: MemoryGateways,
    canary: Viewer,
    here: Here,
    keys: str,
    words: tuple[PostId, PostId],
    join: Callable[..., Viewer],
    letters: Callable[[], Sequence[Letter]],
) -> tuple[str, ...]:
    """Everything else; and all that is to be looked for, ids of files and keys included."""
    accounts = container.accounts
    accounts.inviting().invite(note="Canary invitation", most=3, days=9, by=canary, browser=here.browser)
    accounts.exporting().ask(here.account_id, browser=here.browser)
    letters()
    [export] = tables_of(gateways).exports.values()
    accounts.governing().limit(id_of(join("eve")), "For reasons", by=canary)
    owner = Viewer(account_id=AccountId(7), role=Role.OWNER)
    accounts.governing().limit(here.account_id, "Canary remark", by=owner)
    with suppress(Invalid):
        accounts.sign_in().sign_in("canaryhandle", "wrong", remember=False, browser=HERS)
    accounts.confirming().ask_for_change(here.account_id, "canary-wanted@example.org", browser=here.browser)
    return (*CANARIES, keys, export.file)


@pytest.fixture
def erase(container: Container, worker: Worker, clock: FrozenClock, here: Here) -> Callable[[], None]:
    """Close her account, and let the days of grace and the worker go by."""

    def erase() -> None:
        container.accounts.closing().close(here.account_id, browser=here.browser)
        clock.advance(GRACE)
        while worker.run_once():
            pass

    return erase


def everything(gateways: MemoryGateways, outside: Outside) -> str:
    """All tables, all archives and all letters that are kept, as one text."""
    assert isinstance(outside.archives, InMemoryArchives)
    assert isinstance(outside.mailer, InMemoryMailer)
    return repr((kept_words(gateways), outside.archives._archives, outside.mailer.sent))


def test_every_trace_is_there_before(
    gateways: MemoryGateways, outside: Outside, traces: tuple[str, ...], worker: Worker
) -> None:
    """Or the test below would look for what never was."""
    while worker.run_once():
        pass
    kept = everything(gateways, outside)
    assert [trace for trace in traces if trace not in kept] == []


def test_after_the_days_of_grace_no_table_archive_or_letter_holds_the_person(
    gateways: MemoryGateways,
    outside: Outside,
    traces: tuple[str, ...],
    erase: Callable[[], None],
    canary: Viewer,
) -> None:
    erase()
    kept = everything(gateways, outside)
    ids = (str(canary.account_id), str(canary.profile_id))
    assert [trace for trace in (*traces, *ids) if trace in kept] == []


@pytest.mark.usefixtures("traces")
def test_others_replies_stay_and_so_does_what_they_wrote_themselves(
    gateways: MemoryGateways, words: tuple[PostId, PostId], erase: Callable[[], None]
) -> None:
    erase()
    assert set(tables_of(gateways).posts) == set(words)
    answer, own = words
    for post_id, text in ((answer, "answer stays"), (own, "own words stay")):
        assert text in gateways.post_queries.by_id("bo", post_id, STRANGER).html


@pytest.mark.usefixtures("traces")
def test_what_she_did_as_staff_stays_without_her_name(
    gateways: MemoryGateways, erase: Callable[[], None]
) -> None:
    erase()
    limited = [e for e in tables_of(gateways).security_log.values() if e.what is Happening.LIMITED]
    assert [(entry.detail, entry.actor_id) for entry in limited] == [("For reasons", None)]


@pytest.mark.usefixtures("traces")
@pytest.mark.parametrize("handle", ["canaryhandle", "canaryformer", "canarypenname", "canary_handle"])
def test_nobody_else_gets_her_handles(container: Container, erase: Callable[[], None], handle: str) -> None:
    erase()
    thief = Applicant(handle=handle, email="thief@example.org", password=PASSWORD)
    with pytest.raises(Invalid) as refused:
        container.accounts.staffing().create(thief, role=Role.MEMBER)
    assert set(refused.value.fields) == {"handle"}


@pytest.mark.usefixtures("traces")
def test_her_address_is_free_again(container: Container, erase: Callable[[], None]) -> None:
    erase()
    applicant = Applicant(handle="newcomer", email="canary@example.org", password=PASSWORD)
    container.accounts.staffing().create(applicant, role=Role.MEMBER)


def test_whoever_she_invited_stays_invited_by_nobody(
    container: Container,
    gateways: MemoryGateways,
    canary: Viewer,
    here: Here,
    erase: Callable[[], None],
) -> None:
    key = container.accounts.inviting().invite(note="", most=1, days=1, by=canary, browser=here.browser)
    guest = Applicant(handle="gretel", email="gretel@example.org", password=PASSWORD, invitation=key)
    container.accounts.registering().register(guest, browser=AT_HOME)
    erase()
    [account] = tables_of(gateways).accounts.values()
    assert (account.email, account.invited_by) == ("gretel@example.org", None)


def test_an_export_that_is_still_being_prepared_leaves_no_file(
    container: Container,
    gateways: MemoryGateways,
    outside: Outside,
    here: Here,
    words: tuple[PostId, PostId],
    clock: FrozenClock,
) -> None:
    """The person is erased while the worker writes."""
    exporting, closing = container.accounts.exporting(), container.accounts.closing()
    exporting.ask(here.account_id, browser=here.browser)
    [export_id] = tables_of(gateways).exports
    drafts = exporting._drafts

    class Meanwhile(type(drafts)):  # type: ignore[misc]  # whichever the tests use
        def mine(self, *args: object, **kwargs: object) -> object:
            if here.account_id in tables_of(gateways).accounts:
                closing.close(here.account_id, browser=here.browser)
                clock.advance(GRACE)
                closing.erase(here.account_id)
            return super().mine(*args, **kwargs)

    exporting._drafts = Meanwhile(drafts._store)
    exporting.prepare(export_id)
    assert outside.archives.names() == []
