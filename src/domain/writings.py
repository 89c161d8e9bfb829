"""Writing: the words of a draft, a post or a revision, with what the author says about them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar

from domain.errors import Invalid, Sentence
from domain.tags import Tag, parse_tags
from domain.texts import TextFault, is_blank, many_lines, one_line

MAX_TITLE = 200
"""Three lines of a phone's screen."""

MAX_BODY_BYTES = 100_000
"""About 16,000 words. The Markdown door is measured up to here (see the hostile corpus in the tests)."""

MAX_NOTE = 1_000
"""Characters of a note; longer thoughts deserve a title."""

MAX_SUMMARY = 500
"""A paragraph under the title."""


T = TypeVar("T")


class Audience(StrEnum):
    """Who may read, from widest to narrowest."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "followers"
    MENTIONED = "mentioned"

    @property
    def is_open(self) -> bool:
        """Whether strangers may read."""
        return self in (Audience.PUBLIC, Audience.UNLISTED)

    def narrower(self, other: "Audience") -> "Audience":
        return max(self, other, key=list(Audience).index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Title (None for a note), body in Markdown, summary, tags and audience."""

    title: str | None
    body: str
    summary: str = ""
    tags: tuple[Tag, ...] = ()
    audience: Audience = Audience.PUBLIC

    @classmethod
    def parse(cls, *, title: str, body: str, summary: str = "", tags: str = "", audience: str = "") -> Self:
        """Words as a person sent them; an empty title makes a note.

        Anything goes that fits: a draft may be half done. Raises Invalid with every fault at once.
        """
        faults: dict[str, Sentence] = {}
        parsed = cls(
            title=_parse("title", lambda: one_line(title, most=MAX_TITLE), faults) or None,
            body=_parse("body", lambda: _body(body), faults) or "",
            summary=_parse("summary", lambda: one_line(summary, most=MAX_SUMMARY), faults) or "",
            tags=_parse("tags", lambda: parse_tags(tags), faults) or (),
            audience=_parse("audience", lambda: _audience(audience), faults) or Audience.PUBLIC,
        )
        if faults:
            raise Invalid(faults)
        return parsed

    @property
    def is_article(self) -> bool:
        return self.title is not None

    def check_publishable(self) -> None:
        """Raises Invalid when readers would find nothing, or a note that is too long."""
        if is_blank(self.body):
            raise Invalid({"body": Sentence("Please write something first.")})
        if not self.is_article and len(self.body) > MAX_NOTE:
            raise Invalid(
                {
                    "body": Sentence(
                        "A note has at most {most} characters and this has {length}. "
                        "Shorten it, or give it a title to make it an article.",
                        most=MAX_NOTE,
                        length=len(self.body),
                    )
                }
            )


def _parse(field: str, parse: Callable[[], T], faults: dict[str, Sentence]) -> T | None:
    try:
        return parse()
    except TextFault as fault:
        faults[field] = fault.sentence
        return None


def _body(value: str) -> str:
    body = many_lines(value, most=None)
    size = len(body.encode())
    if size > MAX_BODY_BYTES:
        raise TextFault(
            Sentence("This text takes {size} bytes; {most} fit in one post.", size=size, most=MAX_BODY_BYTES)
        )
    return body


def _audience(value: str) -> Audience:
    try:
        return Audience(value or Audience.PUBLIC)
    except ValueError:
        raise TextFault(Sentence("Please choose one of the audiences.")) from None
