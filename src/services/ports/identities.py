"""Other places that can say who somebody is: OpenID Connect providers, GitHub, Facebook."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from domain.errors import Forbidden, Sentence


class IdentityRefused(Forbidden):
    """The provider said no, or its answer doesn't hold: forged, replayed, late, or for somebody else."""

    code = "identity_refused"
    sentence = Sentence("That sign-in didn't work out. Please try again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One round to a provider and back. Everything but `redirect_uri` and `again` is secret and good once.

    `state` comes back in the address, `nonce` inside the signed token, and `verifier` proves to the
    provider that who asks for the token is who began (PKCE, RFC 7636: 43 to 128 characters).
    `again` asks the person to prove anew who they are, even where they are signed in.
    """

    state: str
    nonce: str
    verifier: str
    redirect_uri: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom a provider vouches for. `subject` names the person there for good; an address may change."""

    provider: str
    subject: str
    email: str
    is_email_verified: bool
    name: str


class IdentityProvider(ABC):
    """One provider. `name` stands in addresses and in the database, `label` on buttons."""

    name: str
    label: str

    @abstractmethod
    def address(self, question: Question) -> str:
        """Where to send the browser. Raises Unavailable when the provider can't be reached."""

    @abstractmethod
    def identify(self, question: Question, answer: Mapping[str, str]) -> Identity:
        """Whom the provider's answer names; `answer` is the query it sent the browser back with.

        The caller has matched `state` to the browser. Raises IdentityRefused, Unavailable.
        """
