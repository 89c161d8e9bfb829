"""Hashes of other software: each scheme by vectors that others published, and by a computation of our own."""

import hashlib
import hmac
from base64 import b64encode

import bcrypt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.security.imported_hashes import MAX_PBKDF2_ROUNDS, MAX_SCRYPT_BYTES, check_of
from adapters.security.passwords import MAX_MEMORY_KIB, MAX_ROUNDS, Argon2Hasher

HASHER = Argon2Hasher(memory_kib=8, rounds=1)

LONG = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
"""72 characters."""

SALT = "DCq7YPn5Rq63x1Lad4cll."
DIGEST = "0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"

VECTORS = {
    # jBCrypt's and crypt_blowfish's own tests.
    "bcrypt": ("abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
    "bcrypt, 2b": ("abc", "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
    "bcrypt, 2y": ("abc", "$2y$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
    "bcrypt, cut": (
        f"{LONG}chars after 72 are ignored",
        "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
    ),
    # Django's own tests, and those of passlib for Django's schemes.
    "Django, PBKDF2 with SHA-256": (
        "lètmein",
        "pbkdf2_sha256$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=",
    ),
    "Django, PBKDF2 with SHA-1": ("KRONOS", "pbkdf2_sha1$24000$seasalt$F+kiWNHXbMBcwgxsvSKFCWHnZZ0="),
    "Django, bcrypt": ("abc", "bcrypt$$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
    "Django, bcrypt of SHA-256": (
        "",
        "bcrypt_sha256$$2a$06$/3OeRpbOf8/l6nPPRdZPp.nRiyYqPobEZGdNRBWihQhiFDh1ws1tu",
    ),
    "Django, scrypt": (
        "lètmein",
        "scrypt$16384$seasalt$8$1$Qj3+9PPyRjSJIebHnG81TMjsqtaIGxNQG/aEB/NYafTJ7tibgfYz71m0ldQESkXFRkdVCBhhY8mx"
        "7rQwite/Pw==",
    ),
    "Django, scrypt since 5.1": (
        "lètmein",
        "scrypt$16384$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEF"
        "PKGpuEf5vw==",
    ),
    "Django, argon2i before versions": (
        "secret",
        "argon2$argon2i$m=8,t=1,p=1$c29tZXNhbHQ$gwQOXSNhxiOxPOA0+PY10P9QFO4NAYysnqRt1GSQLE55m+2GYDt9FEjPMHhP2Cu"
        "f0nOEXXMocVrsJAtNSsKyfg",
    ),
    # The reference implementation's test, with Django's prefix.
    "Django, argon2id": (
        "password",
        "argon2$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    ),
    # Openwall's test of its portable hash.
    "WordPress, phpass": ("test12345", "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"),
    "phpBB, phpass": ("test12345", "$H$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"),
}


def wordpress(password: str) -> str:
    """`wp_hash_password` of WordPress 6.8, computed from its parts."""
    inner = hmac.new(b"wp-sha384", password.encode(), hashlib.sha384).digest()
    return "$wp" + bcrypt.hashpw(b64encode(inner), b"$2y$04$" + SALT.encode()).decode()


def scrypt(*, n: int = 16, r: int = 8, p: int = 1) -> str:
    return f"scrypt${n}$seasalt${r}${p}${b64encode(bytes(64)).decode()}"


@pytest.mark.parametrize(("password", "hash"), VECTORS.values(), ids=VECTORS)
def test_each_scheme_verifies_what_others_hashed(password: str, hash: str) -> None:
    assert HASHER.is_readable(hash)
    assert HASHER.is_outdated(hash)
    assert HASHER.verify(password, hash)
    assert not HASHER.verify(f"{password[:71]}x", hash)
    assert not HASHER.verify(password.swapcase() or "x", hash)


@pytest.mark.parametrize(("password", "hash"), VECTORS.values(), ids=VECTORS)
def test_a_hash_that_was_changed_verifies_nothing(password: str, hash: str) -> None:
    for place in (len(hash) - 10, len(hash) - 20):
        other = "A" if hash[place] != "A" else "B"
        assert not HASHER.verify(password, hash[:place] + other + hash[place + 1 :])


@pytest.mark.parametrize("hash", [hash for _, hash in VECTORS.values()], ids=VECTORS)
def test_a_hash_with_more_or_less_to_it_is_not_readable(hash: str) -> None:
    others = [hash + "\n", " " + hash, hash + "\0", "$" + hash, hash[1:]]
    # A digest of argon2 may have any length.
    others += [] if "argon2" in hash else [hash[:-1], hash + "A"]
    for changed in others:
        assert not HASHER.is_readable(changed), changed


@pytest.mark.parametrize(("digest", "name"), [("sha256", "pbkdf2_sha256"), ("sha1", "pbkdf2_sha1")])
def test_django_pbkdf2_is_what_the_standard_library_computes(digest: str, name: str) -> None:
    made = b64encode(hashlib.pbkdf2_hmac(digest, "zwölf Boxkämpfer".encode(), b"s4lt", 7)).decode()
    assert HASHER.verify("zwölf Boxkämpfer", f"{name}$7$s4lt${made}")
    assert not HASHER.verify("zwölf Boxkämpfer", f"{name}$8$s4lt${made}")


def test_django_scrypt_is_what_the_standard_library_computes() -> None:
    made = b64encode(hashlib.scrypt("zwölf".encode(), salt=b"s4lt", n=4, r=3, p=2, dklen=64)).decode()
    assert HASHER.verify("zwölf", f"scrypt$4$s4lt$3$2${made}")
    for other in ("scrypt$8$s4lt$3$2$", "scrypt$4$s4lt$2$3$", "scrypt$4$salt$3$2$"):
        assert HASHER.is_readable(other + made)
        assert not HASHER.verify("zwölf", other + made)


def test_django_bcrypt_of_sha256_loses_no_length() -> None:
    inner = hashlib.sha256(f"{LONG}1".encode()).hexdigest().encode()
    made = "bcrypt_sha256$" + bcrypt.hashpw(inner, bcrypt.gensalt(4)).decode()
    assert HASHER.verify(f"{LONG}1", made)
    assert not HASHER.verify(f"{LONG}2", made)


def test_wordpress_since_6_8_hashes_before_it_hashes() -> None:
    for password in ("test12345", "zwölf Boxkämpfer", f"{LONG}1", ""):
        assert HASHER.is_readable(wordpress(password))
        assert HASHER.is_outdated(wordpress(password))
        assert HASHER.verify(password, wordpress(password))
        assert not HASHER.verify(f"{password}2", wordpress(password))


def test_wordpress_trims_passwords_as_php_does() -> None:
    for hash in (wordpress("test12345"), VECTORS["WordPress, phpass"][1]):
        for blanks in (" ", "\n", "\r\n", "\t", "\v", "\0"):
            assert HASHER.verify(f"{blanks}test12345{blanks}", hash)
        assert not HASHER.verify("test12345\u00a0", hash)
        assert not HASHER.verify("test 12345", hash)


def test_bcrypt_cuts_after_72_bytes_even_within_a_character() -> None:
    whole = "é" * 36
    hash = bcrypt.hashpw(whole.encode(), bcrypt.gensalt(4)).decode()
    assert HASHER.verify(whole + "and more", hash)
    hash = bcrypt.hashpw(("x" + "é" * 36).encode()[:72], bcrypt.gensalt(4)).decode()
    assert HASHER.verify("x" + "é" * 36, hash)


def test_bits_of_a_bcrypt_salt_that_mean_nothing_do_not_matter() -> None:
    hash = bcrypt.hashpw(b"abc", b"$2a$04$" + SALT.encode()).decode()
    for last in "./ABCDEFGHIJKLM":
        assert HASHER.verify("abc", hash[:28] + last + hash[29:])
    assert not HASHER.verify("abc", hash[:28] + "O" + hash[29:])


@pytest.mark.parametrize("prefix", ["", "bcrypt$", "bcrypt_sha256$", "$wp"])
def test_the_cost_of_bcrypt_is_bounded(prefix: str) -> None:
    readable = [log for log in range(100) if HASHER.is_readable(f"{prefix}$2y${log:02}${SALT}{DIGEST}")]
    assert readable == list(range(4, 16))


@pytest.mark.parametrize(("name", "size"), [("pbkdf2_sha256", 32), ("pbkdf2_sha1", 20)])
def test_the_rounds_of_pbkdf2_are_bounded(name: str, size: int) -> None:
    def hash(rounds: object) -> str:
        return f"{name}${rounds}$seasalt${b64encode(bytes(size)).decode()}"

    assert HASHER.is_readable(hash(1))
    assert HASHER.is_readable(hash(MAX_PBKDF2_ROUNDS))
    for rounds in (0, MAX_PBKDF2_ROUNDS + 1, 10**12, "9" * 5000, -1, "01", "+1", "1_0", "", "x", "١"):
        assert not HASHER.is_readable(hash(rounds)), rounds


def test_the_memory_and_lanes_of_scrypt_are_bounded() -> None:
    assert HASHER.is_readable(scrypt(n=2**17, r=8))
    assert HASHER.is_readable(scrypt(n=2**14, r=8, p=8))
    hostile = [scrypt(n=2**18), scrypt(n=2**17, r=9), scrypt(p=9), scrypt(n=2, r=99_999, p=8)]
    hostile += [scrypt(n=0), scrypt(n=1), scrypt(n=3), scrypt(r=0), scrypt(p=0), scrypt(n=2**16, r=1)]
    hostile += [scrypt(n=10**30), scrypt(n=-2), scrypt(r=-8), scrypt(p=-1)]
    for hash in hostile:
        assert not HASHER.is_readable(hash), hash


@pytest.mark.parametrize(
    ("n", "r", "p"), [(2, 1, 1), (2**15, 1, 8), (2, 99_999, 1), (2, 64, 8), (2**17, 8, 1)]
)
def test_scrypt_that_is_readable_is_computed_without_error(n: int, r: int, p: int) -> None:
    check = check_of(scrypt(n=n, r=r, p=p))
    assert check is not None
    assert 128 * r * (n + p + 2) <= MAX_SCRYPT_BYTES
    assert not check(b"x")


def test_the_cost_of_phpass_is_bounded() -> None:
    alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    rest = "IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"
    readable = [log for log, sign in enumerate(alphabet) if HASHER.is_readable(f"$P${sign}{rest}")]
    assert readable == list(range(7, 17))


def test_the_memory_and_rounds_of_argon2_are_bounded() -> None:
    def hash(*, m: int = 256, t: int = 2, p: int = 1, kind: str = "id") -> str:
        return f"$argon2{kind}$v=19$m={m},t={t},p={p}$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"

    assert HASHER.is_readable(hash())
    assert HASHER.is_readable(hash(m=102_400, t=2, p=8))
    assert HASHER.is_readable(hash(m=MAX_MEMORY_KIB, t=MAX_ROUNDS))
    hostile = [
        hash(m=MAX_MEMORY_KIB + 1),
        hash(t=MAX_ROUNDS + 1),
        hash(p=17),
        hash(m=2**32 - 1),
        hash(t=2**32 - 1),
    ]
    hostile += [hash(m=7), hash(m=15, p=2), hash(t=0), hash(p=0), hash(kind="d"), hash(kind="x")]
    hostile += [hash().replace("p=1", "p=1,keyid=AAAA"), hash().replace("p=1", "p=1,data=AAAA")]
    for absurd in hostile:
        assert not HASHER.is_readable(absurd), absurd
        assert not HASHER.is_readable(f"argon2{absurd}"), absurd


@pytest.mark.parametrize(
    "hash",
    [
        "",
        "!",
        "!aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789012",
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3",
        "sha1$seasalt$cff36ea83f5706ce9aa7454e63e431fc726b2dc8",
        f"$2x$06${SALT}{DIGEST}",
        f"$2$06${SALT}{DIGEST}",
        f"$wp$$2y$06${SALT}{DIGEST}",
        f"bcrypt$2y$06${SALT}{DIGEST}",
        f"bcrypt_sha512$$2y$06${SALT}{DIGEST}",
        "argon2$",
        "argon2argon2$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    ],
)
def test_other_schemes_are_not_readable(hash: str) -> None:
    assert not HASHER.is_readable(hash)
    assert not HASHER.verify("password", hash)
    assert HASHER.is_outdated(hash)


PREFIXES = ["$2y$", "$wp", "bcrypt$", "pbkdf2_sha1$", "pbkdf2_sha256$", "scrypt$", "$P$9", "argon2"]
PIECES = [*"$=,é\0\n\ud800", "2", "06", "16", "8", "AAAA", "==", "seasalt", "c29tZXNhbHQ", SALT, DIGEST]
HASHES = st.lists(st.sampled_from(PREFIXES) | st.sampled_from(PIECES), max_size=8).map("".join)


@given(HASHES | st.text(max_size=80), st.text(max_size=80))
def test_garbage_is_neither_readable_nor_an_error(hash: str, password: str) -> None:
    readable = HASHER.is_readable(hash)
    assert not HASHER.verify(password, hash)
    assert readable or HASHER.is_outdated(hash)


@given(st.sampled_from(list(VECTORS.values())), st.integers(0, 200), st.characters())
def test_a_slip_of_the_pen_is_no_error(vector: tuple[str, str], place: int, character: str) -> None:
    hash = vector[1]
    place %= len(hash)
    changed = hash[:place] + character + hash[place + 1 :]
    assert HASHER.is_readable(changed) in (True, False)
    assert HASHER.is_outdated(changed)


@pytest.mark.parametrize("hash", [hash for _, hash in VECTORS.values()], ids=VECTORS)
def test_any_password_may_be_tried(hash: str) -> None:
    for password in ("", "\0", "a\0b", "\ud800", "x" * 5000):
        if (password, hash) not in VECTORS.values():
            assert not HASHER.verify(password, hash)
