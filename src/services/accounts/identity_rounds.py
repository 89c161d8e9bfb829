"""Rounds to an identity provider and back, each bound to one browser and good once."""

from collections.abc import Mapping

from domain.browsers import Browser
from domain.errors import NotFound
from domain.ids import AccountId
from domain.one_time_tokens import OneTimeToken, Purpose, TokenRefused
from domain.sessions import digest_of, new_token
from services.accounts.guesses import Guesses
from services.accounts.one_time_tokens import OneTimeTokens
from services.ports.identities import Identity, IdentityProvider, Question
from services.ports.unit_of_work import Begin
from services.retrying import retried

MAX_NEXT = 1_000
"""Characters of the path to go on to that are carried along; a longer one is forgotten."""

_OF_A_STRANGER = frozenset({Purpose.SIGN_IN_BY_PROVIDER})
_OF_A_SESSION = frozenset({Purpose.LINK_PROVIDER, Purpose.PROVE_BY_PROVIDER})


class IdentityRounds:
    """An answer that comes back in another browser is refused (login CSRF; CVE-2026-41425)."""

    def __init__(
        self,
        begin: Begin,
        tokens: OneTimeTokens,
        guesses: Guesses,
        providers: Mapping[str, IdentityProvider],
    ) -> None:
        self._begin, self._tokens, self._guesses, self._providers = begin, tokens, guesses, providers

    @property
    def offered(self) -> Mapping[str, str]:
        """Names and labels of the providers that are switched on."""
        return {name: provider.label for name, provider in self._providers.items()}

    def begin(
        self,
        provider: str,
        purpose: Purpose,
        *,
        browser: Browser,
        redirect_uri: str,
        account_id: AccountId | None = None,
        next: str = "",
        remember: bool = False,
    ) -> str:
        """Where to send the browser.

        Raises NotFound for a provider that isn't offered; TooMany; Unavailable.
        """
        asked = self._provider(provider)
        self._guesses.spend_round(browser.network)
        carries = {
            "provider": provider,
            "nonce": new_token(),
            "verifier": new_token(),
            "next": next if len(next) <= MAX_NEXT else "",
            "remember": "yes" if remember else "",
        }
        state = self._issue(purpose, account_id, _secret(purpose, browser), carries)
        return asked.address(_question(purpose, state, carries, redirect_uri))

    @retried
    def _issue(
        self, purpose: Purpose, account_id: AccountId | None, bound_to: str, carries: Mapping[str, str]
    ) -> str:
        with self._begin() as work:
            return self._tokens.issue(work, purpose, account_id=account_id, bound_to=bound_to, **carries)

    def end(self, provider: str, answer: Mapping[str, str], *, browser: Browser) -> OneTimeToken:
        """The round that an answer belongs to. It is spent before the provider is asked: what fails then
        can't be tried again. Raises TokenRefused, and NotFound for a provider that isn't offered.
        """
        self._provider(provider)
        round = self._spend(answer.get("state", ""), browser)
        if round.carries["provider"] != provider:
            raise TokenRefused
        return round

    def identity(self, round: OneTimeToken, answer: Mapping[str, str], *, redirect_uri: str) -> Identity:
        """Whom the provider vouches for. Raises IdentityRefused, Unavailable."""
        question = _question(round.purpose, answer["state"], round.carries, redirect_uri)
        return self._provider(round.carries["provider"]).identify(question, answer)

    @retried
    def _spend(self, state: str, browser: Browser) -> OneTimeToken:
        with self._begin() as work:
            found = work.tokens.by_digest(digest_of(state))
            if found is None or found.purpose not in _OF_A_STRANGER | _OF_A_SESSION:
                raise TokenRefused
            return self._tokens.use(work, found.purpose, state, bound_to=_secret(found.purpose, browser))

    def _provider(self, name: str) -> IdentityProvider:
        if name not in self._providers:
            raise NotFound
        return self._providers[name]


def _secret(purpose: Purpose, browser: Browser) -> str:
    """What the round is bound to: a stranger's visit, or a session."""
    return browser.visit_token if purpose in _OF_A_STRANGER else browser.session_token or ""


def _question(purpose: Purpose, state: str, carries: Mapping[str, str], redirect_uri: str) -> Question:
    return Question(
        state=state,
        nonce=carries["nonce"],
        verifier=carries["verifier"],
        redirect_uri=redirect_uri,
        again=purpose is Purpose.PROVE_BY_PROVIDER,
    )
