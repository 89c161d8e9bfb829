"""Phrasing: handwritten sentences with open places, filled so that they agree with each other."""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from random import Random

_OPEN_PLACE = re.compile(r"\{([^{}]*)\}")

Choices = Mapping[str, tuple[str, ...]]
"""What may stand in an open place, by its name."""

Bound = MutableMapping[str, str]
"""What stands in the open places of a text, by name."""


class Phrasing:
    """Fills `{crop}` from the choices of that name and `{a|b|c}` with one of the three.

    A name among the `lasting` choices keeps its value in `bound`, so that one text (and whatever
    answers it, if that is given the same `bound`) speaks of one crop. Any other keeps its value
    for a paragraph. `{crop2}` is another than `{crop}`, and `{Crop}` begins with a capital letter.
    """

    __slots__ = ("_bound", "_fleeting", "_lasting", "_passing", "_rng")

    def __init__(self, rng: Random, *, lasting: Choices, fleeting: Choices, bound: Bound) -> None:
        self._rng = rng
        self._lasting = lasting
        self._fleeting = fleeting
        self._bound = bound
        self._passing: dict[str, str] = {}

    def say(self, template: str, **given: str) -> str:
        """The template with every open place filled. Raises KeyError for a name without choices."""
        self._passing = given
        return self._filled(template)

    def one_of(self, templates: Sequence[str], **given: str) -> str:
        return self.say(self._rng.choice(templates), **given)

    def _filled(self, template: str) -> str:
        """Innermost places first, so that an alternative may hold others."""
        while "{" in template:
            template = _OPEN_PLACE.sub(self._fill, template)
        return template

    def _fill(self, place: re.Match[str]) -> str:
        inside: str = place[1]
        if "|" in inside:
            return self._rng.choice(inside.split("|"))
        name = inside.lower()
        value = self._bound.get(name) or self._passing.get(name) or self._bind(name)
        return value if name == inside else value[:1].upper() + value[1:]

    def _bind(self, name: str) -> str:
        root = name.removesuffix("2")
        lasts = root in self._lasting
        kept: Bound = self._bound if lasts else self._passing
        choices = (self._lasting if lasts else self._fleeting)[root]
        if root != name:
            choices = tuple(choice for choice in choices if choice != kept.get(root))
        value = kept[name] = self._filled(self._rng.choice(choices))
        return value
