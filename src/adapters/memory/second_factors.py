"""Second factors in a dictionary, one for an account."""

from adapters.memory.store import Changes, kept
from domain.errors import EditedMeanwhile
from domain.ids import AccountId
from domain.second_factors import SecondFactor
from services.ports.second_factors import SecondFactorRepository


class InMemorySecondFactors(SecondFactorRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._factors = changes, changes.tables.second_factors

    def of(self, account_id: AccountId) -> SecondFactor:
        factor = self._factors.get(account_id)
        return kept(factor) if factor else SecondFactor(account_id=account_id)

    def save(self, factor: SecondFactor) -> None:
        if factor.version != self.of(factor.account_id).version:
            raise EditedMeanwhile
        if factor.version == 0:
            self._changes.put_new(self._factors, factor.account_id, factor)
        else:
            self._changes.put_again(self._factors, factor.account_id, factor)

    def remove_of(self, account_id: AccountId) -> None:
        self._factors.pop(account_id, None)
