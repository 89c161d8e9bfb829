"""One-time links in a dictionary, found by digest."""

from adapters.memory.store import Changes, kept
from domain.sessions import OneTimeLink, Purpose
from services.ports.links import OneTimeLinkRepository


class InMemoryOneTimeLinks(OneTimeLinkRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._links = changes, changes.tables.links

    def by_digest(self, digest: str) -> OneTimeLink | None:
        for link in self._links.values():
            if link.digest == digest:
                return kept(link)
        return None

    def add(self, link: OneTimeLink) -> None:
        self._changes.put_new(self._links, link.id, link)

    def save(self, link: OneTimeLink) -> None:
        self._changes.put_again(self._links, link.id, link)

    def remove_all_for(self, purpose: Purpose) -> int:
        old = [link.id for link in self._links.values() if link.purpose is purpose]
        for id in old:
            del self._links[id]
        return len(old)
