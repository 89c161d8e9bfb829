"""What is logged is a line that nobody can forge, and holds no secrets."""

import io
import json
import sys
from collections.abc import Iterator

import pytest
import structlog

from bootstrap import logs

CANARY = "a canary nobody should hear"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Standard error, as a process in service writes to it."""
    stream = io.StringIO()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", stream)
        logs.configure("info")
        yield stream
    logs.configure("error")


def test_a_traceback_tells_no_local_variables(written: io.StringIO) -> None:
    password = CANARY
    try:
        raise ValueError(len(password))
    except ValueError:
        structlog.get_logger().exception("failed")
    assert "ValueError" in written.getvalue()
    assert CANARY not in written.getvalue()


def test_input_makes_no_line_of_its_own(written: io.StringIO) -> None:
    structlog.get_logger().info("asked", path='x"}\n{"event": "forged"}')
    (line,) = written.getvalue().splitlines()
    assert json.loads(line)["event"] == "asked"
