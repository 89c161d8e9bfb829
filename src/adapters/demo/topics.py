"""Topic: what people write about, as pools of handwritten sentences and paragraphs with open places."""

import re
from dataclasses import dataclass
from textwrap import dedent

_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Lead:
    """How an article begins: a title, a summary, a first paragraph."""

    title: str
    summary: str
    opening: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what may stand under it."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One field that people know something about. Every template is for `Phrasing`.

    `blocks` are lists, tables and quotations in Markdown, `code` is taken as it stands.
    """

    name: str
    tags: tuple[str, ...]
    choices: dict[str, tuple[str, ...]]
    bios: tuple[str, ...]
    leads: tuple[Lead, ...]
    sections: tuple[Section, ...]
    blocks: tuple[str, ...]
    code: tuple[str, ...] = ()
    footnotes: tuple[str, ...]
    endings: tuple[str, ...]
    notes: tuple[str, ...]
    replies: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """Values for an open place, divided by semicolons."""
    return tuple(" ".join(part.split()) for part in text.split(";"))


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs divided by blank lines, each on one line."""
    return tuple(" ".join(part.split()) for part in _BLANK_LINE.split(text.strip()))


def blocks(text: str) -> tuple[str, ...]:
    """Blocks of Markdown divided by lines that hold a percent sign, their own lines kept."""
    return tuple(part.strip() for part in dedent(text).strip().split("\n%\n"))


def sections(text: str) -> tuple[Section, ...]:
    """Sections that each begin with a `## heading`."""
    return tuple(
        Section(heading.strip(), paragraphs(rest))
        for heading, _, rest in (
            part.partition("\n") for part in dedent(text).strip().removeprefix("## ").split("\n## ")
        )
    )


def leads(text: str) -> tuple[Lead, ...]:
    """Leads that each begin with a `## title`; a paragraph for the summary and one to open follow."""
    return tuple(Lead(section.heading, *section.paragraphs) for section in sections(text))
