"""Secrets at rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.security.vault import AesGcmVault

KEY, OTHER = "k" * 32, "o" * 32
VAULT = AesGcmVault(KEY)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_is_opened_again(secret: str, about: str) -> None:
    assert VAULT.open(VAULT.seal(secret, about=about), about=about) == secret


def test_the_same_secret_never_looks_the_same() -> None:
    assert len({VAULT.seal("JBSWY3DP", about="totp:7") for _ in range(100)}) == 100


def test_nothing_of_the_secret_is_seen() -> None:
    sealed = VAULT.seal("A" * 300, about="totp:7")
    assert "QUFB" not in sealed
    assert "AAAA" not in sealed


def test_what_is_kept_is_plain_text_with_a_mark_of_its_version() -> None:
    sealed = VAULT.seal("secret", about="totp:7")
    assert sealed.startswith("v1.")
    assert sealed.isascii()
    assert set(sealed) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_another_account_cannot_open_it() -> None:
    sealed = VAULT.seal("secret", about="totp:7")
    for about in ("totp:8", "totp:77", "totp:", "", "TOTP:7", "totp:7 "):
        assert VAULT.open(sealed, about=about) is None


def test_another_place_cannot_open_it() -> None:
    assert AesGcmVault(OTHER).open(VAULT.seal("secret", about="totp:7"), about="totp:7") is None


def test_a_former_key_still_opens_and_no_longer_seals() -> None:
    renewed = AesGcmVault(OTHER, former_keys=["x" * 32, KEY])
    assert renewed.open(VAULT.seal("secret", about="totp:7"), about="totp:7") == "secret"
    assert VAULT.open(renewed.seal("secret", about="totp:7"), about="totp:7") is None


@pytest.mark.parametrize("secret", ["", "J", "JB", "JBS", "JBSWY3DPEHPK3PXP"])
def test_a_change_of_any_character_is_noticed(secret: str) -> None:
    sealed = VAULT.seal(secret, about="totp:7")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \n"
    for place, character in enumerate(sealed):
        for other in set(alphabet) - {character}:
            assert VAULT.open(sealed[:place] + other + sealed[place + 1 :], about="totp:7") is None
        assert VAULT.open(sealed[:place] + sealed[place + 1 :], about="totp:7") is None
        assert VAULT.open(sealed[:place], about="totp:7") is None
    for more in ("A", "=", "==", "\n", "AAAA"):
        assert VAULT.open(sealed + more, about="totp:7") is None


@given(st.text(max_size=100))
def test_garbage_is_nothing_and_no_error(garbage: str) -> None:
    assert VAULT.open(garbage, about="totp:7") is None
    assert VAULT.open(f"v1.{garbage}", about="totp:7") is None
