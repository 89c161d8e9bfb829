"""The contracts of the ports, kept by both databases."""

from tests.contracts.accounts import (
    AccountQueriesContract,
    AccountRepositoryContract,
    AccountSearchContract,
)
from tests.contracts.drafts import DraftQueriesContract, DraftRepositoryContract
from tests.contracts.erasing import ErasingContract
from tests.contracts.exports import ExportContract, OwnWorkContract
from tests.contracts.former_handles import FormerHandleContract
from tests.contracts.invitations import InvitationContract, InvitationQueriesContract, InvitationTreeContract
from tests.contracts.jobs import JobQueueContract
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
from tests.integration.databases import OnPostgresql, OnSqlite


class TestSqlitePlace(OnSqlite, PlaceContract):
    pass


class TestPostgresPlace(OnPostgresql, PlaceContract):
    pass


class TestSqliteAccounts(OnSqlite, AccountRepositoryContract):
    pass


class TestPostgresAccounts(OnPostgresql, AccountRepositoryContract):
    pass


class TestSqliteAccountQueries(OnSqlite, AccountQueriesContract):
    pass


class TestPostgresAccountQueries(OnPostgresql, AccountQueriesContract):
    pass


class TestSqliteAccountSearch(OnSqlite, AccountSearchContract):
    pass


class TestPostgresAccountSearch(OnPostgresql, AccountSearchContract):
    pass


class TestSqliteProfiles(OnSqlite, ProfileRepositoryContract):
    pass


class TestPostgresProfiles(OnPostgresql, ProfileRepositoryContract):
    pass


class TestSqliteProfileQueries(OnSqlite, ProfileQueriesContract):
    pass


class TestPostgresProfileQueries(OnPostgresql, ProfileQueriesContract):
    pass


class TestSqliteFormerHandles(OnSqlite, FormerHandleContract):
    pass


class TestPostgresFormerHandles(OnPostgresql, FormerHandleContract):
    pass


class TestSqliteErasing(OnSqlite, ErasingContract):
    pass


class TestPostgresErasing(OnPostgresql, ErasingContract):
    pass


class TestSqliteLoginSessions(OnSqlite, LoginSessionContract):
    pass


class TestPostgresLoginSessions(OnPostgresql, LoginSessionContract):
    pass


class TestSqliteSessionQueries(OnSqlite, SessionQueriesContract):
    pass


class TestPostgresSessionQueries(OnPostgresql, SessionQueriesContract):
    pass


class TestSqliteOneTimeTokens(OnSqlite, OneTimeTokenContract):
    pass


class TestPostgresOneTimeTokens(OnPostgresql, OneTimeTokenContract):
    pass


class TestSqliteSecondFactors(OnSqlite, SecondFactorContract):
    pass


class TestPostgresSecondFactors(OnPostgresql, SecondFactorContract):
    pass


class TestSqlitePasskeys(OnSqlite, PasskeyContract):
    pass


class TestPostgresPasskeys(OnPostgresql, PasskeyContract):
    pass


class TestSqliteLinkedLogins(OnSqlite, LinkedLoginContract):
    pass


class TestPostgresLinkedLogins(OnPostgresql, LinkedLoginContract):
    pass


class TestSqliteKnownDevices(OnSqlite, KnownDeviceContract):
    pass


class TestPostgresKnownDevices(OnPostgresql, KnownDeviceContract):
    pass


class TestSqliteSecurityLog(OnSqlite, SecurityLogContract):
    pass


class TestPostgresSecurityLog(OnPostgresql, SecurityLogContract):
    pass


class TestSqliteSecurityLogQueries(OnSqlite, SecurityLogQueriesContract):
    pass


class TestPostgresSecurityLogQueries(OnPostgresql, SecurityLogQueriesContract):
    pass


class TestSqliteInvitations(OnSqlite, InvitationContract):
    pass


class TestPostgresInvitations(OnPostgresql, InvitationContract):
    pass


class TestSqliteInvitationQueries(OnSqlite, InvitationQueriesContract):
    pass


class TestPostgresInvitationQueries(OnPostgresql, InvitationQueriesContract):
    pass


class TestSqliteInvitationTree(OnSqlite, InvitationTreeContract):
    pass


class TestPostgresInvitationTree(OnPostgresql, InvitationTreeContract):
    pass


class TestSqliteExports(OnSqlite, ExportContract):
    pass


class TestPostgresExports(OnPostgresql, ExportContract):
    pass


class TestSqliteOwnWork(OnSqlite, OwnWorkContract):
    pass


class TestPostgresOwnWork(OnPostgresql, OwnWorkContract):
    pass


class TestSqliteDrafts(OnSqlite, DraftRepositoryContract):
    pass


class TestPostgresDrafts(OnPostgresql, DraftRepositoryContract):
    pass


class TestSqliteDraftQueries(OnSqlite, DraftQueriesContract):
    pass


class TestPostgresDraftQueries(OnPostgresql, DraftQueriesContract):
    pass


class TestSqlitePosts(OnSqlite, PostRepositoryContract):
    pass


class TestPostgresPosts(OnPostgresql, PostRepositoryContract):
    pass


class TestSqlitePostQueries(OnSqlite, PostQueriesContract):
    pass


class TestPostgresPostQueries(OnPostgresql, PostQueriesContract):
    pass


class TestSqliteVisibility(OnSqlite, VisibilityContract):
    pass


class TestPostgresVisibility(OnPostgresql, VisibilityContract):
    pass


class TestSqliteTimelines(OnSqlite, TimelineContract):
    pass


class TestPostgresTimelines(OnPostgresql, TimelineContract):
    pass


class TestSqliteThreads(OnSqlite, ThreadContract):
    pass


class TestPostgresThreads(OnPostgresql, ThreadContract):
    pass


class TestSqliteWork(OnSqlite, UnitOfWorkContract):
    pass


class TestPostgresWork(OnPostgresql, UnitOfWorkContract):
    pass


class TestSqliteJobs(OnSqlite, JobQueueContract):
    pass


class TestPostgresJobs(OnPostgresql, JobQueueContract):
    pass


class TestSqliteThrottle(OnSqlite, ThrottleContract):
    pass


class TestPostgresThrottle(OnPostgresql, ThrottleContract):
    pass
