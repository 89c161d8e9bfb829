"""Taking out everything: who may, what is in it, and that nothing in it leads anywhere else."""

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import PurePosixPath

import pytest

from adapters.memory.archives import InMemoryArchives
from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.outside import Outside
from domain.errors import NotFound
from domain.exports import DOWNLOADABLE_FOR, GIVEN_UP_AFTER, Export, ExportRunning
from domain.ids import ExportId
from domain.viewers import Viewer
from services.accounts import exporting as exporting_module
from services.accounts.archive import FEED_VERSION
from services.accounts.exporting import Exporting
from services.ports.mail import Letter
from services.posts.deleting import Deleting
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from tests.factories import a_writing
from tests.unit.conftest import HOST, PASSWORD
from tests.unit.services.presence import AT_HOME, account_of, id_of, profile_of, tables_of
from worker.loop import Worker

HOSTILE = [
    "../../etc/passwd",
    "..\\..\\windows",
    "/absolute",
    "C:\\x",
    "a/b",
    "a\x00b",
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    '"; rm -rf /',
    "x" * 200,
    "日本語の題",
    ": {}\n- y",
    "---",
    "'",
]


@pytest.fixture
def ask(exporting: Exporting, gateways: MemoryGateways, ada: Viewer) -> Callable[..., ExportId]:
    """Ask for an export; gives its id."""

    def ask(who: Viewer = ada) -> ExportId:
        exporting.ask(id_of(who), browser=AT_HOME)
        newest = exporting.newest(id_of(who))
        assert newest is not None
        return newest.id

    return ask


@pytest.fixture
def unpacked(exporting: Exporting, ask: Callable[..., ExportId], ada: Viewer) -> Callable[[], dict[str, str]]:
    """Ada's whole export, by name."""

    def unpacked() -> dict[str, str]:
        export_id = ask()
        exporting.prepare(export_id)
        with exporting.take(id_of(ada), export_id, browser=AT_HOME) as file:
            archive = zipfile.ZipFile(BytesIO(file.read()))
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}

    return unpacked


def facts_of(markdown: str) -> tuple[Mapping[str, object], str]:
    """The facts on top of a text, and the text; every value is JSON, which is YAML, too."""
    fence, _, rest = markdown.partition("---\n")
    front, _, body = rest.partition("\n---\n\n")
    assert fence == ""
    lines = (line.split(": ", 1) for line in front.split("\n"))
    return {key: json.loads(value) for key, value in lines}, body


def the_one(names: Sequence[str] | Mapping[str, str], beginning: str, ending: str) -> str:
    [name] = [name for name in names if name.startswith(beginning) and name.endswith(ending)]
    return name


# What is in it


def test_everything_is_in_it_in_open_formats(
    unpacked: Callable[[], dict[str, str]],
    publishing: Publishing,
    revising: Revising,
    drafting: Drafting,
    deleting: Deleting,
    ada: Viewer,
    clock: FrozenClock,
) -> None:
    article = publishing.post(a_writing("Many *words*.", title="On walking", tags=("stroll",)), by=ada)
    clock.advance(timedelta(hours=1))
    revising.revise(article.id, a_writing("Better words.", title="On walking"), by=profile_of(ada), version=1)
    note = publishing.post(a_writing("Just a thought."), by=ada)
    trashed = publishing.post(a_writing("Thrown away."), by=ada)
    deleting.delete(trashed.id, by=profile_of(ada))
    drafting.start(a_writing("Not yet."), owner=profile_of(ada))
    files = unpacked()
    name = f"@ada/posts/2026-01-01-on-walking-{article.id}"
    assert {f"{name}.md", f"{name}.html", f"{name}.edition-1.md"} <= set(files)
    assert {"README.txt", "account.json", "@ada/profile.json", "@ada/feed.json", "@ada/media/"} <= set(files)
    facts, body = facts_of(files[f"{name}.md"])
    assert (facts["title"], facts["edition"], body) == ("On walking", 2, "Better words.\n")
    assert datetime.fromisoformat(str(facts["edited_at"])) == clock.now()
    facts, body = facts_of(files[f"{name}.edition-1.md"])
    assert (facts["tags"], facts["edition"], body) == (["stroll"], 1, "Many *words*.\n")
    facts, body = facts_of(files[the_one(files, f"@ada/posts/2026-01-01-{trashed.id}", ".md")])
    assert "deleted_at" in facts
    assert facts_of(files[the_one(files, "@ada/drafts/", ".md")])[1] == "Not yet.\n"
    assert f"@ada/posts/2026-01-01-{note.id}.html" in files


def test_the_account_tells_what_only_its_holder_knows_and_no_key(
    unpacked: Callable[[], dict[str, str]], gateways: MemoryGateways, ada: Viewer
) -> None:
    files = unpacked()
    account = json.loads(files["account.json"])
    assert (account["email"], account["role"], account["standing"]) == ("ada@example.org", "member", "active")
    assert str(account_of(gateways, ada).password_hash) not in "".join(files.values())
    assert PASSWORD not in "".join(files.values())


def test_the_feed_is_a_json_feed(
    unpacked: Callable[[], dict[str, str]], publishing: Publishing, deleting: Deleting, ada: Viewer
) -> None:
    """JSON Feed 1.1: what it must have, and the newest first; nothing that isn't published."""
    first = publishing.post(a_writing("Many words.", title="On walking", tags=("stroll",)), by=ada)
    second = publishing.post(a_writing("Just a thought."), by=ada)
    gone = publishing.post(a_writing("Thrown away."), by=ada)
    deleting.delete(gone.id, by=profile_of(ada))
    feed = json.loads(unpacked()["@ada/feed.json"])
    assert (feed["version"], feed["title"]) == (FEED_VERSION, "ada")
    assert feed["home_page_url"] == f"{HOST}/@ada"
    assert [item["id"] for item in feed["items"]] == [str(second.id), str(first.id)]
    assert [item["url"] for item in feed["items"]] == [
        f"{HOST}/@ada/{second.id}",
        f"{HOST}/@ada/on-walking",
    ]
    for item in feed["items"]:
        assert item["content_html"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
    assert feed["items"][1]["tags"] == ["stroll"]


def test_no_profile_names_another(
    unpacked: Callable[[], dict[str, str]],
    publishing: Publishing,
    container: Container,
    gateways: MemoryGateways,
    ada: Viewer,
) -> None:
    container.accounts.profiles().add(id_of(ada), "acanthus", "A pen name", browser=AT_HOME)
    with gateways.begin() as work:
        pen_name = work.profiles.by_handle("acanthus")
    assert pen_name is not None
    under_it = Viewer(account_id=ada.account_id, profile_id=pen_name.id, handle="acanthus")
    publishing.post(a_writing("Ada's own."), by=ada)
    publishing.post(a_writing("Under another name."), by=under_it)
    files = unpacked()
    folders = {
        handle: "".join(name + words for name, words in files.items() if name.startswith(f"@{handle}/"))
        for handle in ("ada", "acanthus")
    }
    assert "Ada's own." in folders["ada"]
    assert "Under another name." in folders["acanthus"]
    for handle, other in (("ada", "acanthus"), ("acanthus", "ada")):
        for trace in (other, str(ada.account_id)):
            assert trace not in folders[handle].lower()
    shared = "".join(words for name, words in files.items() if not name.startswith("@"))
    assert "acanthus" not in shared


def test_somebody_elses_words_are_not_in_it(
    unpacked: Callable[[], dict[str, str]],
    publishing: Publishing,
    drafting: Drafting,
    ada: Viewer,
    bo: Viewer,
) -> None:
    own = publishing.post(a_writing("Mine."), by=ada)
    publishing.reply(own.id, a_writing("Of bo alone."), by=bo)
    drafting.start(a_writing("A draft of bo."), owner=profile_of(bo))
    words = "".join(unpacked().values())
    assert "Of bo alone." not in words
    assert "A draft of bo." not in words
    assert "bo@example.org" not in words


# Words that people chose


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_leads_out_of_its_folder_or_into_the_facts(
    unpacked: Callable[[], dict[str, str]], publishing: Publishing, ada: Viewer, title: str
) -> None:
    body = f"---\n{title}\n---\ntitle: forged"
    post = publishing.post(a_writing(body, title=title.strip() or "x"), by=ada)
    files = unpacked()
    for name in files:
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-./@README")
    facts, kept = facts_of(files[the_one(files, "@ada/posts/", f"{post.id}.md")])
    assert facts["title"] == post.writing.title
    assert facts["title"] != "forged"
    assert kept == f"{post.writing.body}\n"
    page = files[the_one(files, "@ada/posts/", f"{post.id}.html")]
    assert page.count("<title>") == 1
    assert "<script" not in page


def test_a_name_and_a_bio_stay_within_their_quotes(
    unpacked: Callable[[], dict[str, str]], container: Container, ada: Viewer
) -> None:
    name, bio = '"}, <b>', 'Counts."\n}\nand weaves'
    container.accounts.profiles().describe(profile_of(ada), display_name=name, bio=bio, version=1)
    files = unpacked()
    profile = json.loads(files["@ada/profile.json"])
    assert (profile["display_name"], profile["bio"]) == (name, bio)
    assert json.loads(files["@ada/feed.json"])["title"] == name


# Who, when, how often


def test_only_its_owner_takes_it(
    exporting: Exporting, ask: Callable[..., ExportId], ada: Viewer, bo: Viewer
) -> None:
    export_id = ask()
    for who, id in ((ada, export_id), (bo, export_id), (ada, ExportId(1))):
        with pytest.raises(NotFound):
            exporting.take(id_of(who), id, browser=AT_HOME)
    exporting.prepare(export_id)
    with pytest.raises(NotFound):
        exporting.take(id_of(bo), export_id, browser=AT_HOME)
    exporting.take(id_of(ada), export_id, browser=AT_HOME).close()


def test_it_is_there_for_a_week_and_then_let_go(
    exporting: Exporting,
    container: Container,
    outside: Outside,
    gateways: MemoryGateways,
    ask: Callable[..., ExportId],
    ada: Viewer,
    clock: FrozenClock,
) -> None:
    export_id = ask()
    exporting.prepare(export_id)
    clock.advance(DOWNLOADABLE_FOR - timedelta(seconds=1))
    container.housekeeping().tidy()
    exporting.take(id_of(ada), export_id, browser=AT_HOME).close()
    clock.advance(timedelta(seconds=1))
    with pytest.raises(NotFound):
        exporting.take(id_of(ada), export_id, browser=AT_HOME)
    assert len(outside.archives.names()) == 1
    container.housekeeping().tidy()
    assert outside.archives.names() == []
    assert not tables_of(gateways).exports


def test_one_is_prepared_at_a_time_until_it_is_given_up(
    exporting: Exporting, ask: Callable[..., ExportId], ada: Viewer, bo: Viewer, clock: FrozenClock
) -> None:
    ask()
    ask(bo)
    with pytest.raises(ExportRunning):
        exporting.ask(id_of(ada), browser=AT_HOME)
    clock.advance(GIVEN_UP_AFTER)
    ask()


def test_a_new_one_takes_the_place_of_the_one_before(
    exporting: Exporting,
    outside: Outside,
    gateways: MemoryGateways,
    ask: Callable[..., ExportId],
    ada: Viewer,
) -> None:
    """However often somebody asks, one copy is on the disk."""
    for _ in range(3):
        export_id = ask()
        exporting.prepare(export_id)
    assert len(outside.archives.names()) == 1
    [export] = tables_of(gateways).exports.values()
    assert (export.id, export.size) == (export_id, outside.archives.size(export.file))
    exporting.take(id_of(ada), export_id, browser=AT_HOME).close()


def test_the_worker_prepares_it_and_the_person_is_told(
    exporting: Exporting,
    ask: Callable[..., ExportId],
    letters: Callable[[], Sequence[Letter]],
    ada: Viewer,
) -> None:
    letters()
    export_id = ask()
    asked_for, ready = letters()
    assert (asked_for.to, ready.to) == ("ada@example.org", "ada@example.org")
    assert "/settings/export" in ready.text
    newest = exporting.newest(id_of(ada))
    assert newest is not None
    assert newest.id == export_id
    assert newest.ready_at is not None


def test_a_job_that_runs_twice_does_no_harm(
    exporting: Exporting, outside: Outside, gateways: MemoryGateways, ask: Callable[..., ExportId]
) -> None:
    export_id = ask()
    exporting.prepare(export_id)
    kept = repr(tables_of(gateways).exports), outside.archives.names()
    exporting.prepare(export_id)
    exporting.prepare(ExportId(1))
    assert (repr(tables_of(gateways).exports), outside.archives.names()) == kept


def test_who_waits_sees_how_far_it_has_come(
    exporting: Exporting,
    publishing: Publishing,
    ask: Callable[..., ExportId],
    ada: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exporting_module, "STEP", 2)
    for number in range(5):
        publishing.post(a_writing(f"Note {number}."), by=ada)
    seen: list[tuple[int, int]] = []
    advance = Export.advance
    monkeypatch.setattr(
        Export, "advance", lambda self, done, total: (seen.append((done, total)), advance(self, done, total))
    )
    exporting.prepare(ask())
    newest = exporting.newest(id_of(ada))
    assert newest is not None
    assert (seen, newest.done, newest.total) == ([(2, 5), (4, 5)], 5, 5)


def test_an_archive_that_could_not_be_finished_is_not_there(
    exporting: Exporting,
    publishing: Publishing,
    outside: Outside,
    worker: Worker,
    ask: Callable[..., ExportId],
    clock: FrozenClock,
    ada: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk is full at the first try, and not at the second."""
    publishing.post(a_writing("Words."), by=ada)
    export_id = ask()
    writestr = zipfile.ZipFile.writestr

    def full(*args: object, **kwargs: object) -> None:
        monkeypatch.setattr(zipfile.ZipFile, "writestr", writestr)
        raise OSError("no space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    while worker.run_once():
        pass
    assert outside.archives.names() == []
    with pytest.raises(NotFound):
        exporting.take(id_of(ada), export_id, browser=AT_HOME)
    clock.advance(timedelta(minutes=1))
    while worker.run_once():
        pass
    exporting.take(id_of(ada), export_id, browser=AT_HOME).close()


def test_an_export_whose_file_is_gone_is_not_noted_as_taken(
    exporting: Exporting,
    outside: Outside,
    gateways: MemoryGateways,
    ask: Callable[..., ExportId],
    ada: Viewer,
) -> None:
    export_id = ask()
    exporting.prepare(export_id)
    assert isinstance(outside.archives, InMemoryArchives)
    outside.archives._archives.clear()
    entries = len(tables_of(gateways).security_log)
    with pytest.raises(NotFound):
        exporting.take(id_of(ada), export_id, browser=AT_HOME)
    assert len(tables_of(gateways).security_log) == entries
