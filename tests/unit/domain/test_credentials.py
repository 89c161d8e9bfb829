import pytest

from domain.credentials import PASSWORD_MAX, PASSWORD_MIN, PASSWORD_MIN_FLOOR, PasswordPolicy
from domain.texts import TextFault

COMMON = {"passwordpassword", "correct horse battery staple"}
ABOUT = ("ada_lovelace", "ada.lovelace@example.org", "The Painted Porch")


@pytest.fixture
def policy() -> PasswordPolicy:
    return PasswordPolicy(minimum=PASSWORD_MIN, is_common=COMMON.__contains__)


@pytest.mark.parametrize(
    "password",
    [
        "a colonnade by the sea",
        "x7Qm2v9Lk4Rt8Zp",
        "пятнадцать букв",
        "四つの言葉で十分だと思います長さも",
        "🐎🔋📎✔️🐎🔋📎✔️🐎🔋📎✔️🐎🔋📎",
        " leading and trailing spaces count ",
        "with\ttabs\nand\x00nuls and all",
        "abcd" * (PASSWORD_MAX // 4),
    ],
)
def test_a_long_password_of_any_characters_is_good(policy: PasswordPolicy, password: str) -> None:
    policy.check(password, about=ABOUT)


@pytest.mark.parametrize("password", ["", "x", "f0urt33n chars"])
def test_a_short_password_is_refused_with_the_number(policy: PasswordPolicy, password: str) -> None:
    with pytest.raises(TextFault, match="at least 15 characters"):
        policy.check(password, about=ABOUT)


def test_the_minimum_is_counted_in_characters_not_bytes(policy: PasswordPolicy) -> None:
    with pytest.raises(TextFault, match="at least"):
        policy.check("über öl änd", about=())


@pytest.mark.parametrize("minimum", [PASSWORD_MIN_FLOOR, 12, 64])
def test_the_minimum_is_the_one_that_was_set(minimum: int) -> None:
    policy = PasswordPolicy(minimum=minimum, is_common=COMMON.__contains__)
    policy.check("q7Zp" * (minimum // 4) + "!" * (minimum % 4), about=())
    with pytest.raises(TextFault, match=f"at least {minimum} characters"):
        policy.check("q7Zp!mXk" * 8 and ("q7Zp!mXk" * 8)[: minimum - 1], about=())


def test_a_password_of_256_characters_is_the_longest(policy: PasswordPolicy) -> None:
    policy.check("q7Zp" * 64, about=())
    with pytest.raises(TextFault, match="at most 256"):
        policy.check("q7Zp" * 64 + "!", about=())


def test_the_list_is_not_asked_about_what_is_too_long() -> None:
    def no_list(password: str) -> bool:
        raise AssertionError("a megabyte was looked up")

    with pytest.raises(TextFault, match="at most"):
        PasswordPolicy(minimum=PASSWORD_MIN, is_common=no_list).check("x" * 1_000_000, about=())


@pytest.mark.parametrize("password", ["passwordpassword", "PasswordPassword", "CORRECT HORSE BATTERY STAPLE"])
def test_a_common_password_is_refused_in_any_case(policy: PasswordPolicy, password: str) -> None:
    with pytest.raises(TextFault, match="first that anybody would try"):
        policy.check(password, about=ABOUT)


@pytest.mark.parametrize(
    "password", ["a" * 20, "ababababababababab", "112112112112112112", "AaBbAaBbAaBbAaBb"]
)
def test_two_or_three_characters_over_and_over_are_refused(policy: PasswordPolicy, password: str) -> None:
    with pytest.raises(TextFault, match="first that anybody would try"):
        policy.check(password, about=ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "ada_lovelaceada_lovelace",
        "Ada_Lovelace123",
        "ada.lovelace@example.org",
        "ADA.LOVELACE@EXAMPLE.ORG1",
        "the painted porch",
        "The Painted Porch!!!",
        "lovelacelovelace",
        "examplelovelace",
        "paintedporch99!",
    ],
)
def test_a_password_made_of_ones_own_names_is_refused(policy: PasswordPolicy, password: str) -> None:
    with pytest.raises(TextFault, match="your name, address or this place"):
        policy.check(password, about=ABOUT)


@pytest.mark.parametrize("password", ["ada_lovelace counts by night", "we painted the kitchen green"])
def test_ones_own_name_may_be_a_part_of_enough(policy: PasswordPolicy, password: str) -> None:
    policy.check(password, about=ABOUT)


def test_short_names_forbid_nothing(policy: PasswordPolicy) -> None:
    policy.check("ada and bo do it", about=("ada", "bo@x.at", "Us"))


def test_no_kind_of_character_is_asked_for(policy: PasswordPolicy) -> None:
    policy.check("only small letters here", about=ABOUT)


@pytest.mark.parametrize("minimum", [PASSWORD_MIN_FLOOR, 12, PASSWORD_MIN, 64])
def test_beside_a_second_factor_eight_characters_are_enough(minimum: int) -> None:
    """NIST SP 800-63B-4, section 3.1.1.2."""
    policy = PasswordPolicy(minimum=minimum, is_common=COMMON.__contains__)
    assert policy.least() == minimum
    assert policy.least(beside_second_factor=True) == PASSWORD_MIN_FLOOR == 8
    policy.check("q7Zp!mXk", about=ABOUT, beside_second_factor=True)
    with pytest.raises(TextFault, match="at least 8 characters"):
        policy.check("q7Zp!mX", about=ABOUT, beside_second_factor=True)


@pytest.mark.parametrize("password", ["passwordpassword", "aaaaaaaa", "lovelace1", "q" * (PASSWORD_MAX + 1)])
def test_beside_a_second_factor_every_other_rule_holds(policy: PasswordPolicy, password: str) -> None:
    with pytest.raises(TextFault):
        policy.check(password, about=ABOUT, beside_second_factor=True)
