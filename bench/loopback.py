"""A real `stoa serve` over loopback to be measured, and people who speak HTTP to it."""

import asyncio
import os
import platform
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bootstrap.demo_command import DEMO_PASSWORD  # noqa: E402  # the path is set above
from tests.integration.serving import RunningStoa  # noqa: E402

PASSWORD = DEMO_PASSWORD
"""Everybody's, in a demo place."""

POSTS = 400
"""What a community writes in a season."""

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@contextmanager
def demo_place(profiles: int) -> Iterator[RunningStoa]:
    """SQLite in a temporary folder, with people and posts; every visitor may name their own address."""
    with tempfile.TemporaryDirectory(prefix="stoa-bench-") as folder:
        stoa = RunningStoa(Path(folder), STOA_TRUSTED_PROXIES="127.0.0.1", STOA_LOG="error")
        stoa.run("demo", "--profiles", str(profiles), "--posts", str(POSTS))
        stoa.start()
        try:
            yield stoa
        finally:
            stoa.stop()


def people_of(stoa: RunningStoa) -> list[tuple[str, str]]:
    """Handle and e-mail address of everybody who has an account."""
    query = "SELECT handle, email FROM accounts JOIN profiles ON profiles.account_id = accounts.id"
    with closing(sqlite3.connect(stoa.folder / "var" / "stoa.sqlite3")) as database:
        return database.execute(query).fetchall()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str


class Browser:
    """One connection that stays open, as a browser keeps it between a page and its form."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, form: Mapping[str, str] | None = None, **headers: str
    ) -> Answer:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(_request(self._port, method, path, form, headers))
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode().splitlines()
        found = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        text = await reader.readexactly(int(found.get("content-length", 0)))
        if found.get("connection") == "close":
            self.close()
        return Answer(int(first.split(" ")[1]), found, text.decode())

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def _request(
    port: int, method: str, path: str, form: Mapping[str, str] | None, headers: Mapping[str, str]
) -> bytes:
    body = urlencode(form or {}).encode()
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True, slots=True)
class Visit:
    """A stranger's cookie and the token of a form that goes with it."""

    browser: Browser
    cookie: str
    csrf: str

    @classmethod
    async def begin(cls, port: int) -> "Visit":
        browser = Browser(port)
        page = await browser.ask("GET", "/sign-in")
        token = _TOKEN.search(page.text)
        assert token is not None, page
        return cls(browser, page.headers["set-cookie"].partition(";")[0], token[1])

    async def send(self, path: str, values: Mapping[str, str], *, address: str) -> Answer:
        return await self.browser.ask(
            "POST", path, {"csrf": self.csrf, **values}, Cookie=self.cookie, X_Forwarded_For=address
        )


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` of all stay below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """The first row is the heading; numbers stand at the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        " | ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def spread(values: Sequence[float]) -> str:
    """The median, and the least and the most."""
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"


def now() -> float:
    return time.perf_counter()
