"""The other places by which people may sign in."""

from collections.abc import Mapping

from adapters.egress.egress import Egress
from adapters.egress.targets import Target
from adapters.identity.facebook import FacebookProvider
from adapters.identity.github import GitHubProvider
from adapters.identity.openid import OpenIdProvider
from bootstrap.clients import Client
from bootstrap.settings import Settings
from services.ports.clock import Clock
from services.ports.identities import IdentityProvider

GOOGLE = "https://accounts.google.com"


def providers_of(settings: Settings, clock: Clock) -> Mapping[str, IdentityProvider]:
    """Those that the owner has set up, by name, in the order of their buttons."""
    return {client.name: _provider(client, clock) for client in settings.clients}


def _provider(client: Client, clock: Clock) -> IdentityProvider:
    match client.name:
        case "github":
            return GitHubProvider(
                client_id=client.client_id, client_secret=client.client_secret, egress=Egress()
            )
        case "facebook":
            return FacebookProvider(
                client_id=client.client_id, client_secret=client.client_secret, egress=Egress()
            )
        case _:
            return _openid(client, clock)


def _openid(client: Client, clock: Clock) -> OpenIdProvider:
    """An issuer that the owner names may stand in the owner's network; what it leads to may not."""
    return OpenIdProvider(
        name=client.name,
        label=client.label,
        issuer=client.issuer or GOOGLE,
        client_id=client.client_id,
        client_secret=client.client_secret,
        egress=Egress([Target.parse(client.issuer).server] if client.issuer else ()),
        clock=clock,
    )
