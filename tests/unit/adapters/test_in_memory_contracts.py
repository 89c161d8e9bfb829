"""The contracts of the ports, kept by the dictionaries that other tests use instead of a database."""

import pytest

from adapters.memory.clock import FrozenClock
from adapters.memory.ids import CountingIds
from bootstrap.gateways import MemoryGateways
from services.ports.throttles import Throttle
from tests.contracts.accounts import AccountQueriesContract, AccountRepositoryContract
from tests.contracts.drafts import DraftQueriesContract, DraftRepositoryContract
from tests.contracts.jobs import JobQueueContract
from tests.contracts.kept import Kept
from tests.contracts.links import OneTimeLinkContract
from tests.contracts.place import PlaceContract
from tests.contracts.post_queries import PostQueriesContract
from tests.contracts.posts import PostRepositoryContract
from tests.contracts.profiles import ProfileQueriesContract, ProfileRepositoryContract
from tests.contracts.sessions import LoginSessionContract, SessionQueriesContract
from tests.contracts.threads import ThreadContract
from tests.contracts.throttles import ThrottleContract
from tests.contracts.timelines import TimelineContract
from tests.contracts.unit_of_work import UnitOfWorkContract
from tests.contracts.visibility import VisibilityContract


class InMemory:
    """Runs a contract on dictionaries."""

    @pytest.fixture
    def kept(self) -> Kept:
        clock = FrozenClock()
        return MemoryGateways(clock=clock, ids=CountingIds(clock))  # type: ignore[return-value]  # its clock is a FrozenClock


class TestInMemoryPlace(InMemory, PlaceContract):
    pass


class TestInMemoryAccounts(InMemory, AccountRepositoryContract):
    pass


class TestInMemoryAccountQueries(InMemory, AccountQueriesContract):
    pass


class TestInMemoryProfiles(InMemory, ProfileRepositoryContract):
    pass


class TestInMemoryProfileQueries(InMemory, ProfileQueriesContract):
    pass


class TestInMemoryLoginSessions(InMemory, LoginSessionContract):
    pass


class TestInMemorySessionQueries(InMemory, SessionQueriesContract):
    pass


class TestInMemoryOneTimeLinks(InMemory, OneTimeLinkContract):
    pass


class TestInMemoryDrafts(InMemory, DraftRepositoryContract):
    pass


class TestInMemoryDraftQueries(InMemory, DraftQueriesContract):
    pass


class TestInMemoryPosts(InMemory, PostRepositoryContract):
    pass


class TestInMemoryPostQueries(InMemory, PostQueriesContract):
    pass


class TestInMemoryVisibility(InMemory, VisibilityContract):
    pass


class TestInMemoryTimelines(InMemory, TimelineContract):
    pass


class TestInMemoryThreads(InMemory, ThreadContract):
    pass


class TestInMemoryWork(InMemory, UnitOfWorkContract):
    pass


class TestInMemoryJobs(InMemory, JobQueueContract):
    pass


class TestInMemoryThrottle(ThrottleContract):
    @pytest.fixture
    def throttle(self) -> Throttle:
        clock = FrozenClock()
        return MemoryGateways(clock=clock, ids=CountingIds(clock)).throttle
