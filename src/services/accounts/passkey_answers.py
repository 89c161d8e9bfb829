"""Challenges for passkeys, and what browsers answer to them: each for one purpose, in one browser, once."""

from domain.errors import EditedMeanwhile
from domain.ids import AccountId
from domain.one_time_tokens import Purpose
from domain.passkeys import Passkey
from services.accounts.one_time_tokens import OneTimeTokens
from services.ports.clock import Clock
from services.ports.passkeys import PasskeyRefused, PasskeyVerifier
from services.ports.unit_of_work import UnitOfWork


class PasskeyAnswers:
    """The challenge is a one-time token: what comes back with it is looked up by it."""

    def __init__(self, tokens: OneTimeTokens, verifier: PasskeyVerifier, clock: Clock) -> None:
        self._tokens, self._verifier, self._clock = tokens, verifier, clock

    def request(
        self, work: UnitOfWork, purpose: Purpose, *, bound_to: str, account_id: AccountId, verify_user: bool
    ) -> str | None:
        """JSON that asks for one of an account's passkeys; None when it has none."""
        passkeys = work.passkeys.all_of(account_id)
        if not passkeys:
            return None
        challenge = self._tokens.issue(work, purpose, account_id=account_id, bound_to=bound_to)
        return self._verifier.request_options(challenge, allow=passkeys, verify_user=verify_user)

    def request_any(self, work: UnitOfWork, purpose: Purpose, *, bound_to: str) -> str:
        """JSON that asks for whichever passkey somebody picks, finger, face or PIN included."""
        challenge = self._tokens.issue(work, purpose, bound_to=bound_to)
        return self._verifier.request_options(challenge, allow=(), verify_user=True)

    def take(
        self,
        work: UnitOfWork,
        answer: str,
        purpose: Purpose,
        *,
        bound_to: str,
        account_id: AccountId | None = None,
        verify_user: bool,
    ) -> Passkey:
        """The passkey that gave a good answer; of `account_id` when one is named, and noted as used.

        Raises PasskeyRefused, TokenRefused.
        """
        challenge = self._verifier.challenge_in(answer)
        token = self._tokens.use(work, purpose, challenge, bound_to=bound_to)
        passkey = work.passkeys.by_credential(self._verifier.credential_in(answer))
        if passkey is None or token.account_id != account_id:
            raise PasskeyRefused
        if account_id is not None and passkey.account_id != account_id:
            raise PasskeyRefused
        assertion = self._verifier.asserted(
            answer, challenge=challenge, passkey=passkey, verify_user=verify_user
        )
        passkey.used(sign_count=assertion.sign_count, at=self._clock.now())
        try:
            work.passkeys.save(passkey)
        except EditedMeanwhile:
            raise PasskeyRefused from None
        return passkey
