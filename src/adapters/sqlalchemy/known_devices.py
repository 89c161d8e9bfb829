"""Known devices, at most so many for an account."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, select

from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.sign_in_tables import known_devices
from adapters.sqlalchemy.upserts import upsert
from adapters.sqlalchemy.versions import Collect, update_loaded
from domain.ids import AccountId, DeviceId
from domain.known_devices import MAX_KNOWN_DEVICES, KnownDevice
from services.ports.known_devices import KnownDeviceRepository
from services.ports.unit_of_work import TryAgain


def to_device(row: AnyRow) -> KnownDevice:
    return KnownDevice(
        id=DeviceId(row.id),
        version=row.version,
        account_id=AccountId(row.account_id),
        digest=row.digest,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
    )


def to_row(device: KnownDevice) -> dict[str, Any]:
    return {
        "id": device.id,
        "account_id": device.account_id,
        "digest": device.digest,
        "first_seen_at": device.first_seen_at,
        "last_seen_at": device.last_seen_at,
    }


class SqlAlchemyKnownDevices(KnownDeviceRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def find(self, account_id: AccountId, digest: str) -> KnownDevice | None:
        statement = select(known_devices).where(
            known_devices.c.account_id == account_id, known_devices.c.digest == digest
        )
        row = self._connection.execute(statement).one_or_none()
        return to_device(row) if row else None

    def any_of(self, account_id: AccountId) -> bool:
        return bool(self._connection.scalar(select(exists().where(known_devices.c.account_id == account_id))))

    def add(self, device: KnownDevice) -> None:
        self._insert(device)
        self._collect(device)
        newest = (
            select(known_devices.c.id)
            .where(known_devices.c.account_id == device.account_id)
            .order_by(known_devices.c.last_seen_at.desc(), known_devices.c.id.desc())
            .limit(MAX_KNOWN_DEVICES)
        )
        self._connection.execute(
            delete(known_devices).where(
                known_devices.c.account_id == device.account_id, known_devices.c.id.not_in(newest)
            )
        )

    def _insert(self, device: KnownDevice) -> None:
        """A browser may sign in twice at once: the later one finds the device known when it tries again."""
        statement = (
            upsert(self._connection.dialect.name, known_devices)
            .values(**to_row(device), version=1)
            .on_conflict_do_nothing(index_elements=[known_devices.c.account_id, known_devices.c.digest])
        )
        if self._connection.scalar(statement.returning(known_devices.c.id)) is None:
            raise TryAgain
        device.version = 1

    def save(self, device: KnownDevice) -> None:
        update_loaded(self._connection, known_devices, device.id, to_row(device), device)
        self._collect(device)

    def remove_all_of(self, account_id: AccountId, *, but_digest: str | None = None) -> int:
        statement = delete(known_devices).where(known_devices.c.account_id == account_id)
        if but_digest is not None:
            statement = statement.where(known_devices.c.digest != but_digest)
        return self._connection.execute(statement).rowcount

    def remove_unseen_since(self, moment: datetime) -> int:
        return self._connection.execute(
            delete(known_devices).where(known_devices.c.last_seen_at <= moment)
        ).rowcount
