"""Every sentence that the demo may say can be said, and reads as English."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from adapters.demo.phrasing import Phrasing
from adapters.demo.topics import Topic
from adapters.demo.words import any_topic
from adapters.demo.words.every_topic import TOPICS
from adapters.demo.words.everyday import EVERYDAY, PLACES
from adapters.demo.words.names import NAMINGS
from domain.tags import parse_tag

WRONG_ARTICLE = re.compile(
    r"\b[Aa] (?!one\b|once\b|us|uni|eu)[aeiou]\w*|\b[Aa]n (?!hour|honest|heir)[^aeiouAEIOU\W]\w*"
)
"""`a` before a vowel, or `an` before none."""


def templates_of(topic: Topic) -> Iterator[str]:
    for lead in topic.leads:
        yield from (lead.title, lead.summary, lead.opening)
    for section in topic.sections:
        yield from (section.heading, *section.paragraphs)
    for texts in (topic.bios, topic.blocks, topic.footnotes, topic.endings, topic.notes, topic.replies):
        yield from texts


GENERAL = (
    *any_topic.ASIDES,
    *any_topic.TAILS,
    *any_topic.PLAIN_NOTES,
    *any_topic.EDITS,
    *(said for kind in (any_topic.REPLIES, any_topic.RETURNS) for texts in kind.values() for said in texts),
)


def phrasing(topic: Topic, seed: int) -> Phrasing:
    return Phrasing(Random(seed), lasting=topic.choices | PLACES, fleeting=EVERYDAY, bound={})


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_every_sentence_of_a_topic_can_be_said(topic: Topic) -> None:
    for seed in range(12):
        speaker = phrasing(topic, seed)
        for template in templates_of(topic):
            said = speaker.say(template)
            assert said.strip()
            assert not re.search(r"[{}]|(?<!\|)\|(?! |$|\n)", said), said
            assert "  " not in said, said
            assert not WRONG_ARTICLE.search(said), said


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_topic_has_enough_to_say(topic: Topic) -> None:
    assert len(topic.notes) >= 11
    assert len(topic.replies) >= 7
    assert len(topic.leads) >= 4
    assert len(topic.sections) >= 6
    assert [parse_tag(tag) for tag in topic.tags] == list(topic.tags)


def test_there_are_enough_topics_and_no_two_share_a_name() -> None:
    assert len({topic.name for topic in TOPICS}) == len(TOPICS) >= 14


def test_every_sentence_that_fits_any_topic_can_be_said() -> None:
    for seed, topic in enumerate(TOPICS):
        for template in GENERAL:
            said = phrasing(topic, seed).say(template)
            assert "{" not in said
            assert not WRONG_ARTICLE.search(said), said


def test_every_name_has_letters_for_a_handle() -> None:
    for naming in NAMINGS:
        for name in (*naming.given, *naming.family):
            assert re.fullmatch("[a-z]+", name.plain), name
