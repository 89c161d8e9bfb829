"""A real SMTP server on loopback that keeps what it is sent, for tests that read their mail."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.integration.serving import free_port

ARRIVES_WITHIN = 20
"""Seconds; the worker looks for work twice a second."""


class Postbox:
    """Letters by address, each read once."""

    def __init__(self) -> None:
        self._port = free_port()
        self._arrived: list[EmailMessage] = []
        self._news = threading.Condition()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message = cast(EmailMessage, message_from_bytes(cast(bytes, envelope.content), policy=default))
        with self._news:
            self._arrived.append(message)
            self._news.notify_all()
        return "250 OK"

    def letter(self, to: str, about: str) -> str:
        """The text of the next letter to somebody whose subject or text holds these words."""
        deadline = time.monotonic() + ARRIVES_WITHIN
        with self._news:
            while True:
                for message in self._arrived:
                    text = _text(message)
                    if message["To"] == to and (about in str(message["Subject"]) or about in text):
                        self._arrived.remove(message)
                        return text
                if not self._news.wait(deadline - time.monotonic()):
                    known = [(str(m["To"]), str(m["Subject"])) for m in self._arrived]
                    raise AssertionError(f"no letter to {to} about {about!r}; there are {known}")

    def link(self, to: str, path: str) -> str:
        """The link to a path in the next letter to somebody."""
        found = re.search(rf"https?://\S+{re.escape(path)}\?key=\S+", self.letter(to, path))
        assert found is not None
        return found.group()

    @contextmanager
    def open(self) -> Iterator["Postbox"]:
        server = Controller(self, hostname="127.0.0.1", port=self._port)
        server.start()
        yield self
        server.stop()


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
