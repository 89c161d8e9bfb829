import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import (
    AccountApproved,
    AccountRegistered,
    AccountStopped,
    PasswordChanged,
    RegistrationRepeated,
    Role,
    Standing,
    email_key,
    parse_email,
    parse_phone,
)
from domain.texts import TextFault
from tests.factories import an_account

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


@pytest.mark.parametrize(
    ("standing", "may_sign_in", "may_publish"),
    [
        (Standing.ACTIVE, True, True),
        (Standing.LIMITED, True, True),
        (Standing.AWAITING_APPROVAL, True, False),
        (Standing.SUSPENDED, False, False),
        (Standing.CLOSED, False, False),
    ],
)
def test_a_standing_says_what_an_account_may(
    standing: Standing, may_sign_in: bool, may_publish: bool
) -> None:
    assert (standing.may_sign_in, standing.may_publish) == (may_sign_in, may_publish)


def test_every_standing_is_in_the_table_above() -> None:
    assert len(Standing) == 5


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.CLOSED])
def test_a_stopped_account_is_told_so_at_the_door(standing: Standing) -> None:
    with pytest.raises(AccountStopped):
        an_account(standing=standing).check_may_sign_in()


@pytest.mark.parametrize("standing", [Standing.ACTIVE, Standing.LIMITED, Standing.AWAITING_APPROVAL])
def test_any_other_account_may_come_in(standing: Standing) -> None:
    an_account(standing=standing).check_may_sign_in()


def test_approval_lets_in_who_waits_and_tells_once() -> None:
    account = an_account(standing=Standing.AWAITING_APPROVAL)
    account.approve()
    account.approve()
    assert account.standing is Standing.ACTIVE
    assert account.drain() == [AccountApproved(account_id=account.id)]


@pytest.mark.parametrize("standing", [s for s in Standing if s is not Standing.AWAITING_APPROVAL])
def test_approval_lifts_no_suspension(standing: Standing) -> None:
    account = an_account(standing=standing)
    account.approve()
    assert account.standing is standing
    assert account.drain() == []


def test_a_changed_password_is_told_and_a_rehashed_one_is_not() -> None:
    account = an_account()
    account.rehash("newer parameters")
    assert (account.password_hash, account.drain()) == ("newer parameters", [])
    account.change_password("another hash")
    assert account.password_hash == "another hash"
    assert account.drain() == [PasswordChanged(account_id=account.id)]


def test_registrations_are_told_by_id_only() -> None:
    account = an_account("ada@example.org", phone="+436601234567")
    account.registered()
    account.registration_repeated()
    assert account.drain() == [
        AccountRegistered(account_id=account.id),
        RegistrationRepeated(account_id=account.id),
    ]


def test_phone_and_role_can_be_changed() -> None:
    account = an_account(phone="+436601234567")
    account.change_phone(None)
    account.promote(Role.ADMIN)
    assert (account.phone, account.role) == (None, Role.ADMIN)
