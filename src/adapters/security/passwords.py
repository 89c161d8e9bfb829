"""Password hashes: argon2id for ours, and older schemes for those of imported accounts."""

import os
import secrets
import threading
from functools import cached_property, partial

from passlib.hash import argon2  # type: ignore[import-untyped]  # libpass ships no types

from adapters.security.imported_hashes import Check, check_of, parsed
from services.ports.passwords import PasswordHasher

MEMORY_KIB = 19_456
ROUNDS = 2
LANES = 1
"""OWASP's minimum for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane."""

MAX_MEMORY_KIB = 128 * 1024
MAX_ROUNDS = 16
MAX_LANES = 16
"""What a hash may ask for that was imported. Django's ask for 100 MiB, two passes and eight lanes."""

_DJANGO = "argon2"
"""Stands before argon2's own form in Django: `argon2$argon2id$...`."""


class Argon2Hasher(PasswordHasher):
    """argon2id, hashing at most as many at once as there are cores but one, and always one.

    Whoever comes in a flood waits for a turn: each hash takes 19 MiB and all of a core, and pages
    keep the core that is left. Cheaper parameters are for tests.
    """

    def __init__(
        self,
        *,
        memory_kib: int = MEMORY_KIB,
        rounds: int = ROUNDS,
        lanes: int = LANES,
        at_once: int | None = None,
    ) -> None:
        self._scheme = argon2.using(type="ID", memory_cost=memory_kib, rounds=rounds, parallelism=lanes)
        self._turns = threading.BoundedSemaphore(at_once or max(1, (os.cpu_count() or 1) - 1))

    def hash(self, password: str) -> str:
        with self._turns:
            return str(self._scheme.hash(_bytes(password)))

    def verify(self, password: str, hash: str) -> bool:
        """A hash that can't be read takes as long as one of ours: nobody learns which accounts have one."""
        check = self._check_of(hash)
        if check is None:
            self.verify_nobody(password)
            return False
        with self._turns:
            try:
                return bool(check(_bytes(password)))
            except ValueError:
                return False

    def verify_nobody(self, password: str) -> None:
        self.verify(password, self._nobody)

    def is_outdated(self, hash: str) -> bool:
        """True for a hash that can't be read, too: the next good password replaces it."""
        try:
            return bool(self._scheme.needs_update(hash))
        except (ValueError, TypeError, NotImplementedError):
            return True

    def is_readable(self, hash: str) -> bool:
        return self._check_of(hash) is not None

    def _check_of(self, hash: str) -> Check | None:
        own = hash.removeprefix(_DJANGO)
        return partial(self._scheme.verify, hash=own) if _is_argon2(own) else check_of(hash)

    @cached_property
    def _nobody(self) -> str:
        return self.hash(secrets.token_urlsafe())


def _is_argon2(hash: str) -> bool:
    """Whether a hash is argon2id's or argon2i's, and asks for no more than is borne."""
    found = parsed(argon2, hash)
    return (
        found is not None
        and found.type in ("id", "i")
        and found.data is None
        and found.memory_cost <= MAX_MEMORY_KIB
        and found.rounds <= MAX_ROUNDS
        and 8 * found.parallelism <= found.memory_cost
        and found.parallelism <= MAX_LANES
    )


def _bytes(password: str) -> bytes:
    """Verbatim (ASVS 5.0, 6.2.8), even what is no proper Unicode."""
    return password.encode("utf-8", "surrogatepass")
