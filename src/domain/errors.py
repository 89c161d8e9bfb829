"""The kinds of refusal. A concrete error belongs to one kind and has a stable `code`.

The edges map a kind to a status once (web/errors.py); nobody else needs to know the concrete errors.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar


class Sentence:
    """A sentence for a person, its values kept apart so that it can be translated."""

    __slots__ = ("text", "values")

    def __init__(self, text: str, **values: str | int) -> None:
        self.text = text
        self.values: Mapping[str, str | int] = MappingProxyType(values)

    def __str__(self) -> str:
        return self.text.format_map(self.values)

    def __repr__(self) -> str:
        return f"Sentence({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, Sentence | str) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))


class StoaError(Exception):
    """A refusal that says why, in a sentence for the person who asked."""

    code: ClassVar[str] = "error"
    sentence: Sentence = Sentence("This could not be done.")

    def __init__(self, sentence: Sentence | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(str(self.sentence))


class Invalid(StoaError):
    """Input that breaks a rule: `fields` says which field, and what to do about it."""

    code = "invalid"
    sentence = Sentence("Please look at the marked fields.")

    def __init__(self, fields: Mapping[str, Sentence]) -> None:
        self.fields = dict(fields)
        super().__init__()

    def __str__(self) -> str:
        return "; ".join(f"{name}: {fault}" for name, fault in self.fields.items())


class NotFound(StoaError):
    """Not there, or not to be seen by who asked: the two are never told apart."""

    code = "not_found"
    sentence = Sentence("There is nothing here.")


class Forbidden(StoaError):
    """Seen, but not theirs to do."""

    code = "forbidden"
    sentence = Sentence("You can't do that here.")


class Conflict(StoaError):
    """True a moment ago, no longer."""

    code = "conflict"
    sentence = Sentence("Something else changed first.")


class EditedMeanwhile(Conflict):
    """Somebody saved a newer version after this one was loaded."""

    code = "edited_meanwhile"
    sentence = Sentence("This was changed in another window after you opened it.")


class TooMany(StoaError):
    """Too often; `retry_after` is the time to wait in whole seconds."""

    code = "too_many"

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        minutes = max(1, -(-retry_after // 60))
        super().__init__(
            Sentence("Too many attempts. Please wait a minute and try again.")
            if minutes == 1
            else Sentence("Too many attempts. Please wait {minutes} minutes and try again.", minutes=minutes)
        )


class Unauthenticated(StoaError):
    """Nobody is signed in, and somebody must be."""

    code = "unauthenticated"
    sentence = Sentence("Please sign in first.")


class Unavailable(StoaError):
    """The place itself is unwell for a moment; trying again later may work."""

    code = "unavailable"
    sentence = Sentence("This place is busy. Nothing was saved; please try again in a moment.")
    retry_after = 5
