"""Password hashes of the software that accounts are imported from: Ghost, Django, WordPress.

Whoever imports chooses the parameters, so what one sign-in may cost is bounded: about three seconds
of a core and 128 MiB. A hash that asks for more counts as unreadable; its owner sets a new password.
"""

import hashlib
import hmac
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import partial
from typing import Any

import bcrypt
from passlib.hash import (  # type: ignore[import-untyped]  # libpass ships no types
    django_pbkdf2_sha1,
    django_pbkdf2_sha256,
    phpass,
)
from passlib.utils.binary import bcrypt64  # type: ignore[import-untyped]  # libpass ships no types

MAX_BCRYPT_COST = 15
"""Eight times the work of Django's 12; Ghost and WordPress take 10."""

MAX_PBKDF2_ROUNDS = 2_000_000
"""Django's default grows with each release, and was 1,200,000 in 6.0."""

MAX_PHPASS_COST = 16
"""Eight times WordPress's 13. Python does the counting and pages wait, for some hundredths of a second."""

MAX_SCRYPT_BYTES = 129 * 2**20
"""OWASP's strongest parameters (N=2^17, r=8) take 128 MiB and some kilobytes."""

MAX_SCRYPT_LANES = 8
"""Django takes 5; they are done one after the other."""

BCRYPT_BYTES = 72
"""What bcrypt looks at. These programs cut longer passwords in silence, so they are cut here, too."""

Check = Callable[[bytes], bool]

_BCRYPT = re.compile(
    r"(?P<scheme>|bcrypt\$|bcrypt_sha256\$|\$wp)"
    r"(?P<cost>\$2[aby]\$(?P<log>[0-9]{2})\$)(?P<salt>[./A-Za-z0-9]{22})(?P<digest>[./A-Za-z0-9]{31})"
)
_SCRYPT = re.compile(
    r"scrypt\$(?P<n>[0-9]{1,8})\$(?P<salt>[!-#%-~]{1,128})\$(?P<r>[0-9]{1,5})\$(?P<p>[0-9]{1,2})"
    r"\$(?P<digest>[A-Za-z0-9+/]{86}==)"
)
_PHPASS = re.compile(r"\$[PH]\$[./0-9A-Za-z]{31}")
_PHP_BLANKS = b" \n\r\t\v\0"
"""What PHP's `trim` drops. WordPress trims passwords before it hashes them."""


def check_of(hash: str) -> Check | None:
    """What tells whether a password, in UTF-8, is the hash's; None when it can't or mustn't be read."""
    return _bcrypt(hash) or _scrypt(hash) or _pbkdf2(hash) or _phpass(hash)


def parsed(handler: Any, hash: str) -> Any:
    """A hash as passlib's handler reads it; None unless it is whole and written as the handler would."""
    try:
        found = handler.from_string(hash)
        return found if found.checksum and found.to_string() == hash else None
    except (ValueError, TypeError, NotImplementedError):
        return None


def _cut(password: bytes) -> bytes:
    return password[:BCRYPT_BYTES]


def _django_digest(password: bytes) -> bytes:
    """Django's BCryptSHA256PasswordHasher: no length is lost."""
    return hashlib.sha256(password).hexdigest().encode()


def _wordpress_digest(password: bytes) -> bytes:
    """`wp_hash_password` since WordPress 6.8."""
    return b64encode(hmac.digest(b"wp-sha384", password.strip(_PHP_BLANKS), "sha384"))


_BEFORE_BCRYPT: dict[str, Callable[[bytes], bytes]] = {
    "": _cut,
    "bcrypt$": _cut,
    "bcrypt_sha256$": _django_digest,
    "$wp": _wordpress_digest,
}


def _bcrypt(hash: str) -> Check | None:
    parts = _BCRYPT.fullmatch(hash)
    if parts is None or not 4 <= int(parts["log"]) <= MAX_BCRYPT_COST:
        return None
    # Of the salt's last character four bits have no meaning; some programs left them as chance had it.
    settings = (parts["cost"] + bcrypt64.repair_unused(parts["salt"])).encode()
    digest, prepare = parts["digest"].encode(), _BEFORE_BCRYPT[parts["scheme"]]

    def check(password: bytes) -> bool:
        return hmac.compare_digest(bcrypt.hashpw(prepare(password), settings)[len(settings) :], digest)

    return check


def _scrypt(hash: str) -> Check | None:
    """Django's ScryptPasswordHasher: `scrypt$work_factor$salt$block_size$parallelism$hash`."""
    parts = _SCRYPT.fullmatch(hash)
    if parts is None:
        return None
    n, r, p = (int(parts[name]) for name in ("n", "r", "p"))
    if not _is_scrypt(n, r, p) or p > MAX_SCRYPT_LANES or 128 * r * (n + p + 2) > MAX_SCRYPT_BYTES:
        return None
    salt, digest = parts["salt"].encode(), b64decode(parts["digest"])

    def check(password: bytes) -> bool:
        made = hashlib.scrypt(password, salt=salt, n=n, r=r, p=p, maxmem=MAX_SCRYPT_BYTES, dklen=len(digest))
        return hmac.compare_digest(made, digest)

    return check


def _is_scrypt(n: int, r: int, p: int) -> bool:
    """Whether scrypt is defined for these (RFC 7914, section 2)."""
    return n > 1 and n & (n - 1) == 0 and r > 0 and p > 0 and n < 1 << min(16 * r, 64)


def _pbkdf2(hash: str) -> Check | None:
    """Django's PBKDF2PasswordHasher and PBKDF2SHA1PasswordHasher."""
    handler = django_pbkdf2_sha1 if hash.startswith(django_pbkdf2_sha1.ident) else django_pbkdf2_sha256
    found = parsed(handler, hash)
    if found is None or found.rounds > MAX_PBKDF2_ROUNDS:
        return None
    return partial(handler.verify, hash=hash)


def _phpass(hash: str) -> Check | None:
    """WordPress up to 6.7, and phpBB 3."""
    found = parsed(phpass, hash) if _PHPASS.fullmatch(hash) else None
    if found is None or found.rounds > MAX_PHPASS_COST:
        return None
    return lambda password: bool(phpass.verify(password.strip(_PHP_BLANKS), hash))
