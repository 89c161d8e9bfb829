"""Second factors, in one row for an account."""

from typing import Any

from sqlalchemy import Connection, delete, select, update

from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.sign_in_tables import second_factors
from adapters.sqlalchemy.versions import Collect, insert_first
from domain.errors import EditedMeanwhile
from domain.ids import AccountId
from domain.second_factors import SecondFactor
from services.ports.second_factors import SecondFactorRepository


def to_factor(row: AnyRow) -> SecondFactor:
    return SecondFactor(
        account_id=AccountId(row.account_id),
        version=row.version,
        sealed_secret=row.sealed_secret,
        confirmed_at=row.confirmed_at,
        last_step=row.last_step,
        recovery_digests=row.recovery_digests,
    )


def to_row(factor: SecondFactor) -> dict[str, Any]:
    return {
        "account_id": factor.account_id,
        "sealed_secret": factor.sealed_secret,
        "confirmed_at": factor.confirmed_at,
        "last_step": factor.last_step,
        "recovery_digests": factor.recovery_digests,
    }


class SqlAlchemySecondFactors(SecondFactorRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def of(self, account_id: AccountId) -> SecondFactor:
        statement = select(second_factors).where(second_factors.c.account_id == account_id)
        row = self._connection.execute(statement).one_or_none()
        return to_factor(row) if row else SecondFactor(account_id=account_id)

    def save(self, factor: SecondFactor) -> None:
        if factor.version == 0:
            # Of two that begin at once, the later violates the primary key: EditedMeanwhile.
            insert_first(self._connection, second_factors, to_row(factor), factor)
        else:
            self._save_again(factor)
        self._collect(factor)

    def _save_again(self, factor: SecondFactor) -> None:
        next_version = factor.version + 1
        saved = self._connection.execute(
            update(second_factors)
            .where(
                second_factors.c.account_id == factor.account_id,
                second_factors.c.version == factor.version,
            )
            .values(**to_row(factor), version=next_version)
        )
        if saved.rowcount == 0:
            raise EditedMeanwhile
        factor.version = next_version

    def remove_of(self, account_id: AccountId) -> None:
        self._connection.execute(delete(second_factors).where(second_factors.c.account_id == account_id))
