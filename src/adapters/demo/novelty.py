"""Novelty: telling whether something has been said before."""

import re
from collections import deque
from zlib import crc32

_RECENTLY = 3_000
_SENTENCE = re.compile(r"(?:@\w+ )?(.+?[.!?:](?=\s|$))", re.DOTALL)


def first_sentence(body: str) -> str:
    """How a text begins, without the name that it is addressed to."""
    match = _SENTENCE.match(body)
    return match[1] if match else body


class Novelty:
    """Remembers every text by a checksum, and how the latest ones began."""

    def __init__(self) -> None:
        self._texts: set[int] = set()
        self._beginnings: set[int] = set()
        self._latest: deque[int] = deque()

    def is_repetition(self, text: str) -> bool:
        return crc32(text.encode()) in self._texts

    def begins_like_another(self, text: str) -> bool:
        return crc32(first_sentence(text).encode()) in self._beginnings

    def remember(self, text: str) -> None:
        self._texts.add(crc32(text.encode()))
        beginning = crc32(first_sentence(text).encode())
        if beginning not in self._beginnings:
            self._beginnings.add(beginning)
            self._latest.append(beginning)
        if len(self._latest) > _RECENTLY:
            self._beginnings.discard(self._latest.popleft())
