"""Does the time of an answer tell whether somebody has an account?

    .venv/bin/python bench/enumeration.py

Asks each door many times with names that have an account and with names that have none, mixed at
random and each used once at each door, and tells how well the times alone tell the two apart: the area
under the ROC curve of the best threshold in either direction. 0.5 is a toss of a coin; 1 is certainty.
"""

import asyncio
import http.client
import math
import random
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from loopback import Visit, demo_place, machine, now, people_of, table

from tests.integration.serving import RunningStoa

TIMES = 600
"""Answers for each of the two."""

WARM_UP = 40
"""Answers of each sort that are thrown away: caches fill, connections are made."""

WRONG = "four other words here"

Form = Callable[[int, str, str], dict[str, str]]
"""The fields that are sent, from a number never used before, a handle and an e-mail address."""


@dataclass(frozen=True, slots=True)
class Door:
    name: str
    path: str
    form: Form


DOORS = (
    Door("sign in, wrong password", "/sign-in", lambda _, handle, __: {"login": handle, "password": WRONG}),
    Door(
        "register",
        "/register",
        lambda number, _, email: {"handle": f"new_{number}", "email": email, "password": WRONG},
    ),
    Door("reset a password", "/password-resets", lambda _, __, email: {"email": email}),
    Door("confirm an address", "/confirmations", lambda _, __, email: {"email": email}),
)


class Asker:
    """One connection that stays open, as whoever times answers would use it; each try from elsewhere."""

    def __init__(self, stoa: RunningStoa, visit: Visit) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", stoa.port, timeout=30)
        self._visit, self._tries = visit, 0

    def ask(self, path: str, form: dict[str, str]) -> tuple[int, float]:
        """The status, and milliseconds until the whole answer was there."""
        self._tries += 1
        address = f"10.{self._tries >> 8 & 255}.{self._tries & 255}.{1 + (self._tries >> 16)}"
        headers = {
            "Cookie": self._visit.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": address,
        }
        body = urlencode({"csrf": self._visit.csrf} | form).encode()
        began = now()
        self._connection.request("POST", path, body, headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status, (now() - began) * 1000


def measure(asker: Asker, door: Door, people: Sequence[tuple[str, str]], chance: random.Random) -> list[str]:
    """A row of the table: times of the known, of the unknown, and how well they are told apart."""
    known = iter(people)
    times: dict[bool, list[float]] = {True: [], False: []}
    statuses: dict[bool, set[int]] = {True: set(), False: set()}
    for number, is_known in enumerate(mixed(chance)):
        unknown = (f"nobody_{number}", f"nobody_{number}@example.org")
        person = next(known) if is_known else unknown
        status, took = asker.ask(door.path, door.form(number, *person))
        if status == 404:
            return [door.name, "missing", *[""] * 5]
        times[is_known].append(took)
        statuses[is_known].add(status)
    some, others = times[True][WARM_UP:], times[False][WARM_UP:]
    area = auc(some, others)
    return [
        door.name,
        f"{statistics.median(some):.2f}",
        f"{statistics.median(others):.2f}",
        f"{max(area, 1 - area):.3f}",
        f"{by_chance(len(some), len(others)):.3f}",
        "/".join(map(str, sorted(statuses[True]))),
        "/".join(map(str, sorted(statuses[False]))),
    ]


def mixed(chance: random.Random) -> list[bool]:
    """Both sorts in an order that nobody can guess, so that a slow moment hits both."""
    order = [True, False] * (WARM_UP + TIMES)
    chance.shuffle(order)
    return order


def auc(some: Sequence[float], others: Sequence[float]) -> float:
    """The chance that one of `some` exceeds one of `others`, equals counted half (Mann and Whitney)."""
    ordered = sorted(others)
    larger = sum((bisect_left(ordered, value) + bisect_right(ordered, value)) / 2 for value in some)
    return larger / (len(some) * len(others))


def by_chance(some: int, others: int) -> float:
    """What 95 of 100 measurements stay below where there is nothing to be told apart."""
    return 0.5 + 1.96 * math.sqrt((some + others + 1) / (12 * some * others))


def main() -> None:
    chance = random.Random(20260101)
    rows = [["door", "known, ms", "unknown, ms", "AUC", "by chance below", "known", "unknown"]]
    with demo_place(profiles=WARM_UP + TIMES) as stoa:
        people = people_of(stoa)
        visit = asyncio.run(Visit.begin(stoa.port))
        for door in DOORS:
            chance.shuffle(people)
            rows.append(measure(Asker(stoa, visit), door, people, chance))
    print(f"{TIMES} answers of each sort for each door; {machine()}\n")
    print(table(rows))


if __name__ == "__main__":
    main()
