"""Passwords that anybody would try first."""

import importlib.machinery
import importlib.util
from functools import cache
from pathlib import Path

MOST = 30_000
"""Entries, the most frequent first; NIST asks for those that an online attack would get to."""

_TELLING_LENGTH = 4
"""Fewer characters again and again are no secret, listed or not."""

_ENDINGS = "0123456789!?.*#$"
_ROWS = ("0123456789" * 13, "abcdefghijklmnopqrstuvwxyz" * 5, "qwertyuiopasdfghjklzxcvbnm" * 5)
_RUNS = _ROWS + tuple(row[::-1] for row in _ROWS)


def is_common(password_lower: str) -> bool:
    """Whether a password in lower case is on the list, or is seen through at once.

    Seen through are digits and marks hung on to a listed word, one listed word again and again, and
    a row of the keyboard or the alphabet.
    """
    if len(password_lower) > 4 and any(password_lower in run for run in _RUNS):
        return True
    unit = _repeated(password_lower)
    if len(unit) < min(len(password_lower), _TELLING_LENGTH):
        return True
    stem = _repeated(unit.rstrip(_ENDINGS))
    return any(map(_is_listed, {password_lower, unit, stem, stem.rstrip(_ENDINGS)}))


def _repeated(text: str) -> str:
    """The part that a text consists of, again and again; else the text itself."""
    period = (text + text).find(text, 1)
    return text[:period] if period > 0 else text


def _is_listed(word: str) -> bool:
    return bool(word) and "\n" not in word and f"\n{word}\n" in _listed()


@cache
def _listed() -> str:
    """zxcvbn's list, a line each: a quarter of a megabyte, where a set would take fifteen times that.

    To look one up takes up to 0.2 ms, which nobody notices who chooses a password. The list is read
    without the rest of that package, which would keep six of them in memory.
    """
    package = importlib.util.find_spec("zxcvbn")
    if package is None or package.origin is None:
        raise ImportError("zxcvbn is not installed")
    path = Path(package.origin).with_name("frequency_lists.py")
    loader = importlib.machinery.SourceFileLoader("_frequency_lists", str(path))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    lists = importlib.util.module_from_spec(spec)
    loader.exec_module(lists)
    return "\n".join(["", *lists.FREQUENCY_LISTS["passwords"][:MOST], ""])
