"""One-time tokens in a dictionary, found by digest."""

from collections.abc import Callable
from datetime import datetime

from adapters.memory.store import Changes, kept
from domain.ids import AccountId
from domain.one_time_tokens import OneTimeToken, Purpose
from services.ports.one_time_tokens import OneTimeTokenRepository


class InMemoryOneTimeTokens(OneTimeTokenRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._tokens = changes, changes.tables.tokens

    def by_digest(self, digest: str) -> OneTimeToken | None:
        for token in self._tokens.values():
            if token.digest == digest:
                return kept(token)
        return None

    def add(self, token: OneTimeToken) -> None:
        self._changes.put_new(self._tokens, token.id, token)

    def save(self, token: OneTimeToken) -> None:
        self._changes.put_again(self._tokens, token.id, token)

    def remove_all_for(self, purpose: Purpose) -> int:
        return self._remove(lambda token: token.purpose is purpose)

    def remove_all_of(self, account_id: AccountId) -> int:
        return self._remove(lambda token: token.account_id == account_id)

    def remove_expired(self, now: datetime) -> int:
        return self._remove(lambda token: token.expires_at <= now)

    def _remove(self, is_over: Callable[[OneTimeToken], bool]) -> int:
        over = [token.id for token in self._tokens.values() if is_over(token)]
        for id in over:
            del self._tokens[id]
        return len(over)
