"""Tag: a word under which posts are found."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NewType

from domain.errors import Sentence
from domain.texts import TextFault, one_line

Tag = NewType("Tag", str)

MAX_TAG = 50
"""Longer than any word that people look for."""

MAX_TAGS = 10
"""More would be a way to crowd into listings."""

_INVISIBLE = re.compile(r"[\u00ad\u034f\u200b-\u200d\u2060\ufe00-\ufe0f]")
_SEPARATORS = re.compile(r"[,;\s]+")


def parse_tag(value: str) -> Tag:
    """A tag as it is kept: compatibility-normalised, in lower case, without #. Raises TextFault.

    Folded as Unicode's NFKC_Casefold does (section 3.13): what reads the same is the same tag.
    """
    word = _INVISIBLE.sub("", _folded(one_line(value, most=200))).lstrip("#")
    if len(word) > MAX_TAG:
        raise TextFault(Sentence("A tag has at most {most} characters.", most=MAX_TAG))
    if not word[:1].isalnum() or word.isdigit() or not all(map(_may_stand_in_tag, word)):
        raise TextFault(
            Sentence("“{tag}” can't be a tag: use letters, digits and hyphens.", tag=value[:MAX_TAG])
        )
    return Tag(word)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())


def _may_stand_in_tag(character: str) -> bool:
    """Letters, digits, and the marks without which Hindi, Thai and many others can't be written."""
    return character.isalnum() or character in "_-" or unicodedata.category(character) in ("Mn", "Mc")


def parse_tags(value: str) -> tuple[Tag, ...]:
    """The tags in a line, separated by commas or spaces, each once, in order. Raises TextFault."""
    tags = dict.fromkeys(parse_tag(word) for word in _SEPARATORS.split(value) if word.strip("#"))
    if len(tags) > MAX_TAGS:
        raise TextFault(Sentence("{count} tags are too many; {most} fit.", count=len(tags), most=MAX_TAGS))
    return tuple(tags)


def with_hashtags(tags: Iterable[Tag], hashtags: Iterable[str]) -> tuple[Tag, ...]:
    """Tags, and the hashtags of the body after them, as far as they fit; odd ones are left out."""
    all_tags = dict.fromkeys(tags)
    for word in hashtags:
        try:
            all_tags.setdefault(parse_tag(word))
        except TextFault:
            continue
    return tuple(all_tags)[:MAX_TAGS]
