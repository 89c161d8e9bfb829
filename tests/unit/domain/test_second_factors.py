import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import AccountId
from domain.second_factors import (
    RECOVERY_CODES,
    SecondFactor,
    WrongCode,
    new_recovery_codes,
    recovery_digest,
)
from tests.factories import NOON

CODES = new_recovery_codes()


@pytest.fixture
def factor() -> SecondFactor:
    """An app that was set up with the code of step 100, and a slip of codes."""
    factor = SecondFactor(account_id=AccountId(7))
    factor.begin("sealed")
    factor.confirm(100, at=NOON)
    factor.renew_recovery(CODES)
    return factor


def test_an_app_counts_once_it_gave_a_code() -> None:
    factor = SecondFactor(account_id=AccountId(7))
    assert not factor.has_app
    factor.begin("sealed")
    assert not factor.has_app
    with pytest.raises(WrongCode):
        factor.accept(100)
    with pytest.raises(WrongCode):
        factor.confirm(None, at=NOON)
    assert not factor.has_app
    factor.confirm(100, at=NOON)
    assert factor.has_app


def test_a_new_proposal_puts_the_one_before_out_of_force(factor: SecondFactor) -> None:
    factor.begin("another")
    assert (factor.has_app, factor.last_step) == (False, 0)


def test_the_code_that_set_an_app_up_opens_nothing(factor: SecondFactor) -> None:
    with pytest.raises(WrongCode):
        factor.accept(100)


@given(st.lists(st.one_of(st.none(), st.integers(0, 130)), max_size=20))
def test_no_code_is_taken_twice_nor_one_before_it(steps: list[int | None]) -> None:
    """RFC 6238, section 5.2."""
    factor = SecondFactor(account_id=AccountId(7), sealed_secret="sealed", confirmed_at=NOON, last_step=100)
    taken = [100]
    for step in steps:
        try:
            factor.accept(step)
        except WrongCode:
            assert step is None or step <= taken[-1]
        else:
            assert step is not None
            taken.append(step)
    assert taken == sorted(set(taken))
    assert factor.last_step == taken[-1]


def test_without_an_app_no_code_is_good(factor: SecondFactor) -> None:
    factor.remove_app()
    with pytest.raises(WrongCode):
        factor.accept(101)
    assert (factor.sealed_secret, factor.has_app) == (None, False)


# Recovery codes


def test_ten_codes_of_120_bits_in_signs_that_do_not_read_alike() -> None:
    codes = [code for _ in range(20) for code in new_recovery_codes()]
    assert len(new_recovery_codes()) == RECOVERY_CODES == 10
    assert len(set(codes)) == len(codes)
    signs = set("".join(codes)) - {"-"}
    assert len(signs) == 32
    assert not signs & set("01OI")
    assert all(len(code.replace("-", "")) == 24 for code in codes)


def test_each_recovery_code_is_good_once(factor: SecondFactor) -> None:
    for left, code in zip(range(RECOVERY_CODES - 1, -1, -1), CODES, strict=True):
        factor.use_recovery(code)
        assert len(factor.recovery_digests) == left
        with pytest.raises(WrongCode):
            factor.use_recovery(code)


@given(code=st.sampled_from(CODES), data=st.data())
def test_a_recovery_code_is_good_however_it_is_typed(code: str, data: st.DataObject) -> None:
    signs = [data.draw(st.sampled_from((sign, sign.lower()))) for sign in code if sign != "-"]
    between = st.sampled_from(("", " ", "-", " - ", "\t", "\u2013", ".", "\u00a0"))
    typed = "".join(data.draw(between) + sign for sign in signs) + data.draw(between)
    assert recovery_digest(typed) == recovery_digest(code)


@pytest.mark.parametrize(
    "wrong",
    ["", "-", CODES[0][:-1], CODES[0] + "A", CODES[0][::-1], "\ud800", "x" * 9],
    ids=["nothing", "a dash", "too short", "too long", "backwards", "half a sign", "another"],
)
def test_nothing_else_is_a_recovery_code(factor: SecondFactor, wrong: str) -> None:
    with pytest.raises(WrongCode):
        factor.use_recovery(wrong)
    assert len(factor.recovery_digests) == RECOVERY_CODES


def test_new_codes_put_the_older_ones_out_of_force(factor: SecondFactor) -> None:
    newer = new_recovery_codes()
    factor.renew_recovery(newer)
    with pytest.raises(WrongCode):
        factor.use_recovery(CODES[0])
    factor.use_recovery(newer[0])


def test_no_code_is_kept_as_it_is(factor: SecondFactor) -> None:
    assert not any(code in repr(factor) for code in CODES)
