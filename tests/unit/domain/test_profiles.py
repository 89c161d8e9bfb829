import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import Standing
from domain.errors import Invalid
from domain.ids import ProfileId
from domain.profiles import (
    MAX_BIO,
    MAX_DISPLAY_NAME,
    RENAME_EVERY,
    RESERVED_HANDLES,
    Profile,
    parse_handle,
    skeleton,
)
from domain.texts import TextFault
from tests.factories import NOON, a_profile, an_account

HANDLES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ada", "ada"),
        ("@ada", "ada"),
        ("  Ada ", "ada"),
        ("ADA_Lovelace_1815", "ada_lovelace_1815"),
        ("x", "x"),
        ("_x_", "_x_"),
        ("a" * 30, "a" * 30),
    ],
)
def test_a_handle_is_kept_in_lower_case_without_its_sign(written: str, kept: str) -> None:
    assert parse_handle(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "@",
        "_",
        "___",
        "a" * 31,
        "ada lovelace",
        "ada-lovelace",
        "ada.lovelace",
        "ada@other.example",
        "@@ada",
        "ädä",
        "адa",  # Cyrillic
        "ａｄａ",  # full width
        "ada\u200b",
        "a\u0301da",
        "ada/..",
        "<ada>",
        "ada'--",
        "٣٤",  # Arabic digits are digits, and not ours
    ],
)
def test_what_is_no_handle_is_refused(written: str) -> None:
    with pytest.raises(TextFault):
        parse_handle(written)


def test_a_handle_can_not_be_turned_around() -> None:
    assert parse_handle("ada\u202e\u2066") == "ada"


def test_a_handle_can_not_hide_anything_behind_a_nul() -> None:
    assert parse_handle("ada\x00") == "ada"


@pytest.mark.parametrize("handle", sorted(RESERVED_HANDLES))
def test_names_of_pages_and_offices_are_reserved(handle: str) -> None:
    with pytest.raises(TextFault, match="reserved"):
        parse_handle(handle)


@pytest.mark.parametrize(
    "handle",
    ["Admin", "@ADMIN", "adm_in", "_admin_", "0wner", "st0a", "he1p", "adrnin", "vvebmaster", "p0st_master"],
)
def test_what_reads_like_a_reserved_handle_is_reserved(handle: str) -> None:
    with pytest.raises(TextFault, match="reserved"):
        parse_handle(handle)


@pytest.mark.parametrize("handle", ["administer", "rooted", "helper_bee", "stoic"])
def test_a_handle_that_only_begins_like_a_reserved_one_is_free(handle: str) -> None:
    assert parse_handle(handle) == handle


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("barney", "bamey"),
        ("b0b", "bob"),
        ("al", "a1"),
        ("vvilma", "wilma"),
        ("ada_lovelace", "adalovelace"),
        ("bar_ney", "barney"),
        ("v_vilma", "wilma"),
        ("_ada", "ada_"),
    ],
)
def test_handles_that_read_the_same_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), list(itertools.combinations(["ada", "bob", "barn", "wilma", "al"], 2))
)
def test_handles_that_read_differently_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(HANDLES)
def test_a_skeleton_is_its_own_skeleton(handle: str) -> None:
    assert skeleton(skeleton(handle)) == skeleton(handle)


@given(HANDLES, st.integers(0, 30))
def test_an_underscore_anywhere_makes_no_new_handle(handle: str, position: int) -> None:
    assert skeleton(handle[:position] + "_" + handle[position:]) == skeleton(handle)


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_a_handle_is_plain_or_refused(written: str) -> None:
    try:
        handle = parse_handle(written)
    except TextFault:
        return
    assert handle.isascii()
    assert handle == handle.lower()
    assert parse_handle(handle) == handle


def test_a_profile_describes_itself_in_a_line_and_a_paragraph() -> None:
    profile = a_profile(an_account())
    profile.describe(display_name=" Ada\tLovelace ", bio="Counts.\r\nAnd weaves.\n")
    assert (profile.display_name, profile.bio) == ("Ada Lovelace", "Counts.\nAnd weaves.")


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\u3164"])
def test_without_a_name_a_profile_is_called_by_its_handle(nothing: str) -> None:
    profile = a_profile(an_account(), "ada")
    profile.describe(display_name=nothing, bio="")
    assert profile.display_name == "ada"


def test_a_description_with_two_faults_names_both_and_changes_nothing() -> None:
    profile = a_profile(an_account(), display_name="Ada", bio="Counts.")
    with pytest.raises(Invalid) as refused:
        profile.describe(display_name="x" * (MAX_DISPLAY_NAME + 1), bio="x" * (MAX_BIO + 1))
    assert set(refused.value.fields) == {"display_name", "bio"}
    assert (profile.display_name, profile.bio) == ("Ada", "Counts.")


def test_a_display_name_can_not_be_turned_around() -> None:
    profile = a_profile(an_account())
    profile.describe(display_name="Ada \u202enimda", bio="")
    assert profile.display_name == "Ada nimda"


# Handles that change


def test_a_profile_begins_with_its_handle_for_a_name() -> None:
    owner = an_account()
    profile = Profile.begin("@Ada", owner=owner, id=ProfileId(7), at=NOON)
    assert (profile.handle, profile.display_name, profile.account_id) == ("ada", "ada", owner.id)
    assert profile.is_visible
    with pytest.raises(Invalid) as refused:
        Profile.begin("admin", owner=owner, id=ProfileId(7), at=NOON)
    assert set(refused.value.fields) == {"handle"}


def test_a_handle_is_changed_once_in_thirty_days_and_the_former_one_kept() -> None:
    profile = a_profile(an_account(), "ada", display_name="Ada L.")
    profile.rename("@Acanthus", at=NOON)
    assert (profile.handle, profile.display_name, profile.given_up) == ("acanthus", "Ada L.", ["ada"])
    for soon in (NOON, NOON + RENAME_EVERY - timedelta(microseconds=1)):
        with pytest.raises(Invalid, match="30 days"):
            profile.rename("ada", at=soon)
    assert (profile.handle, profile.given_up) == ("acanthus", ["ada"])
    profile.rename("ada", at=NOON + RENAME_EVERY)
    assert (profile.handle, profile.given_up) == ("ada", ["ada", "acanthus"])


def test_who_is_called_by_their_handle_is_called_by_the_new_one() -> None:
    profile = a_profile(an_account(), "ada", display_name="ada")
    profile.rename("acanthus", at=NOON)
    assert profile.display_name == "acanthus"


def test_the_present_handle_is_no_change() -> None:
    profile = a_profile(an_account(), "ada")
    profile.rename(" @ADA", at=NOON)
    assert (profile.handle, profile.renamed_at, profile.given_up) == ("ada", None, [])


@pytest.mark.parametrize("handle", ["", "admin", "ada lovelace", "x" * 31])
def test_a_handle_that_can_not_be_changes_nothing(handle: str) -> None:
    profile = a_profile(an_account(), "ada")
    with pytest.raises(Invalid) as refused:
        profile.rename(handle, at=NOON)
    assert set(refused.value.fields) == {"handle"}
    assert (profile.handle, profile.renamed_at, profile.given_up) == ("ada", None, [])


@pytest.mark.parametrize(
    ("standing", "is_visible", "is_listed"),
    [
        (Standing.UNCONFIRMED, False, True),
        (Standing.AWAITING_APPROVAL, False, True),
        (Standing.ACTIVE, True, True),
        (Standing.LIMITED, True, False),
        (Standing.SUSPENDED, False, True),
        (Standing.CLOSED, False, True),
    ],
)
def test_a_profile_is_seen_as_its_account_stands(
    standing: Standing, is_visible: bool, is_listed: bool
) -> None:
    profile = a_profile(an_account())
    assert profile.stand(standing) is (standing is not Standing.ACTIVE)
    assert (profile.is_visible, profile.is_listed) == (is_visible, is_listed)
    assert not profile.stand(standing)
    profile.stand(Standing.ACTIVE)
    assert (profile.is_visible, profile.is_listed) == (True, True)
