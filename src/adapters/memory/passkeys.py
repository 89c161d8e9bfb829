"""Passkeys in a dictionary, each credential once."""

from collections.abc import Sequence

from adapters.memory.store import Changes, kept
from domain.errors import NotFound
from domain.ids import AccountId, PasskeyId
from domain.passkeys import Passkey, PasskeyTaken
from services.ports.passkeys import PasskeyRepository


class InMemoryPasskeys(PasskeyRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._passkeys = changes, changes.tables.passkeys

    def get(self, id: PasskeyId, *, owner: AccountId) -> Passkey:
        passkey = self._passkeys.get(id)
        if passkey is None or passkey.account_id != owner:
            raise NotFound
        return kept(passkey)

    def by_credential(self, credential_id: str) -> Passkey | None:
        for passkey in self._passkeys.values():
            if passkey.credential_id == credential_id:
                return kept(passkey)
        return None

    def all_of(self, account_id: AccountId) -> Sequence[Passkey]:
        own = [kept(passkey) for passkey in self._passkeys.values() if passkey.account_id == account_id]
        return sorted(own, key=lambda passkey: passkey.id)

    def add(self, passkey: Passkey) -> None:
        if self.by_credential(passkey.credential_id) is not None:
            raise PasskeyTaken
        self._changes.put_new(self._passkeys, passkey.id, passkey)

    def save(self, passkey: Passkey) -> None:
        self._changes.put_again(self._passkeys, passkey.id, passkey)

    def remove(self, passkey: Passkey) -> None:
        self._changes.take_out(self._passkeys, passkey.id, passkey)

    def remove_all_of(self, account_id: AccountId) -> int:
        own = self.all_of(account_id)
        for passkey in own:
            del self._passkeys[passkey.id]
        return len(own)
