"""Any OpenID Connect provider, found by discovery.

Authlib isn't used: two requests by way of our own egress are less than its client with that built in.
"""

from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import quote_plus

from adapters.egress.connections import Unreachable
from adapters.egress.egress import Egress
from adapters.identity.answers import (
    MAX_EMAIL,
    Crooked,
    answering,
    code_in,
    name_in,
    object_in,
    text_in,
)
from adapters.identity.caching import Cached
from adapters.identity.discovery import Metadata, discovery_address
from adapters.identity.keys import SigningKeys
from adapters.identity.oauth import access_token_in, bearing, beginning, challenging, post_form, with_query
from adapters.identity.tokens import Expected, signed_claims, subject_of
from services.ports.clock import Clock
from services.ports.identities import Identity, IdentityProvider, Question

SCOPE = "openid email profile"


class OpenIdProvider(IdentityProvider):
    """The authorization code flow of OpenID Connect Core 1.0, section 3.1, with PKCE, state and nonce.

    A provider whose discovery document can't be used counts as one that can't be reached.
    """

    def __init__(
        self,
        *,
        name: str,
        label: str,
        issuer: str,
        client_id: str,
        client_secret: str,
        egress: Egress,
        clock: Clock,
    ) -> None:
        self.name, self.label = name, label
        self._issuer, self._client_id, self._client_secret = issuer, client_id, client_secret
        self._egress, self._clock = egress, clock
        self._metadata = Cached(self._discover, clock)
        self._keys = SigningKeys(self._fetch_keys, clock)

    def address(self, question: Question) -> str:
        with answering(self.name):
            endpoint = self._metadata.get().authorization_endpoint
        query = beginning(question, self._client_id, SCOPE) | challenging(question)
        query["nonce"] = question.nonce
        if question.again:
            query |= {"prompt": "login", "max_age": "0"}
        return with_query(endpoint, query)

    def identify(self, question: Question, answer: Mapping[str, str]) -> Identity:
        with answering(self.name):
            metadata = self._metadata.get()
            self._check_sender(metadata, answer)
            granted = self._redeem(metadata, question, code_in(answer))
            token = granted.get("id_token")
            if not isinstance(token, str):
                raise Crooked("it granted no ID token")
            claims = signed_claims(token, self._keys, metadata.algorithms)
            subject = subject_of(claims, self._expected(question), self._clock.now())
            return self._identity(subject, claims, self._person(metadata, granted, claims, subject))

    def _discover(self) -> Metadata:
        document = self._egress.get(discovery_address(self._issuer))
        try:
            return Metadata.parse(object_in(document), issuer=self._issuer)
        except Crooked as fault:
            raise Unreachable(f"discovery: {fault}") from fault

    def _fetch_keys(self) -> Mapping[str, object]:
        return object_in(self._egress.get(self._metadata.get().jwks_uri))

    def _check_sender(self, metadata: Metadata, answer: Mapping[str, str]) -> None:
        """An answer that another provider gave must not be redeemed here (RFC 9207, section 2.4)."""
        if ("iss" in answer or metadata.names_itself) and answer.get("iss") != self._issuer:
            raise Crooked("the answer is another provider's")

    def _redeem(self, metadata: Metadata, question: Question, code: str) -> Mapping[str, object]:
        """OpenID Connect Core 1.0, section 3.1.3; the secret as section 9 has it."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": question.redirect_uri,
            "code_verifier": question.verifier,
        }
        headers: Mapping[str, str] = {}
        if metadata.posts_secret:
            form |= {"client_id": self._client_id, "client_secret": self._client_secret}
        else:
            headers = {"Authorization": self._basic()}
        return object_in(post_form(self._egress, metadata.token_endpoint, form, headers))

    def _basic(self) -> str:
        """Both encoded before they are put together (RFC 6749, section 2.3.1)."""
        pair = f"{quote_plus(self._client_id)}:{quote_plus(self._client_secret)}"
        return f"Basic {b64encode(pair.encode()).decode()}"

    def _expected(self, question: Question) -> Expected:
        return Expected(
            issuer=self._issuer, client_id=self._client_id, nonce=question.nonce, fresh=question.again
        )

    def _person(
        self, metadata: Metadata, granted: Mapping[str, object], claims: Mapping[str, object], subject: str
    ) -> Mapping[str, object]:
        """The claims about a person: the token's, or the user info's when the token has no e-mail address."""
        if "email" in claims or not metadata.userinfo_endpoint:
            return claims
        headers = bearing(access_token_in(granted))
        person = object_in(self._egress.get(metadata.userinfo_endpoint, headers=headers))
        if person.get("sub") != subject:
            raise Crooked("its user info is about somebody else")
        return person

    def _identity(self, subject: str, claims: Mapping[str, object], person: Mapping[str, object]) -> Identity:
        email = text_in(person, "email", most=MAX_EMAIL)
        return Identity(
            provider=self.name,
            subject=subject,
            email=email,
            is_email_verified=bool(email) and person.get("email_verified") is True,
            name=name_in(claims, "name", "preferred_username")
            or name_in(person, "name", "preferred_username"),
        )
