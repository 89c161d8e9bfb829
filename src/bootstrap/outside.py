"""What isn't kept in a database: hashing, mail, the Markdown door, other places that know people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adapters.mail.folder import FolderMailer
from adapters.mail.letters import JinjaLetterWriter
from adapters.mail.smtp import SmtpMailer
from adapters.memory.archives import InMemoryArchives
from adapters.memory.mail import InMemoryMailer
from adapters.memory.passwords import QuickHasher
from adapters.security.advice import ZxcvbnAdviser
from adapters.security.authenticator_codes import PyotpCodes
from adapters.security.common_passwords import is_common
from adapters.security.passkeys import WebAuthnPasskeys
from adapters.security.passwords import Argon2Hasher
from adapters.security.vault import AesGcmVault
from adapters.storage.archives import FolderArchives
from adapters.text.markdown import MarkdownItRenderer
from adapters.text.slugs import slugify
from bootstrap.providers import providers_of
from bootstrap.settings import Settings, secret_key_of
from services.ports.clock import Clock
from services.ports.exports import ArchiveStore
from services.ports.identities import IdentityProvider
from services.ports.mail import LetterWriter, Mailer
from services.ports.one_time_codes import OneTimeCodes
from services.ports.passkeys import PasskeyVerifier
from services.ports.passwords import PasswordAdviser, PasswordHasher
from services.ports.typesetting import MarkdownRenderer
from services.ports.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    base_url: str
    hasher: PasswordHasher
    is_common_password: Callable[[str], bool]
    letter_writer: LetterWriter
    mailer: Mailer
    archives: ArchiveStore
    passkey_verifier: PasskeyVerifier
    vault: Vault
    renderer: MarkdownRenderer = field(default_factory=MarkdownItRenderer)
    adviser: PasswordAdviser = field(default_factory=ZxcvbnAdviser)
    one_time_codes: OneTimeCodes = field(default_factory=PyotpCodes)
    identity_providers: Mapping[str, IdentityProvider] = field(default_factory=dict)
    slugify: Callable[[str], str] = slugify


def real(settings: Settings, clock: Clock, place_name: Callable[[], str]) -> Outside:
    """What a place in service uses."""
    mailer: Mailer = FolderMailer(settings.data / "mail", sender=settings.sender, clock=clock)
    if settings.smtp_url:
        mailer = SmtpMailer(settings.smtp_url, sender=settings.sender, clock=clock)
    return Outside(
        base_url=settings.public_url,
        hasher=Argon2Hasher(),
        is_common_password=is_common,
        letter_writer=JinjaLetterWriter(base_url=settings.public_url, place_name=place_name),
        mailer=mailer,
        archives=FolderArchives(settings.data / "exports"),
        passkey_verifier=WebAuthnPasskeys(settings.public_url, place_name),
        vault=AesGcmVault(secret_key_of(settings)),
        identity_providers=providers_of(settings, clock),
    )


def quick(
    base_url: str,
    place_name: Callable[[], str],
    identity_providers: Mapping[str, IdentityProvider] | None = None,
) -> Outside:
    """What tests use: nothing slow, nothing that leaves the process."""
    return Outside(
        base_url=base_url,
        hasher=QuickHasher(),
        is_common_password=lambda password: password in ("correct horse battery", "passwordpassword"),
        letter_writer=JinjaLetterWriter(base_url=base_url, place_name=place_name),
        mailer=InMemoryMailer(),
        archives=InMemoryArchives(),
        passkey_verifier=WebAuthnPasskeys(base_url, place_name),
        vault=AesGcmVault("a secret key for tests, and for tests only"),
        identity_providers=identity_providers or {},
    )
