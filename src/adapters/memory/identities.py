"""A provider that a test speaks for."""

from collections.abc import Mapping
from urllib.parse import urlencode

from domain.errors import Unavailable
from services.ports.identities import Identity, IdentityProvider, IdentityRefused, Question

ADDRESS = "https://provider.example/authorize"


class InMemoryProvider(IdentityProvider):
    """`grant` says whom a code stands for. Switched off by `is_down`, nobody can reach it."""

    def __init__(self, name: str = "example", label: str = "Example") -> None:
        self.name, self.label = name, label
        self.is_down = False
        self._asked: dict[str, Question] = {}
        self._granted: dict[str, tuple[Identity, str | None]] = {}

    def address(self, question: Question) -> str:
        self._check_reach()
        self._asked[question.state] = question
        return f"{ADDRESS}?{urlencode({'state': question.state})}"

    def grant(self, code: str, identity: Identity, *, state: str | None = None) -> None:
        """A code is good once, and with a `state` for that round only."""
        self._granted[code] = identity, state

    def identify(self, question: Question, answer: Mapping[str, str]) -> Identity:
        self._check_reach()
        if "error" in answer or self._asked.get(question.state) != question:
            raise IdentityRefused
        identity, state = self._granted.pop(answer.get("code", ""), (None, None))
        if identity is None or state not in (None, question.state):
            raise IdentityRefused
        return identity

    def _check_reach(self) -> None:
        if self.is_down:
            raise Unavailable
