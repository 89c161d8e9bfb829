"""There is one module that makes requests to others, and nothing else can."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[4] / "src"
EGRESS = SRC / "adapters" / "egress"

CLIENTS = (
    "aiohttp",
    "asyncio",
    "authlib.integrations",
    "ftplib",
    "http.client",
    "httplib2",
    "httpx",
    "pycurl",
    "requests",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc",
)
"""Whatever could speak to another server. Mail and the databases have their own ways."""

OTHERS = sorted(path for path in SRC.rglob("*.py") if not path.is_relative_to(EGRESS))


def imports_of(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def clients_in(source: str) -> set[str]:
    return {
        module
        for module in imports_of(source)
        if any(module == client or module.startswith(f"{client}.") for client in CLIENTS)
    }


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(SRC)))
def test_only_the_egress_can_ask_other_servers(path: Path) -> None:
    assert not clients_in(path.read_text())


@pytest.mark.parametrize(
    "source",
    [
        "import requests",
        "import urllib.request as ask",
        "from urllib import request",
        "from urllib3.util import retry",
        "from http.client import HTTPSConnection",
        "def later():\n    import httpx",
        "from authlib.integrations.requests_client import OAuth2Session",
    ],
)
def test_a_second_door_would_be_seen(source: str) -> None:
    assert clients_in(source)


def test_words_that_look_like_a_client_are_none() -> None:
    assert not clients_in("from urllib.parse import urlsplit\nimport http\nimport requests_of_others")


def test_the_egress_itself_is_seen() -> None:
    assert set().union(*(clients_in(path.read_text()) for path in EGRESS.glob("*.py")))
