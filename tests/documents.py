"""The documents, read as a tool would: their blocks of code, and which file each belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WALKS = ROOT / "docs/extending.md"

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADER = re.compile(
    r"(?:# |\{# )(?P<path>[\w./]+\.\w+)"
    r"(?: (?P<new>\(new\))|, (?P<how>in|at the end of) (?P<place>[\w.]+))?(?: #\})?"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the files that its first lines name, and what is to go there."""

    language: str
    paths: tuple[str, ...]
    is_new: bool
    how: str
    place: str
    words: str


def blocks_of(document: Path) -> Iterator[Block]:
    for language, words in FENCE.findall(document.read_text()):
        paths, header = [], None
        while words and (found := _HEADER.fullmatch(words.partition("\n")[0])):
            header = found
            paths.append(found["path"])
            words = words.partition("\n")[2]
        yield Block(
            language,
            tuple(paths),
            bool(header and header["new"]),
            (header and header["how"]) or "",
            (header and header["place"]) or "",
            words,
        )
