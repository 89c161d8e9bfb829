"""Where second factors are kept."""

from abc import ABC, abstractmethod

from domain.ids import AccountId
from domain.second_factors import SecondFactor


class SecondFactorRepository(ABC):
    @abstractmethod
    def of(self, account_id: AccountId) -> SecondFactor:
        """The account's; an empty one, at version 0, where it has none yet."""

    @abstractmethod
    def save(self, factor: SecondFactor) -> None:
        """Keep it, for the first time or again.

        Raises EditedMeanwhile, also for two that begin at once: of two who send one code, one fails.
        """

    @abstractmethod
    def remove_of(self, account_id: AccountId) -> None:
        """One that isn't there is no error."""
