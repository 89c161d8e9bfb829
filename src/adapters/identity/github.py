"""GitHub, which speaks OAuth 2.0 but not OpenID Connect."""

from collections.abc import Mapping

from adapters.egress.egress import Egress
from adapters.identity.answers import (
    MAX_EMAIL,
    Crooked,
    answering,
    code_in,
    json_in,
    name_in,
    object_in,
    text_in,
)
from adapters.identity.oauth import (
    CannotAskAgain,
    access_token_in,
    bearing,
    beginning,
    challenging,
    post_form,
    with_query,
)
from services.ports.identities import Identity, IdentityProvider, Question

SCOPE = "user:email"
"""Reads e-mail addresses; the rest of what is asked is public."""

ADDRESSES_ON_A_PAGE = 100
"""The most that GitHub gives at once."""


class GitHubProvider(IdentityProvider):
    """Accounts are told apart by their number: names there change hands.

    GitHub never says when somebody signed in, so it can't be asked again.
    """

    name = "github"
    label = "GitHub"

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        egress: Egress,
        url: str = "https://github.com",
        api_url: str = "https://api.github.com",
    ) -> None:
        self._client_id, self._client_secret = client_id, client_secret
        self._egress = egress
        self._url, self._api_url = url, api_url

    def address(self, question: Question) -> str:
        """Raises CannotAskAgain."""
        if question.again:
            raise CannotAskAgain
        query = beginning(question, self._client_id, SCOPE) | challenging(question)
        return with_query(f"{self._url}/login/oauth/authorize", query)

    def identify(self, question: Question, answer: Mapping[str, str]) -> Identity:
        if question.again:
            raise CannotAskAgain
        with answering(self.name):
            token = self._redeem(question, code_in(answer))
            user = object_in(self._egress.get(f"{self._api_url}/user", headers=bearing(token)))
            email, is_verified = self._primary_email(token)
            return Identity(
                provider=self.name,
                subject=_number(user),
                email=email,
                is_email_verified=is_verified,
                name=name_in(user, "name", "login"),
            )

    def _redeem(self, question: Question, code: str) -> str:
        """An access token. GitHub refuses with status 200 and without a token."""
        form = {
            "client_id": self._client_id,
            "client_secret": self._client_secret,
            "code": code,
            "redirect_uri": question.redirect_uri,
            "code_verifier": question.verifier,
        }
        granted = object_in(post_form(self._egress, f"{self._url}/login/oauth/access_token", form))
        return access_token_in(granted)

    def _primary_email(self, token: str) -> tuple[str, bool]:
        """The primary address and whether it is verified; ("", False) for somebody without one."""
        url = f"{self._api_url}/user/emails?per_page={ADDRESSES_ON_A_PAGE}"
        listed = json_in(self._egress.get(url, headers=bearing(token)))
        if not isinstance(listed, list):
            raise Crooked("it answered with something else than a list of addresses")
        for entry in listed:
            if isinstance(entry, dict) and entry.get("primary") is True:
                email = text_in(entry, "email", most=MAX_EMAIL)
                return email, bool(email) and entry.get("verified") is True
        return "", False


def _number(user: Mapping[str, object]) -> str:
    number = user.get("id")
    if isinstance(number, bool) or not isinstance(number, int) or number <= 0:
        raise Crooked("it names nobody")
    return str(number)
