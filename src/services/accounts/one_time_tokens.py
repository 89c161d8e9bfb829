"""One-time tokens as the activities use them."""

from domain.errors import EditedMeanwhile
from domain.ids import AccountId, TokenId
from domain.one_time_tokens import OneTimeToken, Purpose, TokenRefused
from domain.sessions import digest_of, new_token
from services.ports.clock import Clock, Ids
from services.ports.unit_of_work import UnitOfWork


class OneTimeTokens:
    """Issues and takes back secrets that are good once."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock, self._ids = clock, ids

    def issue(
        self,
        work: UnitOfWork,
        purpose: Purpose,
        *,
        account_id: AccountId | None = None,
        bound_to: str = "",
        **carries: str,
    ) -> str:
        """The secret itself; it can't be had again."""
        secret = new_token()
        work.tokens.add(
            OneTimeToken.issue(
                purpose,
                id=TokenId(self._ids.next()),
                token=secret,
                at=self._clock.now(),
                account_id=account_id,
                bound_to=bound_to,
                **carries,
            )
        )
        return secret

    def check(self, work: UnitOfWork, purpose: Purpose, secret: str, *, bound_to: str = "") -> OneTimeToken:
        """The token, unspent. Raises TokenRefused."""
        token = self._find(work, secret)
        token.check(purpose, at=self._clock.now(), bound_to=bound_to)
        return token

    def use(self, work: UnitOfWork, purpose: Purpose, secret: str, *, bound_to: str = "") -> OneTimeToken:
        """The token, spent. Raises TokenRefused, also for the second of two who use it at once."""
        token = self._find(work, secret)
        token.use(purpose, at=self._clock.now(), bound_to=bound_to)
        try:
            work.tokens.save(token)
        except EditedMeanwhile:
            raise TokenRefused from None
        return token

    def _find(self, work: UnitOfWork, secret: str) -> OneTimeToken:
        token = work.tokens.by_digest(digest_of(secret))
        if token is None:
            raise TokenRefused
        return token
