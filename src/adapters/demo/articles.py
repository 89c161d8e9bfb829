"""Articles: a title, a summary, and a body with headings, lists, tables, quotations, code and footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from adapters.demo.phrasing import Phrasing
from adapters.demo.topics import Section, Topic
from adapters.demo.words.any_topic import ASIDES

FEWEST_WORDS = 200
"""What is shorter gets another paragraph."""

_SECTIONS = (2, 3, 3, 4, 4, 5, 6, 6)
_BLOCKS = (0, 1, 1, 1, 2, 3)
_ASIDES = (0, 0, 1, 1, 2, 3)


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    summary: str
    body: str
    tags: tuple[str, ...]


def write_article(topic: Topic, phrasing: Phrasing, rng: Random) -> Article:
    """An article of some 200 to 1,500 words. The phrasing must know the topic's choices."""
    lead = rng.choice(topic.leads)
    title, summary = phrasing.say(lead.title), phrasing.say(lead.summary)
    parts = [phrasing.say(lead.opening)]
    for section in _some(rng, topic.sections, rng.choice(_SECTIONS)):
        parts += _section(section, phrasing, rng)
    asides = _some(rng, ASIDES, len(ASIDES))
    rng.shuffle(asides)
    extras = [phrasing.say(asides.pop()) for _ in range(rng.choice(_ASIDES))]
    extras += [phrasing.say(block) for block in _some(rng, topic.blocks, rng.choice(_BLOCKS))]
    if topic.code and rng.random() < 0.6:
        extras.append(rng.choice(topic.code))
    for extra in extras:
        _put_in(parts, extra, rng)
    while sum(len(part.split()) for part in parts) < FEWEST_WORDS:
        _put_in(parts, phrasing.say(asides.pop()), rng)
    parts.append(phrasing.one_of(topic.endings))
    if rng.random() < 0.3:
        parts[0] += "[^1]"
        parts.append("[^1]: " + phrasing.one_of(topic.footnotes))
    return Article(
        _capital(title), summary if rng.random() < 0.8 else "", "\n\n".join(parts), _tags(topic, rng)
    )


def _section(section: Section, phrasing: Phrasing, rng: Random) -> list[str]:
    """A section with its heading, or now and then one of its paragraphs without."""
    paragraphs = _some(rng, section.paragraphs, rng.choice((1, 2, 2, 2)))
    said = [phrasing.say(paragraph) for paragraph in paragraphs]
    if rng.random() < 0.12:
        return said[:1]
    return ["## " + _capital(phrasing.say(section.heading)), *said]


def _put_in(parts: list[str], extra: str, rng: Random) -> None:
    """After some paragraph, never between a heading and what it announces."""
    places = [index for index, part in enumerate(parts, start=1) if not part.startswith("##")]
    parts.insert(rng.choice(places), extra)


def _some(rng: Random, things: Sequence[T], count: int) -> list[T]:
    """So many of them, in the order in which they were written."""
    chosen = rng.sample(range(len(things)), min(count, len(things)))
    return [things[index] for index in sorted(chosen)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _tags(topic: Topic, rng: Random) -> tuple[str, ...]:
    return tuple(_some(rng, topic.tags, rng.choice((1, 1, 2, 2, 3))))
