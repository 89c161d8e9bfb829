"""A person's passkeys: added, named, removed."""

from domain.browsers import Browser
from domain.errors import Invalid, Sentence
from domain.ids import AccountId, PasskeyId, SessionId
from domain.one_time_tokens import Purpose
from domain.passkeys import MAX_PASSKEYS, Passkey, PasskeyTaken, passkey_name
from domain.security_log import Happening
from services.accounts.doors import shut
from services.accounts.journal import Journal
from services.accounts.lone_passwords import LonePasswords
from services.accounts.one_time_tokens import OneTimeTokens
from services.accounts.ways_in import settle_second_factor, ways_in
from services.ports.clock import Clock, Ids
from services.ports.passkeys import PasskeyRefused, PasskeyVerifier
from services.ports.unit_of_work import Begin
from services.retrying import retried


class Passkeys:
    """Every change ends the account's other sessions and all its links."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        ids: Ids,
        tokens: OneTimeTokens,
        verifier: PasskeyVerifier,
        journal: Journal,
        lone_passwords: LonePasswords,
    ) -> None:
        self._begin, self._clock, self._ids, self._tokens = begin, clock, ids, tokens
        self._verifier, self._journal, self._lone_passwords = verifier, journal, lone_passwords

    @retried
    def creation_options(self, account_id: AccountId, browser: Browser) -> str:
        """JSON for the browser, good for this session."""
        with self._begin() as work:
            account = work.accounts.get(account_id)
            profile = work.profiles.first_of(account_id)
            challenge = self._tokens.issue(
                work, Purpose.ADD_PASSKEY, account_id=account_id, bound_to=browser.session_token or ""
            )
            return self._verifier.creation_options(
                challenge,
                user_handle=str(account_id),
                name=account.email,
                display_name=profile.display_name,
                exclude=work.passkeys.all_of(account_id),
            )

    @retried
    def add(
        self, account_id: AccountId, session_id: SessionId, answer: str, name: str, *, browser: Browser
    ) -> tuple[str, ...]:
        """Keep a new passkey. Returns new recovery codes when there were none.

        Raises Invalid (PasskeyRefused among them), TokenRefused.
        """
        name = passkey_name(name)
        challenge = self._verifier.challenge_in(answer)
        with self._begin() as work:
            token = self._tokens.use(
                work, Purpose.ADD_PASSKEY, challenge, bound_to=browser.session_token or ""
            )
            if token.account_id != account_id:
                raise PasskeyRefused
            made = self._verifier.created(answer, challenge=challenge)
            if len(work.passkeys.all_of(account_id)) >= MAX_PASSKEYS:
                raise Invalid(
                    {"name": Sentence("You have {most} passkeys. Remove one first.", most=MAX_PASSKEYS)}
                )
            passkey = Passkey(
                id=PasskeyId(self._ids.next()),
                account_id=account_id,
                credential_id=made.credential_id,
                public_key=made.public_key,
                sign_count=made.sign_count,
                transports=made.transports,
                is_synced=made.is_synced,
                name=name,
                created_at=self._clock.now(),
            )
            try:
                work.passkeys.add(passkey)
            except PasskeyTaken as taken:
                raise Invalid({"answer": taken.sentence}) from taken
            codes = settle_second_factor(work, work.accounts.get(account_id))
            shut(work, account_id, but=session_id)
            self._journal.note(work, Happening.PASSKEY_ADDED, account_id, browser, detail=name)
        return codes

    @retried
    def rename(self, account_id: AccountId, passkey_id: PasskeyId, name: str) -> None:
        """Raises Invalid, NotFound."""
        with self._begin() as work:
            passkey = work.passkeys.get(passkey_id, owner=account_id)
            passkey.rename(name)
            work.passkeys.save(passkey)

    def remove(
        self,
        account_id: AccountId,
        session_id: SessionId,
        passkey_id: PasskeyId,
        password: str,
        *,
        browser: Browser,
    ) -> None:
        """Raises NotFound, LastWayIn, and Invalid when the password would stand alone and may not."""
        self._lone_passwords.check_may_stand_alone(
            account_id, password, browser=browser, without_passkey=passkey_id
        )
        self._remove(account_id, session_id, passkey_id, browser)

    @retried
    def _remove(
        self, account_id: AccountId, session_id: SessionId, passkey_id: PasskeyId, browser: Browser
    ) -> None:
        with self._begin() as work:
            passkey = work.passkeys.get(passkey_id, owner=account_id)
            account = work.accounts.get(account_id)
            ways_in(work, account).check_may_lose(passkeys=1)
            work.passkeys.remove(passkey)
            settle_second_factor(work, account)
            shut(work, account_id, but=session_id)
            self._journal.note(work, Happening.PASSKEY_REMOVED, account_id, browser, detail=passkey.name)
