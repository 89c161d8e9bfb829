"""A hash that costs nothing: for tests only, where argon2 would take most of the time."""

import hashlib
import hmac
import re

from services.ports.passwords import PasswordHasher

_HASH = re.compile(r"quick\$[0-9]+\$[0-9a-f]{64}")


class QuickHasher(PasswordHasher):
    """`generation` plays the parameters: hashes of an older one are outdated."""

    def __init__(self, generation: int = 1) -> None:
        self._generation = generation

    def hash(self, password: str) -> str:
        digest = hashlib.sha256(password.encode("utf-8", "surrogatepass")).hexdigest()
        return f"quick${self._generation}${digest}"

    def verify(self, password: str, hash: str) -> bool:
        return hmac.compare_digest(self.hash(password).rpartition("$")[2], hash.rpartition("$")[2])

    def verify_nobody(self, password: str) -> None:
        self.verify(password, self.hash(""))

    def is_outdated(self, hash: str) -> bool:
        return not hash.startswith(f"quick${self._generation}$")

    def is_readable(self, hash: str) -> bool:
        return _HASH.fullmatch(hash) is not None
