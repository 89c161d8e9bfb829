"""The `stoa` command, as an owner types it."""

import base64
import hashlib
import os
import signal
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.serving import STOA, RunningStoa
from tests.visitor import PASSWORD

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*arguments: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("STOA_")}
        environment = clean | {"STOA_DATA": str(tmp_path / "var")} | settings
        return subprocess.run(
            [STOA, *arguments], env=environment, input=typed, capture_output=True, text=True, timeout=60
        )

    return run


def make_account(run: Run, handle: str, *more: str) -> subprocess.CompletedProcess[str]:
    email = f"{handle}@example.org"
    return run("account", "create", "--handle", handle, "--email", email, *more, typed=f"{PASSWORD}\n")


def test_every_command_is_named_in_the_help(run: Run) -> None:
    shown = run("--help").stdout
    for command in ("serve", "web", "worker", "migrate", "check", "demo", "account"):
        assert f"  {command} " in shown


def test_bad_settings_end_at_once_with_every_fault_and_open_nothing(run: Run, tmp_path: Path) -> None:
    began = time.monotonic()
    done = run(
        "serve",
        STOA_BIND="nowhere",
        STOA_SECRET_KEY="short",
        STOA_COLOUR="blue",
        STOA_SMTP_URL="smtp://a:b@c",
    )
    assert done.returncode == 78
    for name in ("STOA_BIND", "STOA_SECRET_KEY", "STOA_COLOUR", "STOA_SMTP_URL"):
        assert name in done.stderr
    assert "short" not in done.stderr
    assert not (tmp_path / "var").exists()
    assert time.monotonic() - began < 3


def test_migrating_twice_says_so(run: Run) -> None:
    assert run("migrate").stdout == "The database is up to date now.\n"
    assert run("migrate").stdout == "The database was up to date.\n"


def test_an_owner_is_made_listed_promoted_and_given_a_new_password(run: Run) -> None:
    run("migrate")
    assert make_account(run, "olga", "--role", "owner").returncode == 0
    assert make_account(run, "ada").stdout == "@ada can sign in now, as member.\n"
    listed = run("account", "list").stdout
    assert "@olga" in listed
    assert "owner" in listed
    assert run("account", "promote", "--handle", "@ada", "--role", "moderator").returncode == 0
    assert "moderator" in run("account", "list").stdout
    done = run("account", "reset-password", "--handle", "ada", typed="another four words here\n")
    assert done.returncode == 0, done.stderr


def test_an_imported_hash_opens_the_account_with_the_password_behind_it(run: Run, tmp_path: Path) -> None:
    """The hash is Django's, of a password that Stoa never sees before it is typed."""
    run("migrate")
    salt, rounds = "seasalt", 1_000
    digest = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), salt.encode(), rounds)
    hashed = f"pbkdf2_sha256${rounds}${salt}${base64.b64encode(digest).decode()}"
    arguments = ("create", "--handle", "ada", "--email", "ada@example.org", "--hashed")
    refused = run("account", *arguments, typed="no hash at all\n")
    assert refused.returncode == 1
    assert "password: This isn't a password hash" in refused.stderr
    assert run("account", *arguments, typed="\n").returncode == 1
    done = run("account", *arguments, typed=f"{hashed}\n")
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(tmp_path / "var" / "stoa.sqlite3") as connection:
        assert connection.execute("SELECT password_hash FROM accounts").fetchall() == [(hashed,)]
    connection.close()


def test_a_second_factor_is_taken_away_from_the_terminal(run: Run, tmp_path: Path) -> None:
    run("migrate")
    make_account(run, "ada")
    with sqlite3.connect(tmp_path / "var" / "stoa.sqlite3") as connection:
        connection.execute("UPDATE accounts SET has_second_factor = 1")
    connection.close()
    done = run("account", "reset-second-factor", "--handle", "@ada")
    assert done.stdout == "@ada signs in with the password alone now.\n"
    with sqlite3.connect(tmp_path / "var" / "stoa.sqlite3") as connection:
        assert connection.execute("SELECT has_second_factor FROM accounts").fetchall() == [(0,)]
        logged = connection.execute("SELECT what, device FROM security_log").fetchall()
    connection.close()
    assert ("staff.second_factor_reset", "Terminal of this place") in logged


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("create", "--handle", "a b", "--email", "x@example.org"), PASSWORD, "handle: "),
        (("create", "--handle", "eve", "--email", "nonsense"), PASSWORD, "email: "),
        (("create", "--handle", "eve", "--email", "eve@example.org"), "short", "password: "),
        (
            ("create", "--handle", "ada", "--email", "else@example.org"),
            PASSWORD,
            "handle: This handle",
        ),
        (("create", "--handle", "eve", "--email", "ADA@example.org"), PASSWORD, "email: "),
        (("promote", "--handle", "nobody", "--role", "admin"), "", "Nobody here is called @nobody."),
        (("reset-password", "--handle", "nobody"), PASSWORD, "Nobody here is called @nobody."),
        (("reset-second-factor", "--handle", "nobody"), "", "Nobody here is called @nobody."),
    ],
)
def test_a_refusal_is_a_sentence_and_a_status(
    run: Run, arguments: tuple[str, ...], typed: str, said: str
) -> None:
    run("migrate")
    make_account(run, "ada")
    done = run("account", *arguments, typed=f"{typed}\n")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_check_tells_what_is_well_and_what_is_not(run: Run) -> None:
    run("migrate")
    well = run("check")
    assert well.returncode == 0, well.stdout
    assert "fault" not in well.stdout
    ill = run(
        "check",
        STOA_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none",
        STOA_SMTP_URL="smtp://127.0.0.1:9",
    )
    assert ill.returncode == 1
    assert "Database" in ill.stdout
    assert "can't be reached" in ill.stdout
    assert "Traceback" not in ill.stderr


def test_the_data_folder_is_for_its_owner_only(run: Run, tmp_path: Path) -> None:
    run("migrate")
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0
    assert (tmp_path / "var" / "stoa.sqlite3").stat().st_mode & 0o077 == 0


def test_a_busy_port_is_said_in_words(run: Run, tmp_path: Path) -> None:
    other = RunningStoa(tmp_path / "other").start()
    try:
        done = run("serve", STOA_BIND=f"127.0.0.1:{other.port}")
        assert done.returncode == 1
        assert "ddress already in use" in done.stderr
        assert "Traceback" not in done.stderr
    finally:
        other.stop()


def test_two_thousand_posts_are_there_within_twenty_seconds(run: Run, tmp_path: Path) -> None:
    began = time.monotonic()
    done = run("demo", "--profiles", "100", "--posts", "2000")
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < 20
    with sqlite3.connect(tmp_path / "var" / "stoa.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM posts").fetchone() == (2000,)
    connection.close()


def test_a_demo_is_made_once_when_asked_so_and_has_an_owner(run: Run) -> None:
    first = run("demo", "--profiles", "5", "--posts", "20", "--once")
    assert "owns this place" in first.stdout
    listed = run("account", "list").stdout
    assert run("demo", "--profiles", "5", "--posts", "20", "--once").returncode == 0
    assert run("account", "list").stdout == listed


def test_serving_stops_on_a_signal_and_starts_again_quickly(tmp_path: Path) -> None:
    stoa = RunningStoa(tmp_path).start()
    stoa.stop()
    began = time.monotonic()
    stoa.start()
    assert time.monotonic() - began < 3
    assert urllib.request.urlopen(f"{stoa.url}/livez").read() == b"ok\n"
    stoa.stop()


def test_mail_is_a_file_while_no_server_is_set(run: Run, tmp_path: Path) -> None:
    run("migrate")
    make_account(run, "ada")
    run("account", "reset-password", "--handle", "ada", typed="another row of four words\n")
    environment = {**os.environ, "STOA_DATA": str(tmp_path / "var")}
    worker = subprocess.Popen([STOA, "worker"], env=environment, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 15
        while not (mails := list((tmp_path / "var" / "mail").glob("*.eml"))):
            assert time.monotonic() < deadline, "no mail was written"
            time.sleep(0.05)
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=10) == 0
    assert "ada@example.org" in mails[0].read_text()
