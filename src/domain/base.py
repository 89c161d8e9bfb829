"""What every aggregate has: a version to notice other editors, and events to tell of itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.errors import EditedMeanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened, named in the past tense; it carries ids only.

    Ids outlive what they name, and hold no words that could leak from a queue or a log.
    """


@dataclass(slots=True, kw_only=True)
class Aggregate:
    """A thing that is loaded, changed and saved as a whole.

    `version` counts saves: 0 before the first. A repository refuses to save over a newer
    version. Events recorded since loading leave with `drain`, once.
    """

    version: int = 0
    _events: list[Event] = field(default_factory=list, repr=False, compare=False)

    def expect(self, version: int) -> None:
        """Raises EditedMeanwhile unless this is the version that somebody began to change."""
        if version != self.version:
            raise EditedMeanwhile

    def record(self, event: Event) -> None:
        self._events.append(event)

    def drain(self) -> Sequence[Event]:
        """Hand over the recorded events and forget them."""
        drained, self._events = self._events, []
        return drained
