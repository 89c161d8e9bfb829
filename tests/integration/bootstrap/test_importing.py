"""Importing Stoa does nothing: no file, no connection, no application, no thread."""

import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parents[3] / "src"

LOOK = """
import gc, importlib, os, sys, threading

breaches = []

def watch(event, args):
    if event in ("socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen", "os.mkdir"):
        breaches.append((event, str(args[0])))
    if event == "open" and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and args[0] != os.devnull:
        breaches.append((event, str(args[0])))

sys.addaudithook(watch)
for module in sys.argv[1:]:
    importlib.import_module(module)

from dependency_injector.containers import Container as Built
from flask import Flask
from sqlalchemy import Engine

from bootstrap.container import Container

made = [
    repr(thing)
    for thing in gc.get_objects()
    if isinstance(thing, (Flask, Engine))
    or isinstance(thing, Built) and thing.declarative_parent is Container
]
threads = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
print(breaches, made, threads)
"""


def modules() -> list[str]:
    """Every module under src but Alembic's scripts, which run only within a migration."""
    paths = (path.relative_to(SRC).with_suffix("") for path in sorted(SRC.rglob("*.py")))
    return [
        ".".join(path.parts) for path in paths if path.name != "__init__" and "migrations" not in path.parts
    ]


def test_importing_every_module_does_nothing() -> None:
    looked = subprocess.run(  # this interpreter, on our own modules
        [sys.executable, "-B", "-W", "error", "-c", LOOK, *modules()],
        env={"PYTHONPATH": str(SRC), "STOA_DATA": "/dev/null", "STOA_LOG": "loud"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (looked.returncode, looked.stderr) == (0, "")
    assert looked.stdout.strip() == "[] [] []"
    assert len(modules()) > 100
