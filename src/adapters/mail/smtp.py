"""Mail by SMTP."""

import smtplib
import ssl
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from adapters.mail.messages import parse_sender, to_message
from services.ports.clock import Clock
from services.ports.mail import Letter, Mailer

TIMEOUT = 10.0
"""Seconds for each step of the conversation; a job tries again later."""

_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where and how mail is handed over."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    starttls: bool = False

    @classmethod
    def parse(cls, url: str) -> Self:
        """`smtp://user:password@host:587?starttls=1` or `smtps://...`, names percent-encoded.

        Raises ValueError, never with the password in it, for another shape and where a password
        would cross a network unencrypted.
        """
        parts = urlsplit(url)
        options = parse_qs(parts.query, keep_blank_values=True)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or set(options) - {"starttls"}:
            raise ValueError(
                "a mail server is written smtp://user:password@host:587?starttls=1 or smtps://..."
            )
        tls, starttls = parts.scheme == "smtps", options.get("starttls") == ["1"]
        if parts.password and not (tls or starttls or parts.hostname in _HERE):
            raise ValueError("the mail server's password needs smtps:// or starttls=1")
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if tls else 587 if starttls else 25),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=tls,
            starttls=starttls and not tls,
        )


class SmtpMailer(Mailer):
    """One connection for one letter. Certificates are verified; nothing falls back to plain text."""

    def __init__(self, url: str, *, sender: str, clock: Clock, timeout: float = TIMEOUT) -> None:
        """Raises ValueError for a URL or a sender that can't be one."""
        self._server = SmtpServer.parse(url)
        self._sender = parse_sender(sender)
        self._clock = clock
        self._timeout = timeout

    def send(self, letter: Letter) -> None:
        message = to_message(letter, sender=self._sender, at=self._clock.now())
        with self._connected() as connection:
            if self._server.starttls:
                connection.starttls(context=ssl.create_default_context())
            if self._server.user:
                connection.login(self._server.user, self._server.password)
            connection.send_message(message)

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        if server.tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout, context=context)
        return smtplib.SMTP(server.host, server.port, timeout=self._timeout)
