"""Mail to a real SMTP server on loopback."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from smtplib import SMTPAuthenticationError, SMTPNotSupportedError, SMTPRecipientsRefused

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from adapters.clock.system import SystemClock
from adapters.mail.smtp import SmtpMailer
from services.ports.mail import Letter

LETTER = Letter(to="ada@example.org", subject="Grüße", text="Hello –\n.\nada\n", html="<p>Hello –</p>")


class Postbox:
    """Keeps what arrives, and refuses whoever is called nobody."""

    def __init__(self) -> None:
        self.arrived: list[Envelope] = []
        self.logins: list[tuple[bytes, bytes]] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.arrived.append(envelope)
        return "250 OK"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"p/w:", handled=False)


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def address(postbox: Postbox) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(
        postbox,
        hostname="127.0.0.1",
        port=port,
        authenticator=postbox.authenticate,
        auth_require_tls=False,
    )
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop()


def mailer(url: str) -> SmtpMailer:
    return SmtpMailer(url, sender="The Porch <porch@stoa.example>", clock=SystemClock(), timeout=5)


def test_a_letter_arrives_with_both_parts(postbox: Postbox, address: str) -> None:
    mailer(f"smtp://{address}").send(LETTER)
    (envelope,) = postbox.arrived
    mail = message_from_bytes(envelope.content, policy=default)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("porch@stoa.example", ["ada@example.org"])
    assert mail["Subject"] == "Grüße"
    assert mail["Date"].datetime.astimezone(UTC) <= datetime.now(UTC)
    assert mail.get_body(("plain",)).get_content().splitlines() == LETTER.text.splitlines()
    assert mail.get_body(("html",)).get_content().strip() == LETTER.html


def test_name_and_password_are_decoded_and_sent(postbox: Postbox, address: str) -> None:
    mailer(f"smtp://me%40x:p%2Fw%3A@{address}").send(LETTER)
    assert postbox.logins == [(b"me@x", b"p/w:")]
    assert len(postbox.arrived) == 1


def test_a_wrong_password_sends_nothing(postbox: Postbox, address: str) -> None:
    with pytest.raises(SMTPAuthenticationError):
        mailer(f"smtp://me:wrong@{address}").send(LETTER)
    assert postbox.arrived == []


def test_a_server_without_encryption_gets_nothing_when_it_was_asked_for(
    postbox: Postbox, address: str
) -> None:
    with pytest.raises(SMTPNotSupportedError):
        mailer(f"smtp://{address}?starttls=1").send(LETTER)
    assert postbox.arrived == []


def test_a_refused_reader_and_a_closed_door_are_errors_to_try_again(address: str) -> None:
    assert issubclass(SMTPRecipientsRefused, OSError)
    with pytest.raises(SMTPRecipientsRefused):
        mailer(f"smtp://{address}").send(Letter(to="nobody@x.example", subject="x", text="x", html="x"))
    with pytest.raises(ConnectionRefusedError):
        mailer("smtp://127.0.0.1:1").send(LETTER)


def test_a_smuggled_reader_gets_nothing(postbox: Postbox, address: str) -> None:
    for to in ("ada@example.org\r\nBcc: eve@example.org", "ada@example.org, eve@example.org"):
        with pytest.raises(ValueError, match=r"mail address|single"):
            mailer(f"smtp://{address}").send(Letter(to=to, subject="x", text="x", html="x"))
    assert postbox.arrived == []


def test_forgetting_asks_the_server_nothing() -> None:
    mailer("smtp://127.0.0.1:1").forget("ada@example.org")
