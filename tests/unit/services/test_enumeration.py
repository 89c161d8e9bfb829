"""Who has an account here is nobody's business: known and unknown cost the same, and look the same.

CVE-2022-41697, CVE-2022-21659, TOB-PYPI26-5.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace

import pytest

from adapters.memory.identities import InMemoryProvider
from adapters.memory.passwords import QuickHasher
from adapters.memory.store import MemoryStore
from adapters.memory.unit_of_work import InMemoryWork
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.outside import Outside
from domain.accounts import Role, Standing
from domain.errors import Invalid, StoaError
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.accounts.linked_logins import JoinAsked
from services.ports.passwords import PasswordHasher
from services.ports.unit_of_work import UnitOfWork
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import (
    AT_HOME,
    BACK,
    begin_round,
    id_of,
    kept_words,
    let_in,
    signed_out,
    someone,
    tables_of,
)

Ask = Callable[[Container], object]
Cost = Counter[str]


class CountedWork(InMemoryWork):
    """Counts the units of work that are begun."""

    def __init__(self, store: MemoryStore, cost: Cost) -> None:
        super().__init__(store)
        self._cost = cost

    def __call__(self) -> AbstractContextManager[UnitOfWork]:
        self._cost["units of work"] += 1
        return super().__call__()


class CountedHasher(PasswordHasher):
    """Counts what takes a real hasher its time."""

    def __init__(self, cost: Cost) -> None:
        self._quick, self._cost = QuickHasher(), cost

    def hash(self, password: str) -> str:
        self._cost["hashes"] += 1
        return self._quick.hash(password)

    def verify(self, password: str, hash: str) -> bool:
        self._cost["hashes"] += 1
        return self._quick.verify(password, hash)

    def verify_nobody(self, password: str) -> None:
        self._cost["hashes"] += 1

    def is_outdated(self, hash: str) -> bool:
        return self._quick.is_outdated(hash)

    def is_readable(self, hash: str) -> bool:
        return self._quick.is_readable(hash)


@pytest.fixture
def cost() -> Cost:
    return Counter()


@pytest.fixture
def gateways(gateways: MemoryGateways, cost: Cost) -> MemoryGateways:
    gateways.begin = CountedWork(gateways.begin._store, cost)
    return gateways


@pytest.fixture
def outside(outside: Outside, cost: Cost) -> Outside:
    return replace(outside, hasher=CountedHasher(cost))


@pytest.fixture
def people(join: Callable[..., Viewer], gateways: MemoryGateways) -> None:
    """Somebody of every kind that a stranger could ask about."""
    join("ada")
    join("olga", role=Role.OWNER)
    join("newt", standing=Standing.UNCONFIRMED)
    join("eve", standing=Standing.SUSPENDED)
    keyless = join("kay")
    with gateways.begin() as work:
        account = work.accounts.get(id_of(keyless))
        account.password_hash = None
        work.accounts.save(account)


def cost_of(ask: Ask, container: Container, cost: Cost) -> tuple[Cost, object]:
    """What an answer takes, and the answer itself."""
    gateways = container.gateways()
    tables = tables_of(gateways)
    before = Counter({"entries": len(tables.security_log), "jobs": len(tables.jobs)})
    cost.clear()
    try:
        answer: object = ask(container)
    except StoaError as refused:
        answer = type(refused), str(refused)
    tables = tables_of(gateways)
    spent = Counter(cost) + Counter({"entries": len(tables.security_log), "jobs": len(tables.jobs)})
    spent.subtract(before)
    return +spent, answer


def sign_in(login: str) -> Ask:
    return lambda container: container.accounts.sign_in().sign_in(
        login, "a wrong password", remember=False, browser=AT_HOME
    )


def ask_for_a_password(email: str) -> Ask:
    return lambda container: container.accounts.recovery().ask(email, browser=AT_HOME)


def ask_to_confirm(email: str) -> Ask:
    return lambda container: container.accounts.confirming().ask_again(email, network=AT_HOME.network)


def register(email: str) -> Ask:
    applicant = Applicant(handle="carla", email=email, password=PASSWORD)
    return lambda container: container.accounts.registering().register(applicant, browser=AT_HOME)


HANDLES = ["ada", "olga", "newt", "eve", "kay"]
ASKED = {
    "sign-in by handle": (sign_in, "nobody_here", HANDLES),
    "sign-in by address": (
        sign_in,
        "nobody@example.org",
        [f"{handle}@example.org" for handle in HANDLES],
    ),
    "a new password": (
        ask_for_a_password,
        "nobody@example.org",
        [f"{handle}@example.org" for handle in HANDLES],
    ),
    "another link to confirm": (
        ask_to_confirm,
        "nobody@example.org",
        [f"{handle}@example.org" for handle in HANDLES],
    ),
}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("question", ASKED)
def test_known_and_unknown_cost_the_same_and_get_the_same_answer(
    container: Container, cost: Cost, question: str
) -> None:
    ask, unknown, known = ASKED[question]
    expected = cost_of(ask(unknown), container, cost)
    assert expected[0]["units of work"]
    for one in known:
        assert cost_of(ask(one), container, cost) == expected, one


@pytest.mark.usefixtures("people")
def test_a_wrong_password_costs_one_hash_and_one_entry(container: Container, cost: Cost) -> None:
    for login in (*HANDLES, "nobody_here"):
        spent, _ = cost_of(sign_in(login), container, cost)
        assert spent == {"units of work": 2, "hashes": 1, "entries": 1}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("handle", HANDLES)
def test_registering_costs_the_same_for_a_known_address(
    container: Container, gateways: MemoryGateways, cost: Cost, handle: str
) -> None:
    before = gateways.begin._store.tables
    expected = cost_of(register("nobody@example.org"), container, cost)
    gateways.begin._store.tables = before
    assert cost_of(register(f"{handle}@example.org"), container, cost) == expected
    assert expected == ({"units of work": 1, "hashes": 1, "entries": 1, "jobs": 1}, None)


@pytest.mark.usefixtures("people")
def test_joining_costs_the_same_for_a_known_address_that_nobody_checked(
    container: Container, provider: InMemoryProvider, cost: Cost
) -> None:
    def join(email: str) -> Ask:
        state = begin_round(container.accounts.identity_rounds())
        provider.grant("code", someone("stella there", email, is_verified=False))
        asked = container.accounts.linked_logins().arrive(
            "harbour", {"state": state, "code": "code"}, browser=AT_HOME, redirect_uri=BACK, session_id=None
        )
        assert isinstance(asked.outcome, JoinAsked)
        token, applicant = asked.outcome.token, Applicant(handle="stella", email=email)
        return lambda container: container.accounts.registering().join(token, applicant, browser=AT_HOME)

    known = cost_of(join("ada@example.org"), container, cost)
    unknown = cost_of(join("stella@example.org"), container, cost)
    assert known == unknown


def test_a_device_that_knows_one_account_costs_the_same_for_every_other(
    container: Container, cost: Cost, join: Callable[..., Viewer]
) -> None:
    join("ada")
    outcome = container.accounts.sign_in().sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    device = signed_out(let_in(outcome, AT_HOME))
    join("bo")

    def from_it(login: str) -> Ask:
        return lambda container: container.accounts.sign_in().sign_in(
            login, "wrong", remember=False, browser=device
        )

    assert cost_of(from_it("bo"), container, cost) == cost_of(from_it("nobody_here"), container, cost)


@pytest.mark.usefixtures("people")
def test_no_question_changes_anything_of_an_account(container: Container, gateways: MemoryGateways) -> None:
    """Nobody's page says that it was changed in another window because a stranger asked."""
    but = frozenset({"security_log", "jobs"})
    before = kept_words(gateways, but=but)
    for handle in HANDLES:
        for ask in (sign_in(handle), ask_for_a_password(f"{handle}@example.org")):
            with suppress(Invalid):
                ask(container)
        ask_to_confirm(f"{handle}@example.org")(container)
        register(f"{handle}@example.org")(container)
    assert kept_words(gateways, but=but) == before


@pytest.mark.usefixtures("people")
def test_the_jobs_of_known_and_unknown_have_one_name(container: Container, gateways: MemoryGateways) -> None:
    for email in ("ada@example.org", "nobody@example.org"):
        ask_for_a_password(email)(container)
    named = [job.handler for job in tables_of(gateways).jobs.values()]
    assert named[-2:] == ["letters.reset_password"] * 2
    assert not tables_of(gateways).tokens
