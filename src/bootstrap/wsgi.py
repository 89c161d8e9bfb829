"""The entry points of a web process."""

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING

import structlog

from adapters.sqlalchemy.migrating import is_up_to_date, migrate
from bootstrap import logs
from bootstrap.assembly import Stoa, assemble
from bootstrap.gate import Gate
from bootstrap.settings import read_settings

EX_SOFTWARE = 70
"""sysexits.h: an internal error."""

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def make_app() -> "WSGIApplication":
    """An application by the STOA_* variables, behind a gate that opens once the schema is there."""
    return _gated(_stoa())


def make_place() -> "WSGIApplication":
    """The application, and a worker beside it: a whole place in one process."""
    stoa = _stoa()
    threading.Thread(target=_work, args=(stoa,), name="worker").start()
    return _gated(stoa)


def _stoa() -> Stoa:
    settings = read_settings()
    logs.configure(settings.log)
    return assemble(settings)


def _gated(stoa: Stoa) -> "WSGIApplication":
    app = stoa.app()
    # What is there by now stays for good. Unfrozen, it is looked through again at each full collection,
    # and every page waits for that, some 80 ms.
    gc.collect()
    gc.freeze()
    return Gate(app, lambda: is_up_to_date(stoa.engine))


def _work(stoa: Stoa) -> None:
    try:
        migrate(stoa.engine)
        _greet(stoa)
    except Exception:
        # Behind a gate that can't open this process is of no use; its parent tries once more, then gives up.
        structlog.get_logger("start").exception("could_not_start")
        os._exit(EX_SOFTWARE)
    stoa.worker.run()


def _greet(stoa: Stoa) -> None:
    """Say where the place is and, while nobody has an account, where to begin."""
    lines = [f"Stoa is at {stoa.settings.public_url}"]
    key = stoa.container.accounts.opening().invite_owner()
    if key is not None:
        lines.append("Nobody has an account yet. Set this place up here, once, within a day:")
        lines.append(f"  {stoa.settings.public_url}/setup?key={key}")
    if not stoa.settings.smtp_url:
        lines.append(f"No mail server is set: mails are written to {stoa.settings.data / 'mail'}.")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
