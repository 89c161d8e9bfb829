"""Facebook Login, by the Graph API."""

import hashlib
import hmac
import re
from collections.abc import Mapping

from adapters.egress.egress import Egress
from adapters.identity.answers import MAX_EMAIL, Crooked, answering, code_in, name_in, object_in, text_in
from adapters.identity.oauth import (
    CannotAskAgain,
    access_token_in,
    bearing,
    beginning,
    post_form,
    with_query,
)
from services.ports.identities import Identity, IdentityProvider, Question

VERSION = "v23.0"
"""Once it is given up, Facebook answers with the oldest version that is left."""

SCOPE = "email,public_profile"

_NUMBER = re.compile(r"[0-9]{1,30}", re.ASCII)


class FacebookProvider(IdentityProvider):
    """People are known by a number that is theirs for this place only.

    Facebook doesn't say whether an e-mail address is verified, so none is. It doesn't document PKCE
    for this flow: the code is bound by `state`, the redirect address and our secret. It doesn't say
    when somebody signed in either, so it can't be asked again.
    """

    name = "facebook"
    label = "Facebook"

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        egress: Egress,
        url: str = "https://www.facebook.com",
        api_url: str = "https://graph.facebook.com",
    ) -> None:
        self._client_id, self._client_secret = client_id, client_secret
        self._egress = egress
        self._url, self._api_url = f"{url}/{VERSION}", f"{api_url}/{VERSION}"

    def address(self, question: Question) -> str:
        """Raises CannotAskAgain."""
        if question.again:
            raise CannotAskAgain
        return with_query(f"{self._url}/dialog/oauth", beginning(question, self._client_id, SCOPE))

    def identify(self, question: Question, answer: Mapping[str, str]) -> Identity:
        if question.again:
            raise CannotAskAgain
        with answering(self.name):
            token = self._redeem(question, code_in(answer))
            query = {"fields": "id,name,email", "appsecret_proof": self._proof(token)}
            person = object_in(
                self._egress.get(with_query(f"{self._api_url}/me", query), headers=bearing(token))
            )
            return Identity(
                provider=self.name,
                subject=_number(person),
                email=text_in(person, "email", most=MAX_EMAIL),
                is_email_verified=False,
                name=name_in(person, "name"),
            )

    def _redeem(self, question: Question, code: str) -> str:
        """An access token, asked for in a body: what stands in an address ends up in logs."""
        form = {
            "client_id": self._client_id,
            "client_secret": self._client_secret,
            "redirect_uri": question.redirect_uri,
            "code": code,
        }
        return access_token_in(
            object_in(post_form(self._egress, f"{self._api_url}/oauth/access_token", form))
        )

    def _proof(self, token: str) -> str:
        """Shows that who uses the token knows the app's secret ("Securing Graph API Requests")."""
        return hmac.new(self._client_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def _number(person: Mapping[str, object]) -> str:
    number = text_in(person, "id", most=30)
    if not _NUMBER.fullmatch(number):
        raise Crooked("it names nobody")
    return number
