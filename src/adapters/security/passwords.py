"""Password hashes by argon2id."""

import os
import secrets
import threading
from functools import cached_property

from passlib.hash import argon2  # type: ignore[import-untyped]  # libpass ships no types

from services.ports.passwords import PasswordHasher

MEMORY_KIB = 19_456
ROUNDS = 2
LANES = 1
"""OWASP's minimum for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane."""


class Argon2Hasher(PasswordHasher):
    """argon2id, hashing at most as many at once as there are cores.

    Whoever comes in a flood waits for a turn: each hash takes 19 MiB and all of a core, and pages
    must stay quick meanwhile. Cheaper parameters are for tests.
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
        self._turns = threading.BoundedSemaphore(at_once or os.cpu_count() or 1)

    def hash(self, password: str) -> str:
        with self._turns:
            return str(self._scheme.hash(_bytes(password)))

    def verify(self, password: str, hash: str) -> bool:
        with self._turns:
            try:
                return bool(self._scheme.verify(_bytes(password), hash))
            except (ValueError, TypeError):
                return False

    def verify_nobody(self, password: str) -> None:
        self.verify(password, self._nobody)

    def is_outdated(self, hash: str) -> bool:
        """True for a hash that can't be read, too: the next good password replaces it."""
        try:
            return bool(self._scheme.needs_update(hash))
        except (ValueError, TypeError):
            return True

    @cached_property
    def _nobody(self) -> str:
        return self.hash(secrets.token_urlsafe())


def _bytes(password: str) -> bytes:
    """Verbatim (ASVS 5.0, 6.2.8), even what is no proper Unicode."""
    return password.encode("utf-8", "surrogatepass")
