"""Passkeys (W3C Web Authentication, level 3): where they are kept, and how their answers are checked."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.errors import Invalid, Sentence
from domain.ids import AccountId, PasskeyId
from domain.passkeys import Passkey


class PasskeyRefused(Invalid):
    """An answer that doesn't hold: another challenge, place or key, or a counter that went back."""

    code = "passkey_refused"

    def __init__(self) -> None:
        super().__init__({"answer": Sentence("That passkey didn't work here. Please try again.")})


class PasskeyRepository(ABC):
    @abstractmethod
    def get(self, id: PasskeyId, *, owner: AccountId) -> Passkey:
        """Raises NotFound, also for somebody else's."""

    @abstractmethod
    def by_credential(self, credential_id: str) -> Passkey | None: ...

    @abstractmethod
    def all_of(self, account_id: AccountId) -> Sequence[Passkey]:
        """An account's passkeys, the oldest first."""

    @abstractmethod
    def add(self, passkey: Passkey) -> None:
        """Raises PasskeyTaken when the credential is registered already, for whomever."""

    @abstractmethod
    def save(self, passkey: Passkey) -> None:
        """Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def remove(self, passkey: Passkey) -> None:
        """Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def remove_all_of(self, account_id: AccountId) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCredential:
    """What an authenticator made: its id and public key in base64url, and how to reach it again."""

    credential_id: str
    public_key: str
    sign_count: int
    transports: tuple[str, ...]
    is_synced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """An authenticator's good answer. `user_verified`: it checked finger, face or PIN."""

    sign_count: int
    user_verified: bool


class PasskeyVerifier(ABC):
    """The arithmetic of passkeys for this place's address. It keeps nothing.

    `challenge` is a token of `domain.sessions.new_token`, `answer` the JSON that a browser's
    `PublicKeyCredential.toJSON()` gives. A broken answer of any kind raises PasskeyRefused.
    """

    @abstractmethod
    def creation_options(
        self,
        challenge: str,
        *,
        user_handle: str,
        name: str,
        display_name: str,
        exclude: Collection[Passkey],
    ) -> str:
        """JSON for `navigator.credentials.create`: discoverable, with user verification, no attestation.

        `user_handle` is the account's id in digits: `asserted` compares it with the passkey's account.
        """

    @abstractmethod
    def request_options(self, challenge: str, *, allow: Collection[Passkey], verify_user: bool) -> str:
        """JSON for `navigator.credentials.get`; without `allow`, whichever passkey the person picks."""

    @abstractmethod
    def challenge_in(self, answer: str) -> str:
        """The challenge that an answer claims to be for, unchecked: to look up whether it is a good one."""

    @abstractmethod
    def credential_in(self, answer: str) -> str:
        """The id of the credential that an answer claims to come from, unchecked."""

    @abstractmethod
    def created(self, answer: str, *, challenge: str) -> NewCredential:
        """Check the answer to `creation_options`."""

    @abstractmethod
    def asserted(self, answer: str, *, challenge: str, passkey: Passkey, verify_user: bool) -> Assertion:
        """Check the answer to `request_options`, signature, place and counter included.

        The user handle in the answer, when there is one, must be that of the passkey's account.
        """
