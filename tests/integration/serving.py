"""A real `stoa serve` in a process of its own, on a free port, with a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

STOA = Path(sys.executable).with_name("stoa")
START_WITHIN = 30
"""Seconds; a start takes about two, but two test processes may share the machine with it."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class RunningStoa:
    """Started by `start`, ended by `stop`; `kill` ends everything at once, as a power cut does."""

    def __init__(self, folder: Path, *, name: str = "127.0.0.1", **settings: str) -> None:
        """`name` is what the place is called in its own links: passkeys need `localhost`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port = folder, free_port()
        self.url = f"http://{name}:{self.port}"
        self.output = folder / "output.log"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("STOA_")},
            "STOA_DATA": str(folder / "var"),
            "STOA_BIND": f"127.0.0.1:{self.port}",
            "STOA_BASE_URL": self.url,
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "RunningStoa":
        with self.output.open("ab") as output:
            self._process = subprocess.Popen(
                [STOA, "serve"], env=self._environment, stdout=output, stderr=output, start_new_session=True
            )
        self._wait_until_it_answers()
        return self

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def web_processes(self) -> list[int]:
        """The processes under the one that was started: they serve the pages."""
        assert self._process is not None
        try:
            children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        except FileNotFoundError:
            return []
        return [int(pid) for pid in children.split()]

    def start_again_if_ended(self) -> None:
        """What a supervisor does: the server gives up when its web process dies twice in a few seconds."""
        if self._process is not None and self._process.poll() is not None:
            self.start()

    def run(self, *arguments: str, typed: str = "") -> str:
        """Another `stoa` command on the same data."""
        done = subprocess.run(
            [STOA, *arguments],
            env=self._environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return done.stdout

    @property
    def setup_link(self) -> str:
        found = re.search(rf"{self.url}/setup\?key=\S+", self.output.read_text())
        assert found, self.output.read_text()
        return found.group()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_WITHIN
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/", timeout=2) as answer:
                    assert answer.status == 200
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise AssertionError(f"no answer within {START_WITHIN} s:\n{self.output.read_text()}")
