"""Letters: to the stored address only, each with a link that works, and no harm in sending one twice."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest

from adapters.memory.clock import FrozenClock
from adapters.memory.mail import InMemoryMailer
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.outside import Outside
from domain.accounts import NOBODY, Standing
from domain.exports import Export
from domain.ids import AccountId, ExportId, LogEntryId
from domain.security_log import Happening, LogEntry
from domain.viewers import Viewer
from services.letters import Letters
from services.ports.mail import Letter
from tests.unit.conftest import HOST
from tests.unit.services.presence import AT_HOME, id_of, kept_words, key_in, tables_of
from worker.loop import MAX_ATTEMPTS, Worker

TO_AN_ACCOUNT = [
    "confirm_email",
    "already_registered",
    "approved",
    "reset_password",
    "confirm_new_email",
    "email_changed",
]


@pytest.fixture
def about(container: Container) -> Letters:
    return container.accounts.letters()


@pytest.fixture
def sent(outside: Outside) -> list[Letter]:
    assert isinstance(outside.mailer, InMemoryMailer)
    return outside.mailer.sent


@pytest.fixture
def newt(gateways: MemoryGateways, join: Callable[..., Viewer]) -> AccountId:
    """Somebody to whom every letter can be written: unconfirmed, with one address to come and one gone."""
    account_id = id_of(join("newt", standing=Standing.UNCONFIRMED))
    with gateways.begin() as work:
        account = work.accounts.get(account_id)
        account.wanted_email, account.former_email = "new@example.org", "old@example.org"
        work.accounts.save(account)
    return account_id


@pytest.fixture
def entry(gateways: MemoryGateways, newt: AccountId) -> Callable[..., LogEntryId]:
    """Something that happened to newt."""

    def entry(what: Happening, detail: str = "") -> LogEntryId:
        id = LogEntryId(gateways.ids.next())
        with gateways.begin() as work:
            work.security_log.add(
                LogEntry.of(what, newt, id=id, at=gateways.clock.now(), browser=AT_HOME, detail=detail)
            )
        return id

    return entry


@pytest.fixture
def export(gateways: MemoryGateways, newt: AccountId) -> ExportId:
    export = Export(
        id=ExportId(gateways.ids.next()), account_id=newt, file="f" * 64, asked_at=gateways.clock.now()
    )
    with gateways.begin() as work:
        work.exports.add(export)
    return export.id


def write_them_all(about: Letters, account_id: AccountId, **more: Any) -> None:
    for name in TO_AN_ACCOUNT:
        getattr(about, name)(account_id)
    for name, id in more.items():
        getattr(about, name)(id)


@pytest.mark.parametrize("name", TO_AN_ACCOUNT)
def test_a_letter_names_the_person_and_links_to_this_place(
    about: Letters, sent: list[Letter], newt: AccountId, name: str
) -> None:
    getattr(about, name)(account_id=newt)
    [letter] = sent
    assert "newt" in letter.text
    assert HOST in letter.text
    assert letter.subject
    assert "\n" not in letter.subject
    assert "{{" not in letter.text + letter.html


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("confirm_email", "/confirm-email?key="),
        ("already_registered", "/sign-in"),
        ("approved", "/sign-in"),
        ("reset_password", "/reset-password?key="),
        ("confirm_new_email", "/confirm-new-email?key="),
    ],
)
def test_a_letter_holds_its_link_in_the_text_and_in_the_page(
    about: Letters, sent: list[Letter], newt: AccountId, name: str, link: str
) -> None:
    getattr(about, name)(account_id=newt)
    [letter] = sent
    assert f"{HOST}{link}" in letter.text
    assert f'href="{HOST}{link}' in letter.html
    assert set(re.findall(r"https?://[^/\s\"<]+", letter.text + letter.html)) == {HOST}


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("confirm_email", "newt@example.org"),
        ("already_registered", "newt@example.org"),
        ("approved", "newt@example.org"),
        ("reset_password", "newt@example.org"),
        ("confirm_new_email", "new@example.org"),
        ("email_changed", "old@example.org"),
    ],
)
def test_a_letter_goes_to_the_stored_address_and_to_no_other(
    about: Letters, sent: list[Letter], newt: AccountId, name: str, to: str
) -> None:
    getattr(about, name)(account_id=newt)
    assert [letter.to for letter in sent] == [to]


@pytest.mark.parametrize("account_id", [AccountId(1), NOBODY])
def test_an_account_that_is_gone_or_never_was_gets_no_letter(
    about: Letters, sent: list[Letter], gateways: MemoryGateways, ada: Viewer, account_id: AccountId
) -> None:
    before = kept_words(gateways)
    write_them_all(about, account_id, notice=LogEntryId(1), export_ready=ExportId(1))
    assert sent == []
    assert kept_words(gateways) == before


def test_whoever_was_erased_after_an_export_or_an_entry_gets_no_letter(
    about: Letters,
    sent: list[Letter],
    gateways: MemoryGateways,
    newt: AccountId,
    entry: Callable[..., LogEntryId],
    export: ExportId,
) -> None:
    entry_id = entry(Happening.SIGNED_IN_ON_NEW_DEVICE)
    with gateways.begin() as work:
        for profile in work.profiles.all_of(newt):
            work.profiles.remove(profile)
        work.accounts.remove(work.accounts.get(newt))
    write_them_all(about, newt, notice=entry_id, export_ready=export)
    assert sent == []


def test_who_is_confirmed_is_not_asked_to_confirm(about: Letters, sent: list[Letter], ada: Viewer) -> None:
    about.confirm_email(id_of(ada))
    about.confirm_new_email(id_of(ada))
    about.email_changed(id_of(ada))
    assert sent == []


def test_who_is_suspended_gets_no_link_to_a_new_password(
    about: Letters, sent: list[Letter], join: Callable[..., Viewer]
) -> None:
    about.reset_password(id_of(join("eve", standing=Standing.SUSPENDED)))
    assert sent == []


def test_who_closed_the_account_and_forgot_the_password_may_come_back(
    about: Letters, sent: list[Letter], join: Callable[..., Viewer]
) -> None:
    about.reset_password(id_of(join("eve", standing=Standing.CLOSED)))
    assert [letter.to for letter in sent] == ["eve@example.org"]


def test_whose_wanted_address_is_anothers_by_now_gets_no_link_and_the_other_is_told(
    about: Letters, sent: list[Letter], gateways: MemoryGateways, newt: AccountId, ada: Viewer
) -> None:
    with gateways.begin() as work:
        account = work.accounts.get(newt)
        account.wanted_email = "ADA@example.org"
        work.accounts.save(account)
    about.confirm_new_email(newt)
    [letter] = sent
    assert letter.to == "ada@example.org"
    assert "newt" not in letter.text
    assert not tables_of(gateways).tokens


def test_the_former_address_is_told_once_and_then_forgotten(
    about: Letters, sent: list[Letter], gateways: MemoryGateways, newt: AccountId
) -> None:
    about.email_changed(newt)
    about.email_changed(newt)
    assert len(sent) == 1
    assert tables_of(gateways).accounts[newt].former_email is None


def test_a_mail_that_fails_leaves_the_former_address_to_be_told(
    about: Letters, sent: list[Letter], gateways: MemoryGateways, newt: AccountId, outside: Outside
) -> None:
    class Down(InMemoryMailer):
        def send(self, letter: Letter) -> None:
            raise OSError("the mail server is away")

    about._mailer = Down()
    with pytest.raises(OSError, match="away"):
        about.email_changed(newt)
    assert tables_of(gateways).accounts[newt].former_email == "old@example.org"
    about._mailer = outside.mailer
    about.email_changed(newt)
    assert len(sent) == 1


def test_a_mail_that_keeps_failing_leaves_no_address_behind(
    about: Letters, newt: AccountId, worker: Worker, gateways: MemoryGateways, clock: FrozenClock
) -> None:
    """A parked job is kept for the owner to look at, longer than the person may be."""

    class Refusing(InMemoryMailer):
        def send(self, letter: Letter) -> None:
            raise SMTPRecipientsRefused({letter.to: (550, b"no such mailbox")})

    about._mailer = Refusing()
    for _ in range(MAX_ATTEMPTS):
        worker.run_once()
        clock.advance(timedelta(days=1))
    parked = gateways.jobs.parked()
    assert parked
    assert all("550" in job.error and "newt@example.org" not in job.error for job in parked)


# Notices


@pytest.mark.parametrize("what", list(Happening))
def test_a_notice_says_what_happened_when_and_from_where(
    about: Letters, sent: list[Letter], entry: Callable[..., LogEntryId], what: Happening
) -> None:
    about.notice(entry(what, "a thing"))
    [letter] = sent
    assert letter.to == "newt@example.org"
    for words in ("1 January 2026, 12:00 UTC", "192.0.2.0/24", "Linux"):
        assert words in letter.text


def test_who_closed_their_account_learns_how_to_come_back(
    about: Letters, sent: list[Letter], entry: Callable[..., LogEntryId]
) -> None:
    about.notice(entry(Happening.CLOSED))
    [letter] = sent
    assert "14 days" in letter.text
    assert f"{HOST}/sign-in" in letter.text


def test_an_export_that_is_ready_is_told_without_a_link_that_opens_it(
    about: Letters, sent: list[Letter], export: ExportId
) -> None:
    about.export_ready(export)
    [letter] = sent
    assert letter.to == "newt@example.org"
    assert "f" * 64 not in letter.text + letter.html


# Words that people chose


def test_no_name_and_no_reason_adds_markup_or_a_header(
    about: Letters,
    sent: list[Letter],
    gateways: MemoryGateways,
    newt: AccountId,
    entry: Callable[..., LogEntryId],
) -> None:
    hostile = "<b onclick=x>A\r\nBcc: all@example.org"
    with gateways.begin() as work:
        profile = work.profiles.first_of(newt)
        profile.display_name = hostile
        work.profiles.save(profile)
    write_them_all(about, newt, notice=entry(Happening.SUSPENDED, hostile))
    assert len(sent) == len(TO_AN_ACCOUNT) + 1
    for letter in sent:
        assert "<b onclick" not in letter.html
        assert "\n" not in letter.subject + letter.to
        assert letter.to.endswith("@example.org")


# Twice


def test_a_job_that_is_run_twice_does_no_harm(
    about: Letters,
    sent: list[Letter],
    gateways: MemoryGateways,
    newt: AccountId,
    entry: Callable[..., LogEntryId],
    export: ExportId,
) -> None:
    """The worker may die between the mail and the word that it was sent."""
    more = {"notice": entry(Happening.SIGNED_IN_ON_NEW_DEVICE), "export_ready": export}
    about.email_changed(newt)
    sent.clear()
    but = frozenset({"tokens"})
    before = kept_words(gateways, but=but)
    write_them_all(about, newt, **more)
    once = [(letter.to, letter.subject) for letter in sent]
    write_them_all(about, newt, **more)
    assert [(letter.to, letter.subject) for letter in sent] == once * 2
    assert kept_words(gateways, but=but) == before


def test_the_secret_of_a_link_is_in_the_mail_and_nowhere_else(
    about: Letters, sent: list[Letter], gateways: MemoryGateways, newt: AccountId
) -> None:
    write_them_all(about, newt)
    keys = [key_in(letter) for letter in sent if "?key=" in letter.text]
    assert len(set(keys)) == 3
    kept = "".join(kept_words(gateways).values())
    assert not [key for key in keys if key in kept]


def test_registering_to_being_confirmed_by_the_mail(
    container: Container,
    gateways: MemoryGateways,
    newt: AccountId,
    letters: Callable[[], Sequence[Letter]],
) -> None:
    """From the job to the letter to the service that its link belongs to."""
    container.accounts.confirming().ask_again("newt@example.org", network="192.0.2.0/24")
    *_, letter = (letter for letter in letters() if "/confirm-email?key=" in letter.text)
    container.accounts.confirming().confirm(key_in(letter), browser=AT_HOME)
    assert tables_of(gateways).accounts[newt].standing is Standing.ACTIVE
