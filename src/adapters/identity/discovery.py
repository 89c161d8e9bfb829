"""What an OpenID provider says of itself (OpenID Connect Discovery 1.0)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from adapters.egress.targets import MAX_LENGTH, Target
from adapters.identity.answers import Crooked, text_in

WELL_KNOWN = "/.well-known/openid-configuration"

ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "EdDSA"})
"""Signatures by a private key. With `none` and `HS256`, anybody who knows the client could sign."""


def discovery_address(issuer: str) -> str:
    """OpenID Connect Discovery 1.0, section 4.1."""
    return issuer.rstrip("/") + WELL_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The part of a discovery document that is needed here (section 3)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    algorithms: frozenset[str]
    posts_secret: bool
    names_itself: bool
    """Whether its answers carry `iss` (RFC 9207)."""

    @classmethod
    def parse(cls, document: Mapping[str, object], *, issuer: str) -> Self:
        """Raises Crooked for another issuer's document (section 4.3) and for one that can't be used."""
        if document.get("issuer") != issuer:
            raise Crooked("the discovery document names another issuer")
        methods = _words(document, "token_endpoint_auth_methods_supported", "client_secret_basic")
        if not methods & {"client_secret_basic", "client_secret_post"}:
            raise Crooked("it takes no client secret")
        algorithms = ALGORITHMS & _words(document, "id_token_signing_alg_values_supported", "RS256")
        if not algorithms:
            raise Crooked("it signs with no algorithm that is known here")
        own = Target.parse(issuer)
        return cls(
            authorization_endpoint=_endpoint(document, "authorization_endpoint", own),
            token_endpoint=_endpoint(document, "token_endpoint", own),
            jwks_uri=_endpoint(document, "jwks_uri", own),
            userinfo_endpoint=_endpoint(document, "userinfo_endpoint", own)
            if "userinfo_endpoint" in document
            else "",
            algorithms=algorithms,
            posts_secret="client_secret_basic" not in methods,
            names_itself=document.get("authorization_response_iss_parameter_supported") is True,
        )


def _endpoint(document: Mapping[str, object], name: str, issuer: Target) -> str:
    """An address with encryption, or one of the issuer's own when that has none."""
    address = text_in(document, name, most=MAX_LENGTH)
    try:
        target = Target.parse(address)
    except ValueError as error:
        raise Crooked(f"its {name} is no address") from error
    if not target.is_encrypted and target.origin != issuer.origin:
        raise Crooked(f"its {name} has no encryption")
    return target.url


def _words(document: Mapping[str, object], name: str, default: str) -> frozenset[str]:
    values = document.get(name, [default])
    return (
        frozenset(value for value in values if isinstance(value, str))
        if isinstance(values, list)
        else frozenset()
    )
