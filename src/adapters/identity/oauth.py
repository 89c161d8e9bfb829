"""What all providers share: the authorization code grant (RFC 6749, section 4.1) with PKCE (RFC 7636)."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from urllib.parse import urlencode

from adapters.egress.egress import Answer, Egress
from adapters.identity.answers import MAX_CODE, Crooked, text_in
from domain.errors import Sentence
from services.ports.identities import IdentityRefused, Question

_NOTHING: Mapping[str, str] = {}


class CannotAskAgain(IdentityRefused):
    """The provider has no way to say when somebody last proved who they are."""

    code = "cannot_ask_again"
    sentence = Sentence("That service can't confirm anew that it's you. Please confirm in another way.")


def challenge_of(verifier: str) -> str:
    """The `S256` challenge (RFC 7636, section 4.2)."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def with_query(address: str, values: Mapping[str, str]) -> str:
    """An endpoint's own query is kept (RFC 6749, section 3.1)."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(values)}"


def beginning(question: Question, client_id: str, scope: str) -> dict[str, str]:
    """The query of an authorization request (RFC 6749, section 4.1.1)."""
    return {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": question.redirect_uri,
        "scope": scope,
        "state": question.state,
    }


def challenging(question: Question) -> dict[str, str]:
    return {"code_challenge": challenge_of(question.verifier), "code_challenge_method": "S256"}


def post_form(
    egress: Egress, url: str, form: Mapping[str, str], headers: Mapping[str, str] = _NOTHING
) -> Answer:
    """Ask a token endpoint. Raises Unreachable."""
    return egress.post(
        url,
        urlencode(form).encode(),
        headers={
            **headers,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )


def access_token_in(granted: Mapping[str, object]) -> str:
    """A bearer token that fits into a header (RFC 6750, section 2.1). Raises Crooked."""
    token = text_in(granted, "access_token", most=MAX_CODE)
    kind = text_in(granted, "token_type", most=MAX_CODE)
    if not token or not token.isascii() or kind.lower() != "bearer":
        raise Crooked("it granted no access token")
    return token


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Accept": "application/json"}
