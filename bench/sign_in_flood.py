"""Do pages stay quick while 200 people sign in at the same moment?

    .venv/bin/python bench/sign_in_flood.py

A light, steady load asks for one public page; then the same load with a flood beside it. Whoever is
told 503 comes back after the time that the answer names, and up to a second more, for people don't
come back in step, until there is another answer. The flood is sent by a process of its own; it and the
load share the machine's cores with what they measure.
"""

import asyncio
import multiprocessing
import random
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from loopback import (
    PASSWORD,
    Answer,
    Browser,
    Visit,
    demo_place,
    machine,
    now,
    people_of,
    percentile,
    spread,
    table,
)

from tests.integration.serving import RunningStoa

PAGE = "/local"
PEOPLE = 200
ROUNDS = 5
PER_SECOND = 20
"""Pages that the light load asks for: some hundred readers clicking now and then."""

QUIET = 12.0
"""Seconds of the light load alone."""

CHANCE = random.Random(20260101)

WARM_UP = 50
"""Pages and sign-ins before anything is measured: caches fill, connections are made."""


@dataclass(frozen=True, slots=True)
class Flood:
    """What became of everybody who came at once."""

    answers: Counter[int]
    turned_away: int
    waits: Sequence[float]
    """Seconds until each had an answer that wasn't 503."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Who comes, from where: `address(round, number)` is what the server in front says."""

    name: str
    address: Callable[[int, int], str]
    password: str


KINDS = (
    Kind("right, each from a network of their own", lambda turn, who: f"10.{turn}.{who}.1", PASSWORD),
    Kind("wrong, all from one network, throttled", lambda turn, who: f"172.16.{turn}.{who}", "wrong words"),
)


async def come_in(visit: Visit, handle: str, password: str, address: str) -> tuple[Answer, int, float]:
    """Signs in, and comes back as long as the door is crowded."""
    began, turned_away = now(), 0
    while True:
        answer = await visit.send("/sign-in", {"login": handle, "password": password}, address=address)
        if answer.status != 503:
            return answer, turned_away, now() - began
        turned_away += 1
        await asyncio.sleep(float(answer.headers["retry-after"]) + CHANCE.random())


async def flood(visits: Sequence[Visit], people: Sequence[str], kind: Kind, turn: int) -> Flood:
    done = await asyncio.gather(
        *(
            come_in(visit, handle, kind.password, kind.address(turn, who))
            for who, (visit, handle) in enumerate(zip(visits, people, strict=True))
        )
    )
    return Flood(
        Counter(answer.status for answer, _, _ in done),
        sum(away for _, away, _ in done),
        [wait for _, _, wait in done],
    )


def send_floods(port: int, people: Sequence[str], orders: "Connection[Any, Any]") -> None:
    """The other process: a flood for each order, until there is none."""

    async def obey(kind: Kind, turn: int) -> None:
        """Everybody has the form before them, and the connection that it came by, when the word is given."""
        visits = [await Visit.begin(port) for _ in people]
        orders.send("ready")
        orders.recv()
        orders.send(await flood(visits, people, kind, turn))
        for visit in visits:
            visit.browser.close()

    while (order := orders.recv()) is not None:
        number, turn = order
        asyncio.run(obey(KINDS[number], turn))


async def read_pages(port: int, is_over: Callable[[float], bool]) -> list[float]:
    """Milliseconds for each page, from the moment at which it was due: who waits in line waits, too."""
    began = now()
    tasks: list[asyncio.Task[float]] = []
    while not is_over(now() - began):
        due = began + len(tasks) / PER_SECOND
        await asyncio.sleep(max(0.0, due - now()))
        tasks.append(asyncio.create_task(read_page(port, due)))
    return await asyncio.gather(*tasks)


async def read_page(port: int, due: float) -> float:
    browser = Browser(port)
    answer = await browser.ask("GET", PAGE)
    took = (now() - due) * 1000
    browser.close()
    assert answer.status == 200, answer.status
    return took


def measure(stoa: RunningStoa, orders: "Connection[Any, Any]") -> None:
    rows = [["sign-ins", "p50 quiet", "p50 flood", "p99 quiet", "p99 flood", "ratio of p99", "all answered"]]
    notes = []
    for number, kind in enumerate(KINDS):
        quiet, busy, floods = [], [], []
        for turn in range(ROUNDS):
            quiet.append(asyncio.run(read_pages(stoa.port, lambda passed: passed > QUIET)))
            orders.send((number, turn + 1))
            assert orders.recv() == "ready"
            orders.send("go")
            busy.append(asyncio.run(read_pages(stoa.port, lambda _: orders.poll())))
            floods.append(orders.recv())
        rows.append([kind.name, *figures(quiet, busy), f"{spread([max(f.waits) for f in floods])} s"])
        notes.append(f"{kind.name}: {told(floods)}; {min(map(len, busy))} pages or more a flood")
    print(table(rows))
    print("\n".join(["", "Times in milliseconds; the median of the rounds, the least and the most.", *notes]))


def figures(quiet: Sequence[Sequence[float]], busy: Sequence[Sequence[float]]) -> list[str]:
    p50 = [[percentile(times, 0.5) for times in phase] for phase in (quiet, busy)]
    p99 = [[percentile(times, 0.99) for times in phase] for phase in (quiet, busy)]
    ratios = [with_flood / without for without, with_flood in zip(*p99, strict=True)]
    return [spread(values) for values in (*p50, *p99, ratios)]


def told(floods: Sequence[Flood]) -> str:
    """What people were answered, over all rounds."""
    answers = sum((f.answers for f in floods), Counter[int]())
    counted = ", ".join(f"{count} times {status}" for status, count in sorted(answers.items()))
    waits = [wait for f in floods for wait in f.waits]
    return (
        f"{counted}, and {sum(f.turned_away for f in floods)} times 503 before; "
        f"half had their answer within {statistics.median(waits):.1f} s"
    )


async def warm_up(port: int, people: Sequence[str]) -> None:
    for number, handle in enumerate(people[:WARM_UP]):
        await read_page(port, now())
        visit = await Visit.begin(port)
        await come_in(visit, handle, PASSWORD, f"10.250.{number}.1")
        visit.browser.close()


def main() -> None:
    with demo_place(profiles=PEOPLE) as stoa:
        people = [handle for handle, _ in people_of(stoa)[:PEOPLE]]
        asyncio.run(warm_up(stoa.port, people))
        ours, theirs = multiprocessing.Pipe()
        sender = multiprocessing.Process(target=send_floods, args=(stoa.port, people, theirs))
        sender.start()
        theirs.close()
        print(
            f"{PEOPLE} sign-ins at once, {PER_SECOND} times {PAGE} a second, {ROUNDS} rounds; {machine()}\n"
        )
        try:
            measure(stoa, ours)
        finally:
            ours.send(None)
            sender.join()


if __name__ == "__main__":
    main()
