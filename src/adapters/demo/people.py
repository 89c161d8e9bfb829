"""People: who lives in a made-up community. Names, handles, interests and a few words about themselves."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from random import Random

from adapters.demo.phrasing import Phrasing
from adapters.demo.words.any_topic import BIO_ENDINGS
from adapters.demo.words.every_topic import TOPICS
from adapters.demo.words.everyday import EVERYDAY, PLACES
from adapters.demo.words.names import HANDLE_WORDS, NAMINGS, Name, Naming
from domain.profiles import MAX_HANDLE, parse_handle, skeleton
from domain.texts import TextFault

_HANDLE_SHAPES = (
    "{given}{family}",
    "{given}_{family}",
    "{given}",
    "{initial}{family}",
    "{family}_{given}",
    "{word}_{given}",
    "{given}_{word}",
    "{word}_{word2}",
    "{given}{digits}",
)
_TRIES_WITHOUT_NUMBER = 4
_OTHERS = {"other": tuple(topic.name for topic in TOPICS)}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person before they say anything. `interests` are numbers of TOPICS, the dearest first.

    Without a display name they go by their handle.
    """

    handle: str
    display_name: str
    interests: tuple[int, ...]


def gather(rng: Random, count: int, *, taken: Collection[str] = ()) -> Iterator[Somebody]:
    """So many people, whose handles look like no other and like none of the skeletons `taken`."""
    seen = set(taken)
    for _ in range(count):
        naming = rng.choice(NAMINGS)
        given, family = rng.choice(naming.given), rng.choice(naming.family)
        handle = _free_handle(rng, given, family, seen)
        seen.add(skeleton(handle))
        yield Somebody(handle, _display_name(rng, naming, given, family), _interests(rng))


def bio_of(person: Somebody, rng: Random) -> str:
    """One to three sentences about what they care for; a few say nothing."""
    if rng.random() < 0.08:
        return ""
    topic = TOPICS[person.interests[0]]
    phrasing = Phrasing(rng, lasting=topic.choices | PLACES, fleeting=EVERYDAY | _OTHERS, bound={})
    bio = phrasing.one_of(topic.bios)
    if rng.random() < 0.55:
        others = {
            f"other{place or ''}": TOPICS[index].name
            for place, index in zip(("", 2), person.interests[1:], strict=False)
        }
        bio += " " + phrasing.one_of(BIO_ENDINGS, **others)
    return bio


def _free_handle(rng: Random, given: Name, family: Name, seen: Collection[str]) -> str:
    tries = 0
    while True:
        handle = _handle(rng, given.plain, family.plain)
        if tries >= _TRIES_WITHOUT_NUMBER:
            # The longer it takes, the longer the number: there is always one more.
            number = str(rng.randrange(2, 10 ** min(2 + tries // 8, 9)))
            handle = handle[: MAX_HANDLE - len(number)] + number
        if _is_valid(handle) and skeleton(handle) not in seen:
            return handle
        tries += 1


def _handle(rng: Random, given: str, family: str) -> str:
    word, word2 = rng.sample(HANDLE_WORDS, 2)
    return rng.choice(_HANDLE_SHAPES).format(
        given=given, family=family, initial=given[0], word=word, word2=word2, digits=rng.randrange(50, 100)
    )[:MAX_HANDLE]


def _is_valid(handle: str) -> bool:
    try:
        return parse_handle(handle) == handle
    except TextFault:
        return False


def _display_name(rng: Random, naming: Naming, given: Name, family: Name) -> str:
    chance = rng.random()
    if chance < 0.07:
        return ""
    if chance < 0.15:
        return given.written
    if chance < 0.18:
        return given.plain
    if chance < 0.28:
        return f"{given.plain.title()} {family.plain.title()}"
    names = (family, given) if naming.family_first else (given, family)
    return naming.divider.join(name.written for name in names)


def _interests(rng: Random) -> tuple[int, ...]:
    return tuple(rng.sample(range(len(TOPICS)), rng.choice((1, 2, 2, 3, 3, 4))))
