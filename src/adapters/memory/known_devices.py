"""Known devices in a dictionary, found by account and digest."""

from collections.abc import Collection
from datetime import datetime

from adapters.memory.store import Changes, kept
from domain.ids import AccountId, DeviceId
from domain.known_devices import MAX_KNOWN_DEVICES, KnownDevice
from services.ports.known_devices import KnownDeviceRepository
from services.ports.unit_of_work import TryAgain


class InMemoryKnownDevices(KnownDeviceRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._devices = changes, changes.tables.known_devices

    def find(self, account_id: AccountId, digest: str) -> KnownDevice | None:
        for device in self._of(account_id):
            if device.digest == digest:
                return kept(device)
        return None

    def any_of(self, account_id: AccountId) -> bool:
        return bool(self._of(account_id))

    def add(self, device: KnownDevice) -> None:
        if self.find(device.account_id, device.digest) is not None:
            raise TryAgain
        self._changes.put_new(self._devices, device.id, device)
        by_age = sorted(self._of(device.account_id), key=lambda known: (known.last_seen_at, known.id))
        self._remove([known.id for known in by_age[:-MAX_KNOWN_DEVICES]])

    def save(self, device: KnownDevice) -> None:
        self._changes.put_again(self._devices, device.id, device)

    def remove_all_of(self, account_id: AccountId, *, but_digest: str | None = None) -> int:
        return self._remove([known.id for known in self._of(account_id) if known.digest != but_digest])

    def remove_unseen_since(self, moment: datetime) -> int:
        return self._remove([known.id for known in self._devices.values() if known.last_seen_at <= moment])

    def _of(self, account_id: AccountId) -> list[KnownDevice]:
        return [device for device in self._devices.values() if device.account_id == account_id]

    def _remove(self, ids: Collection[DeviceId]) -> int:
        for id in ids:
            del self._devices[id]
        return len(ids)
