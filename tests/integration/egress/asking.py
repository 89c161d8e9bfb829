"""Asking by the egress, and hearing why it doesn't."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from adapters.egress.connections import Unreachable
from adapters.egress.egress import Egress
from tests.integration.egress.servers import Asked, Loopback

SHORT = 0.4
"""Seconds that are enough for an answer at once, and far too few for one that drips."""


class Names:
    """A name server that a test fills; it answers with the next line each time, and counts."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): list(lines) for name, lines in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        lines = self._answers[host]
        return lines.pop(0) if len(lines) > 1 else lines[0]


def hello(asked: Asked) -> None:
    asked.reply(b"hello", headers={"X-Word": "hello"})


def reason_of(act: Callable[[], object]) -> str:
    with pytest.raises(Unreachable) as refused:
        act()
    return refused.value.reason


def egress_to(*servers: Loopback, **options: Any) -> Egress:
    return Egress([server.place for server in servers], **options)
