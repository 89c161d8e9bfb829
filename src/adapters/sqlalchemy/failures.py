"""Failures of the database, told in the words of the domain: once, for every statement of an engine."""

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import IntegrityError

from adapters.sqlalchemy.constraints import violated
from domain.errors import NotFound, StoaError, Unavailable
from services.ports.unit_of_work import TryAgain

_SQLITE_BUSY_SNAPSHOT = 517
_SQLITE_UNWELL = frozenset({5, 6, 10, 13, 14})
"""SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN (sqlite.org/rescode.html)."""

_TRY_AGAIN = frozenset({"40001", "40P01"})
"""serialization_failure and deadlock_detected (PostgreSQL, appendix A)."""

_UNWELL = ("08", "53", "55P03", "57", "58", "25006")
"""Connection lost, out of resources, lock_not_available, stopped by the operator, system error, and
read_only_sql_transaction, which a server gives while another takes over."""


def name_failure(context: ExceptionContext) -> None:
    """Raise the domain's error for a failed statement; what has no name there goes on as it is."""
    original = context.original_exception
    if isinstance(original, StoaError):
        # A column type refused the value, see columns.Id.
        raise original
    named = _named(context)
    if named is not None:
        raise named from original


def _named(context: ExceptionContext) -> StoaError | None:
    if isinstance(context.sqlalchemy_exception, IntegrityError):
        return violated(context.original_exception)
    original = context.original_exception
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None:
        return _of_sqlite(code)
    return _of_postgresql(original, is_disconnect=context.is_disconnect)


def _of_sqlite(code: int) -> StoaError | None:
    """`code` is the extended one, whose last byte is the kind."""
    if code == _SQLITE_BUSY_SNAPSHOT:
        return TryAgain()
    return Unavailable() if code & 0xFF in _SQLITE_UNWELL else None


def _of_postgresql(failure: BaseException, *, is_disconnect: bool) -> StoaError | None:
    state: str | None = getattr(failure, "sqlstate", None)
    if state in _TRY_AGAIN:
        return TryAgain()
    if state is not None:
        return Unavailable() if state.startswith(_UNWELL) else None
    if type(failure).__name__ == "DataError" and "NUL" in str(failure):
        # PostgreSQL has no text with a zero byte, so what is called so isn't there. Nobody's words hold
        # one, either: domain.texts drops it.
        return NotFound()
    # Without a state the server never answered: refused, gone away, or too slow to connect.
    never_answered = type(failure).__name__ in ("OperationalError", "ConnectionTimeout")
    return Unavailable() if is_disconnect or never_answered else None
