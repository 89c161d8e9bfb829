"""A letter as a mail: RFC 5322, with text and HTML side by side."""

from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid, parseaddr

from services.ports.mail import Letter


def parse_sender(sender: str) -> Address:
    """`Stoa <stoa@example.org>` or a bare address. Raises ValueError for anything else."""
    name, address = parseaddr(sender)
    if "@" not in address or not sender.isprintable():
        raise ValueError(f"{sender!r} is not a mail address")
    return _address(address, name)


def to_message(letter: Letter, *, sender: Address, at: datetime) -> EmailMessage:
    """The mail for exactly one reader.

    Raises ValueError when the address is no single address, or when a header would hold a line break:
    the policy refuses what could add headers of its own.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = _address(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = at
    message["Message-ID"] = make_msgid(domain=sender.domain)
    # Answering machines leave it alone (RFC 3834, section 5).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def is_addressed_to(message: EmailMessage, address: str) -> bool:
    """Whether `to_message` made it for exactly this address; nothing is for what can't be one."""
    try:
        wanted = _address(address)
    except ValueError:
        return False
    readers: tuple[Address, ...] = message["To"].addresses if "To" in message else ()
    return [reader.addr_spec for reader in readers] == [wanted.addr_spec]


def _address(address: str, name: str = "") -> Address:
    """One address, its domain as the name system knows it (RFC 5891). Raises ValueError."""
    if not address.isprintable() or " " in address:
        raise ValueError("a mail address holds no spaces, line breaks or control characters")
    local, _, domain = address.rpartition("@")
    try:
        return Address(name, addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (ValueError, IndexError, HeaderParseError) as error:
        raise ValueError(f"not a single mail address: {error}") from None
