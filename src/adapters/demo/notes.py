"""Notes: one to four sentences, sometimes with a hashtag or a nod to somebody."""

from random import Random

from adapters.demo.phrasing import Phrasing
from adapters.demo.topics import Topic
from adapters.demo.words.any_topic import NODS, PLAIN_NOTES, TAILS


def write_note(topic: Topic | None, phrasing: Phrasing, rng: Random, *, friend: str | None) -> str:
    """A note on a topic or on nothing in particular; it may name the friend, by their handle."""
    parts = [phrasing.one_of(PLAIN_NOTES if topic is None else topic.notes)]
    if rng.random() < 0.22:
        parts.append(phrasing.one_of(TAILS))
    if friend is not None and rng.random() < 0.12:
        parts.append(phrasing.one_of(NODS, friend=friend))
    note = " ".join(parts)
    if topic is not None and rng.random() < 0.3:
        note += rng.choice((" ", "\n\n")) + _hashtags(topic, rng)
    return note


def _hashtags(topic: Topic, rng: Random) -> str:
    one_word = [tag for tag in topic.tags if tag.isalnum()]
    return " ".join(f"#{tag}" for tag in rng.sample(one_word, rng.choice((1, 1, 2))))
