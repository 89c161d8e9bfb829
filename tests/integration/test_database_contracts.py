"""The contracts of the ports, kept by both databases."""

from tests.contracts.accounts import AccountQueriesContract, AccountRepositoryContract
from tests.contracts.drafts import DraftQueriesContract, DraftRepositoryContract
from tests.contracts.jobs import JobQueueContract
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


class TestSqliteProfiles(OnSqlite, ProfileRepositoryContract):
    pass


class TestPostgresProfiles(OnPostgresql, ProfileRepositoryContract):
    pass


class TestSqliteProfileQueries(OnSqlite, ProfileQueriesContract):
    pass


class TestPostgresProfileQueries(OnPostgresql, ProfileQueriesContract):
    pass


class TestSqliteLoginSessions(OnSqlite, LoginSessionContract):
    pass


class TestPostgresLoginSessions(OnPostgresql, LoginSessionContract):
    pass


class TestSqliteSessionQueries(OnSqlite, SessionQueriesContract):
    pass


class TestPostgresSessionQueries(OnPostgresql, SessionQueriesContract):
    pass


class TestSqliteOneTimeLinks(OnSqlite, OneTimeLinkContract):
    pass


class TestPostgresOneTimeLinks(OnPostgresql, OneTimeLinkContract):
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
