"""What isn't kept in a database: hashing, mail, the Markdown door."""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.mail.folder import FolderMailer
from adapters.mail.letters import JinjaLetterWriter
from adapters.mail.smtp import SmtpMailer
from adapters.memory.mail import InMemoryMailer
from adapters.memory.passwords import QuickHasher
from adapters.security.common_passwords import is_common
from adapters.security.passwords import Argon2Hasher
from adapters.text.markdown import MarkdownItRenderer
from adapters.text.slugs import slugify
from bootstrap.settings import Settings
from services.ports.clock import Clock
from services.ports.mail import LetterWriter, Mailer
from services.ports.passwords import PasswordHasher
from services.ports.typesetting import MarkdownRenderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    hasher: PasswordHasher
    is_common_password: Callable[[str], bool]
    letter_writer: LetterWriter
    mailer: Mailer
    renderer: MarkdownRenderer
    slugify: Callable[[str], str]


def real(settings: Settings, clock: Clock, place_name: Callable[[], str]) -> Outside:
    """What a place in service uses."""
    mailer: Mailer = FolderMailer(settings.data / "mail", sender=settings.sender, clock=clock)
    if settings.smtp_url:
        mailer = SmtpMailer(settings.smtp_url, sender=settings.sender, clock=clock)
    return Outside(
        hasher=Argon2Hasher(),
        is_common_password=is_common,
        letter_writer=JinjaLetterWriter(base_url=settings.public_url, place_name=place_name),
        mailer=mailer,
        renderer=MarkdownItRenderer(),
        slugify=slugify,
    )


def quick(base_url: str, place_name: Callable[[], str]) -> Outside:
    """What tests use: nothing slow, nothing that leaves the process."""
    return Outside(
        hasher=QuickHasher(),
        is_common_password=lambda password: password in ("correct horse battery", "passwordpassword"),
        letter_writer=JinjaLetterWriter(base_url=base_url, place_name=place_name),
        mailer=InMemoryMailer(),
        renderer=MarkdownItRenderer(),
        slugify=slugify,
    )
