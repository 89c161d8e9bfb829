"""Codes of authenticator apps."""

import hmac
from base64 import b32decode
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adapters.security.authenticator_codes import PyotpCodes

CODES = PyotpCodes()

SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The 20 bytes "12345678901234567890" of RFC 6238, appendix B, in base32."""

VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
"""Seconds since 1970 and the code of eight digits: RFC 6238, appendix B, mode SHA1."""

AT = datetime(2026, 1, 1, 12, 0, 10, tzinfo=UTC)
NOW = int(AT.timestamp()) // 30


def code_of(step: int) -> str:
    return pyotp.HOTP(SEED).at(step)


def test_the_seed_is_that_of_the_standard() -> None:
    assert b32decode(SEED) == b"12345678901234567890"


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert CODES.step_of(code[-6:], SEED, at) == seconds // 30


@pytest.mark.parametrize("apart", [-1, 0, 1])
def test_one_step_before_and_after_counts(apart: int) -> None:
    assert CODES.step_of(code_of(NOW + apart), SEED, AT) == NOW + apart


@pytest.mark.parametrize("apart", [-1000, -3, -2, 2, 3, 1000])
def test_two_steps_away_counts_no_more(apart: int) -> None:
    assert CODES.step_of(code_of(NOW + apart), SEED, AT) is None


def test_a_step_lasts_thirty_seconds() -> None:
    begin = datetime.fromtimestamp(NOW * 30, UTC)
    assert CODES.step_of(code_of(NOW - 1), SEED, begin) == NOW - 1
    assert CODES.step_of(code_of(NOW - 1), SEED, begin + timedelta(seconds=29.999)) == NOW - 1
    assert CODES.step_of(code_of(NOW - 1), SEED, begin + timedelta(seconds=30)) is None
    assert CODES.step_of(code_of(NOW + 1), SEED, begin - timedelta(microseconds=1)) is None


def test_a_code_that_two_steps_share_is_the_later_ones() -> None:
    """Else it could be used a second time as that of the other step."""
    step = 59_061_240
    assert code_of(step) == code_of(step + 1) == "963181"
    at = datetime.fromtimestamp(step * 30, UTC)
    assert CODES.step_of(code_of(step), SEED, at) == step + 1


def test_every_step_is_compared_and_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    real = hmac.compare_digest

    def compare(one: str, other: str) -> bool:
        compared.append(one)
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    assert CODES.step_of(code_of(NOW - 1), SEED, AT) == NOW - 1
    assert compared == [code_of(NOW - 1), code_of(NOW), code_of(NOW + 1)]


def test_white_space_is_no_fault() -> None:
    code = code_of(NOW)
    for written in (f"{code[:3]} {code[3:]}", f" {code}\n", "\u00a0".join(code), "\u2009".join(code)):
        assert CODES.step_of(written, SEED, AT) == NOW


def test_nothing_but_six_ascii_digits_is_a_code() -> None:
    code = code_of(NOW)
    arabic = "".join(chr(0x660 + int(digit)) for digit in code)
    wide = "".join(chr(0xFF10 + int(digit)) for digit in code)
    others = [f"0{code}", f"{code}0", f"+{code}", f"-{code}", f"+{code[1:]}", code[:5], code[1:], "", " "]
    others += [
        arabic,
        wide,
        f"{code}.0",
        f"{code[:3]}-{code[3:]}",
        f"{code[:5]}²",
        f"{code}\0",
        "0x1e24",
        "1e5000",
    ]
    others += [f"{code}{code}", f"{code}," * 3, code * 100_000]
    for written in others:
        assert CODES.step_of(written, SEED, AT) is None


@given(st.text(max_size=12))
def test_garbage_is_no_code_and_no_error(code: str) -> None:
    assume("".join(code.split()) not in {code_of(NOW + apart) for apart in (-1, 0, 1)})
    assert CODES.step_of(code, SEED, AT) is None


@pytest.mark.parametrize("secret", ["", "0", "not base32", "GEZDGNBV", "1" * 32, "é" * 32, "=" * 32, "\0"])
def test_a_secret_that_is_none_has_no_codes(secret: str) -> None:
    assert CODES.step_of(code_of(NOW), secret, AT) is None


def test_before_and_at_the_epoch_nothing_breaks() -> None:
    epoch = datetime.fromtimestamp(0, UTC)
    assert CODES.step_of(code_of(0), SEED, epoch) == 0
    assert CODES.step_of(code_of(0), SEED, epoch - timedelta(days=1)) is None


def test_a_new_secret_has_160_bits_and_comes_but_once() -> None:
    made = {CODES.new_secret() for _ in range(100)}
    assert len(made) == 100
    assert {len(b32decode(secret)) for secret in made} == {20}


def test_an_app_reads_the_address() -> None:
    address = CODES.address(SEED, account="ada@example.org", issuer="The Porch & Co")
    read = pyotp.parse_uri(address)
    assert isinstance(read, pyotp.TOTP)
    assert (read.secret, read.name, read.issuer) == (SEED, "ada@example.org", "The Porch & Co")
    assert (read.digits, read.interval) == (6, 30)
    assert read.at(AT) == code_of(NOW)


def test_names_cannot_add_to_the_address() -> None:
    address = CODES.address(SEED, account="a:b?secret=x#&é", issuer="Stoa: a&secret=y")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("otpauth", "totp", "")
    assert parse_qs(parts.query) == {"secret": [SEED], "issuer": ["Stoa a&secret=y"]}
    assert unquote(parts.path) == "/Stoa a&secret=y:a b?secret=x#&é"
