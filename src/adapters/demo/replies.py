"""Replies: what people answer, and what is answered to that."""

from dataclasses import dataclass
from random import Random

from adapters.demo.phrasing import Phrasing
from adapters.demo.topics import Topic
from adapters.demo.words.any_topic import REPLIES, RETURNS, TAILS

_KINDS = ("agreement", "question", "correction", "anecdote", "thanks")
_OFTEN = (4, 4, 2, 4, 3)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and what it does, which decides what can be said in return."""

    body: str
    kind: str


def write_reply(topic: Topic | None, phrasing: Phrasing, rng: Random, *, to: str | None) -> Reply:
    """An answer to somebody's post; `to` is a handle to address."""
    if topic is not None and rng.random() < 0.55:
        said = phrasing.one_of(topic.replies)
        kind = "question" if said.rstrip().endswith("?") else "remark"
    else:
        kind = rng.choices(_KINDS, _OFTEN)[0]
        said = phrasing.one_of(REPLIES[kind])
    return Reply(_finished(said, phrasing, rng, to=to), kind)


def write_return(kind: str, phrasing: Phrasing, rng: Random, *, to: str | None) -> Reply:
    """What somebody says to a reply of that kind, in a conversation that they are in."""
    said = phrasing.one_of(RETURNS.get(kind, RETURNS["remark"]))
    return Reply(_finished(said, phrasing, rng, to=to), "remark")


def _finished(said: str, phrasing: Phrasing, rng: Random, *, to: str | None) -> str:
    if rng.random() < 0.08:
        said += " " + phrasing.one_of(TAILS)
    return said if to is None else f"@{to} {said}"
