"""What unit tests stand on: a place in memory, people in it, and nothing that reaches outside the process."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings

from adapters.mail.letters import JinjaLetterWriter
from adapters.memory.clock import FrozenClock
from adapters.memory.identities import InMemoryProvider
from adapters.memory.ids import CountingIds
from adapters.memory.mail import InMemoryMailer
from adapters.throttles.limits import LimitsThrottle
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.handlers import handlers_of
from bootstrap.outside import Outside, quick
from domain.accounts import Account, Role, Standing
from domain.place import Place, Registration
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.ports.mail import Letter
from tests.unit.clocked_storage import ClockedStorage
from worker.loop import Worker

HOST = "http://127.0.0.1:8000"
PASSWORD = "a colonnade by the sea"

# Examples that failed are printed, not kept: a unit test writes nothing.
settings.register_profile("unit", database=None, deadline=None, max_examples=60)
settings.load_profile("unit")


class Walls:
    """Notices whatever opens a file for writing or a socket while a unit test runs."""

    NO_MATTER = (os.devnull, "__pycache__", ".hypothesis")
    """Nothing at all, and what Python and Hypothesis keep for themselves."""

    def __init__(self) -> None:
        self.is_up = False
        self.breaches: list[str] = []

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """An audit hook (PEP 578): it can't be taken down again, so it has a switch."""
        if self.is_up and self._leaves(event, args):
            self.breaches.append(f"{event} {args[0]!r}")
            raise PermissionError(f"A unit test leaves its process: {self.breaches[-1]}")

    def _leaves(self, event: str, args: tuple[Any, ...]) -> bool:
        if event in ("socket.connect", "socket.bind", "socket.sendto", "sqlite3.connect"):
            return True
        if event != "open" or isinstance(args[0], int):
            # A descriptor's file was noticed when the descriptor was made.
            return False
        if any(part in str(args[0]) for part in self.NO_MATTER):
            return False
        writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        return bool((args[2] or 0) & writing)


WALLS = Walls()
sys.addaudithook(WALLS)


@pytest.fixture(autouse=True)
def _stays_in_its_process() -> Iterator[None]:
    """A breach fails its test even where the code under test swallows the error."""
    WALLS.breaches.clear()
    WALLS.is_up = True
    yield
    WALLS.is_up = False
    assert not WALLS.breaches


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def gateways(clock: FrozenClock) -> MemoryGateways:
    """Everything in memory; tries are forgotten when the test's clock says so."""
    throttle = LimitsThrottle(ClockedStorage(clock), now=lambda: clock.now().timestamp())
    return MemoryGateways(clock, CountingIds(clock), throttle)


@pytest.fixture
def provider() -> InMemoryProvider:
    """Another place that can say who somebody is."""
    return InMemoryProvider("harbour", "Harbour")


@pytest.fixture
def other_provider() -> InMemoryProvider:
    return InMemoryProvider("lighthouse", "Lighthouse")


@pytest.fixture(scope="session")
def letter_writer() -> JinjaLetterWriter:
    """Reads each template once for all tests; the name of the place is that of the test's own."""
    return JinjaLetterWriter(base_url=HOST, place_name=lambda: "")


@pytest.fixture
def outside(
    gateways: MemoryGateways,
    provider: InMemoryProvider,
    other_provider: InMemoryProvider,
    letter_writer: JinjaLetterWriter,
) -> Outside:
    def place_name() -> str:
        return gateways.place_queries.card().name

    letter_writer._place_name = place_name
    offered = {one.name: one for one in (provider, other_provider)}
    return replace(quick(HOST, place_name, offered), letter_writer=letter_writer)


@pytest.fixture(scope="session")
def built() -> Container:
    """Building takes longer than most tests: once for all of them."""
    return Container(registration=None, password_min=15)


@pytest.fixture
def container(built: Container, gateways: MemoryGateways, outside: Outside) -> Iterator[Container]:
    """The activities over the test's own stores."""
    built.gateways.override(gateways)
    built.outside.override(outside)
    built.reset_singletons()
    yield built
    built.gateways.reset_last_overriding()
    built.outside.reset_last_overriding()


@pytest.fixture
def found(gateways: MemoryGateways) -> Callable[[Registration], Place]:
    """Found the place, with a rule for who may join."""

    def found(registration: Registration) -> Place:
        place = Place.found(name="The Porch", tagline="A place to test.", registration=registration)
        with gateways.begin() as work:
            work.place.add(place)
        return place

    return found


@pytest.fixture
def place(found: Callable[[Registration], Place]) -> Place:
    """A place that is open to everybody, and nobody in it yet."""
    return found(Registration.OPEN)


@pytest.fixture
def join(container: Container, place: Place) -> Callable[..., Viewer]:
    """Make somebody a member; gives them as a request would see them."""

    def join(handle: str, *, role: Role = Role.MEMBER, standing: Standing = Standing.ACTIVE) -> Viewer:
        applicant = Applicant(handle=handle, email=f"{handle}@example.org", password=PASSWORD)
        account = container.accounts.staffing().create(applicant, role=role)
        with container.gateways().begin() as work:
            kept = work.accounts.get(account.id)
            _put(kept, standing)
            work.accounts.save(kept)
            profile = work.profiles.first_of(account.id)
            if profile.stand(standing):
                work.profiles.save(profile)
        return Viewer(
            account_id=account.id,
            profile_id=profile.id,
            handle=handle,
            display_name=profile.display_name,
            role=role,
            standing=standing,
        )

    return join


def _put(account: Account, standing: Standing) -> None:
    """As if it had come so far by itself."""
    if standing is Standing.UNCONFIRMED:
        account.confirmed_at = None
    elif standing is Standing.CLOSED:
        account.closed_at = account.registered_at
    account.needs_approval = standing is Standing.AWAITING_APPROVAL
    account.is_limited = standing is Standing.LIMITED
    account.standing = standing


@pytest.fixture
def ada(join: Callable[..., Viewer]) -> Viewer:
    return join("ada")


@pytest.fixture
def bo(join: Callable[..., Viewer]) -> Viewer:
    return join("bo")


@pytest.fixture
def moderator(join: Callable[..., Viewer]) -> Viewer:
    return join("mina", role=Role.MODERATOR)


@pytest.fixture
def worker(container: Container, gateways: MemoryGateways, clock: FrozenClock) -> Worker:
    return Worker(gateways.jobs, handlers_of(container), clock, chores=container.housekeeping().tidy)


@pytest.fixture
def letters(worker: Worker, outside: Outside) -> Callable[[], Sequence[Letter]]:
    """Let the worker do what is due; gives the letters that it sent, once."""
    assert isinstance(outside.mailer, InMemoryMailer)
    sent = outside.mailer.sent

    def letters() -> Sequence[Letter]:
        while worker.run_once():
            pass
        delivered, sent[:] = list(sent), []
        return delivered

    return letters
