"""Mail into a folder, for trying things out and for a place without a mail server."""

import itertools
import os
import secrets
from contextlib import suppress
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

from adapters.mail.messages import is_addressed_to, parse_sender, to_message
from services.ports.clock import Clock
from services.ports.mail import Letter, Mailer


class FolderMailer(Mailer):
    """Each letter is an `.eml` file: whole from the moment that it is there, and named to sort by time."""

    def __init__(self, folder: Path, *, sender: str, clock: Clock) -> None:
        """Makes the folder with the first letter. Raises ValueError for a sender that can't be one."""
        self._folder = folder
        self._sender = parse_sender(sender)
        self._clock = clock
        self._numbers = itertools.count()

    def send(self, letter: Letter) -> None:
        now = self._clock.now()
        message = to_message(letter, sender=self._sender, at=now)
        name = f"{now:%Y%m%dT%H%M%S.%f}Z-{next(self._numbers):06d}-{secrets.token_hex(4)}"
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / f".{name}.part"
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(message.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(self._folder / f"{name}.eml")
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise

    def forget(self, address: str) -> None:
        for file in self._folder.glob("*.eml"):
            # Somebody may tidy the folder by hand meanwhile.
            with suppress(FileNotFoundError):
                if is_addressed_to(message_from_bytes(file.read_bytes(), policy=SMTP), address):
                    file.unlink()
