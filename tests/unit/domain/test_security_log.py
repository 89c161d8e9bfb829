import string

import pytest

from domain.browsers import TERMINAL, Browser
from domain.ids import AccountId, LogEntryId
from domain.security_log import ANNOUNCED, Happening, LogEntry, SecurityEventLogged
from domain.security_words import said
from tests.factories import NOON

BROWSER = Browser(device="Firefox on Linux", network="192.0.2.0/24", session_token="s", device_token="d")


def entry(what: Happening) -> LogEntry:
    return LogEntry.of(what, AccountId(7), id=LogEntryId(1), at=NOON, browser=BROWSER, detail="Phone")


@pytest.mark.parametrize("what", list(Happening))
def test_what_a_person_should_hear_at_once_is_announced(what: Happening) -> None:
    expected = [SecurityEventLogged(entry_id=LogEntryId(1))] if what in ANNOUNCED else []
    assert entry(what).drain() == expected


def test_an_entry_says_from_where_and_holds_no_secret() -> None:
    one = entry(Happening.SIGNED_IN)
    assert (one.device, one.network, one.at, one.detail) == (BROWSER.device, BROWSER.network, NOON, "Phone")
    assert not {"'s'", "'d'"} & set(repr(one).replace("=", " ").split())


def test_a_change_of_keys_is_always_announced() -> None:
    keys = ("password.", "second_factor.", "passkey.", "login.", "staff.")
    quiet = {Happening.PASSWORD_RESET_ASKED, Happening.APPROVED, Happening.CONFIRMED_BY_STAFF}
    assert {what for what in Happening if what.startswith(keys)} - ANNOUNCED == quiet


@pytest.mark.parametrize("what", list(Happening))
def test_everything_that_happens_is_said_in_a_sentence(what: Happening) -> None:
    sentence = str(said(what, "a thing"))
    assert sentence[0].isupper()
    assert sentence.endswith((".", "a thing"))
    assert "!" not in sentence
    assert "{" not in sentence
    assert "email" not in sentence.lower()


def test_two_things_that_happen_are_never_said_alike() -> None:
    assert len({str(said(what, "a thing")) for what in Happening}) == len(Happening)


@pytest.mark.parametrize("what", list(Happening))
@pytest.mark.parametrize("detail", ["{detail}", "{0}", "%s", "{", string.printable])
def test_a_detail_is_told_as_it_is(what: Happening, detail: str) -> None:
    """Passkeys are named by people, reasons written by staff: neither is a template."""
    assert str(said(what, detail)) == str(said(what, "a thing")).replace("a thing", detail)


@pytest.mark.parametrize("what", [Happening.LIMITED, Happening.SUSPENDED])
def test_a_reason_that_staff_gave_is_told(what: Happening) -> None:
    assert str(said(what, "")).endswith(".")
    assert "reason" not in str(said(what, ""))
    assert str(said(what, "Too loud.")).endswith("The reason given: Too loud.")


# Browsers


def test_the_terminal_holds_no_token_of_anybody() -> None:
    assert (TERMINAL.session_token, TERMINAL.visit_token, TERMINAL.device_token) == (None, "", None)
