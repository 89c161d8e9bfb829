import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import (
    AccountRegistered,
    EmailChangeAsked,
    EmailChanged,
    KeysChanged,
    Role,
    email_key,
    parse_email,
    parse_phone,
)
from domain.errors import Conflict
from domain.texts import TextFault
from tests.factories import NOON, an_account

LONGEST_DOMAIN = ".".join(["d" * 61] * 3) + ".ex"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  ada@example.org\n", "ada@example.org"),
        ("Ada.Lovelace+stoa@Example.ORG", "Ada.Lovelace+stoa@example.org"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("ada@sub.sub.example.co.uk", "ada@sub.sub.example.co.uk"),
        ("müller@bücher.example", "müller@bücher.example"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
        (f"{'a' * 64}@{LONGEST_DOMAIN}", f"{'a' * 64}@{LONGEST_DOMAIN}"),
    ],
)
def test_an_address_is_kept_with_its_domain_in_lower_case(written: str, kept: str) -> None:
    assert parse_email(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "ada",
        "ada@",
        "@example.org",
        "ada@example",
        "ada@localhost",
        "ada@@example.org",
        "ada@example..org",
        "ada@.example.org",
        "ada@example.org.",
        "ada@-example.org",
        "ada@example-.org",
        "ada lovelace@example.org",
        "ada@exam ple.org",
        "Ada <ada@example.org>",
        "ada@example.org,bo@example.org",
        "ada@example.org;bo@example.org",
        '"ada"@example.org',
        "ada(comment)@example.org",
        "ada@[127.0.0.1]",
        "ada@example.org\nBcc: everyone@example.org",
        "ada@example.org\r\nSubject: no",
        "mailto:ada@example.org",
        "ada@" + "d" * 64 + ".org",
        "a" * 65 + "@example.org",
        "a" * 64 + "@" + "d" * 63 + "." + "d" * 63 + "." + "d" * 63 + ".org",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(TextFault):
        parse_email(written)


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
def test_an_address_is_one_word_or_refused(written: str) -> None:
    try:
        address = parse_email(written + "@example.org")
    except TextFault:
        return
    assert len(address.split()) == 1
    assert address.isprintable() or any(not letter.isprintable() for letter in written)
    assert parse_email(address) == address


@pytest.mark.parametrize("other", ["ADA@EXAMPLE.ORG", "Ada@example.org", "ada@Example.Org"])
def test_two_addresses_are_one_without_regard_to_case(other: str) -> None:
    assert email_key(parse_email(other)) == email_key("ada@example.org")


def test_dots_and_tags_before_the_sign_tell_addresses_apart() -> None:
    assert email_key("a.da@example.org") != email_key("ada@example.org") != email_key("ada+x@example.org")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+436601234567", "+436601234567"),
        ("+43 660 123 45 67", "+436601234567"),
        ("+1 (202) 555-0123", "+12025550123"),
        ("+49/30.123‐456", "+4930123456"),
        ("+1234567", "+1234567"),
        ("+123456789012345", "+123456789012345"),
        ("+43\u00a0660\u00a01234567", "+436601234567"),
    ],
)
def test_a_phone_number_is_kept_in_e164(written: str, kept: str) -> None:
    assert parse_phone(written) == kept


@pytest.mark.parametrize("nothing", ["", "  ", "\n", "-", "()"])
def test_a_phone_number_may_be_left_out(nothing: str) -> None:
    assert parse_phone(nothing) is None


@pytest.mark.parametrize(
    "written",
    [
        "0660 1234567",
        "0043 660 1234567",
        "+0436601234567",
        "+123456",
        "+1234567890123456",
        "+43 660 CALLME",
        "++43660123456",
        "+43660123456+",
        "+٤٣٦٦٠١٢٣٤٥٦",
        "43 660 1234567",
        "+43 660 1234567;ext=1",
        "+4" + " " * 60 + "36601234567x",
    ],
)
def test_what_is_no_phone_number_with_its_country_is_refused(written: str) -> None:
    with pytest.raises(TextFault):
        parse_phone(written)


def test_roles_rank_from_member_to_owner() -> None:
    assert list(Role) == [Role.MEMBER, Role.MODERATOR, Role.ADMIN, Role.OWNER]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_but_members_is_staff(role: Role) -> None:
    assert an_account(role=role).is_staff is (role is not Role.MEMBER)


def test_a_password_is_kept_as_its_newest_hash() -> None:
    account = an_account()
    account.rehash("newer parameters")
    assert (account.password_hash, account.drain()) == ("newer parameters", [])
    account.change_password("another hash")
    assert account.password_hash == "another hash"


def test_a_registration_is_told_by_id_only() -> None:
    account = an_account("ada@example.org", phone="+436601234567")
    account.registered()
    assert account.drain() == [AccountRegistered(account_id=account.id)]


def test_phone_and_role_can_be_changed() -> None:
    account = an_account(phone="+436601234567")
    account.change_phone(None)
    account.promote(Role.ADMIN)
    assert (account.phone, account.role) == (None, Role.ADMIN)


# Another address


def test_a_wanted_address_counts_once_it_answered() -> None:
    account = an_account("ada@example.org")
    account.ask_for_email("new@example.org")
    assert (account.email, account.wanted_email) == ("ada@example.org", "new@example.org")
    account.change_email("new@example.org", at=NOON)
    assert (account.email, account.wanted_email, account.former_email) == (
        "new@example.org",
        None,
        "ada@example.org",
    )
    assert account.confirmed_at == NOON
    assert account.drain() == [EmailChangeAsked(account_id=account.id), EmailChanged(account_id=account.id)]
    account.former_email_told()
    assert account.former_email is None


@pytest.mark.parametrize("answering", ["other@example.org", "NEW@example.org", ""])
def test_no_other_address_answers_for_the_wanted_one(answering: str) -> None:
    account = an_account("ada@example.org")
    account.ask_for_email("new@example.org")
    with pytest.raises(Conflict):
        account.change_email(answering, at=NOON)
    assert (account.email, account.wanted_email) == ("ada@example.org", "new@example.org")


def test_an_address_that_is_not_wanted_any_more_does_not_count() -> None:
    account = an_account("ada@example.org")
    account.ask_for_email("new@example.org")
    account.forget_wanted_email()
    with pytest.raises(Conflict):
        account.change_email("new@example.org", at=NOON)


def test_of_two_changes_in_a_row_the_first_address_is_told() -> None:
    account = an_account("ada@example.org")
    for address in ("thief@example.org", "second@example.org"):
        account.ask_for_email(address)
        account.change_email(address, at=NOON)
    assert (account.email, account.former_email) == ("second@example.org", "ada@example.org")


@pytest.mark.parametrize(
    "change",
    [{"email": "new@example.org"}, {"password_hash": "another"}, {"has_second_factor": True}],
    ids=str,
)
def test_a_proof_for_other_keys_opens_nothing(change: dict[str, object]) -> None:
    account, earlier = an_account("ada@example.org"), an_account("ada@example.org")
    account.check_has_keys_of(earlier)
    for name, value in change.items():
        setattr(account, name, value)
    with pytest.raises(KeysChanged):
        account.check_has_keys_of(earlier)
