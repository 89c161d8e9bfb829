"""The contracts of the ports, kept by the dictionaries that other tests use instead of a database."""

import pytest

from adapters.memory.archives import InMemoryArchives
from adapters.memory.clock import FrozenClock
from adapters.memory.ids import CountingIds
from bootstrap.gateways import MemoryGateways
from services.ports.exports import ArchiveStore
from services.ports.throttles import Throttle
from tests.contracts.accounts import (
    AccountQueriesContract,
    AccountRepositoryContract,
    AccountSearchContract,
)
from tests.contracts.archives import ArchiveStoreContract
from tests.contracts.drafts import DraftQueriesContract, DraftRepositoryContract
from tests.contracts.erasing import ErasingContract
from tests.contracts.exports import ExportContract, OwnWorkContract
from tests.contracts.former_handles import FormerHandleContract
from tests.contracts.invitations import InvitationContract, InvitationQueriesContract, InvitationTreeContract
from tests.contracts.jobs import JobQueueContract
from tests.contracts.kept import Kept
from tests.contracts.known_devices import KnownDeviceContract
from tests.contracts.linked_logins import LinkedLoginContract
from tests.contracts.one_time_tokens import OneTimeTokenContract
from tests.contracts.passkeys import PasskeyContract
from tests.contracts.place import PlaceContract
from tests.contracts.post_queries import PostQueriesContract
from tests.contracts.posts import PostRepositoryContract
from tests.contracts.profiles import ProfileQueriesContract, ProfileRepositoryContract
from tests.contracts.second_factors import SecondFactorContract
from tests.contracts.security_log import SecurityLogContract, SecurityLogQueriesContract
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


class TestInMemoryAccountSearch(InMemory, AccountSearchContract):
    pass


class TestInMemoryProfiles(InMemory, ProfileRepositoryContract):
    pass


class TestInMemoryProfileQueries(InMemory, ProfileQueriesContract):
    pass


class TestInMemoryFormerHandles(InMemory, FormerHandleContract):
    pass


class TestInMemoryErasing(InMemory, ErasingContract):
    pass


class TestInMemoryLoginSessions(InMemory, LoginSessionContract):
    pass


class TestInMemorySessionQueries(InMemory, SessionQueriesContract):
    pass


class TestInMemoryOneTimeTokens(InMemory, OneTimeTokenContract):
    pass


class TestInMemorySecondFactors(InMemory, SecondFactorContract):
    pass


class TestInMemoryPasskeys(InMemory, PasskeyContract):
    pass


class TestInMemoryLinkedLogins(InMemory, LinkedLoginContract):
    pass


class TestInMemoryKnownDevices(InMemory, KnownDeviceContract):
    pass


class TestInMemorySecurityLog(InMemory, SecurityLogContract):
    pass


class TestInMemorySecurityLogQueries(InMemory, SecurityLogQueriesContract):
    pass


class TestInMemoryInvitations(InMemory, InvitationContract):
    pass


class TestInMemoryInvitationQueries(InMemory, InvitationQueriesContract):
    pass


class TestInMemoryInvitationTree(InMemory, InvitationTreeContract):
    pass


class TestInMemoryExports(InMemory, ExportContract):
    pass


class TestInMemoryOwnWork(InMemory, OwnWorkContract):
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


class TestInMemoryArchives(ArchiveStoreContract):
    @pytest.fixture
    def archives(self) -> ArchiveStore:
        return InMemoryArchives()


class TestInMemoryThrottle(ThrottleContract):
    @pytest.fixture
    def throttle(self) -> Throttle:
        clock = FrozenClock()
        return MemoryGateways(clock=clock, ids=CountingIds(clock)).throttle
