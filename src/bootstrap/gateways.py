"""Two sets of adapters behind the same names: one on a database, one on dictionaries."""

from typing import Protocol

from limits.storage import MemoryStorage
from sqlalchemy import Engine

from adapters.memory.accounts import InMemoryAccountQueries
from adapters.memory.drafts import InMemoryDraftQueries
from adapters.memory.exports import InMemoryOwnWork
from adapters.memory.invitations import InMemoryInvitationQueries
from adapters.memory.jobs import InMemoryJobs
from adapters.memory.place import InMemoryPlaceQueries
from adapters.memory.post_queries import InMemoryPostQueries
from adapters.memory.profiles import InMemoryProfileQueries
from adapters.memory.security_log import InMemorySecurityLogQueries
from adapters.memory.sessions import InMemorySessionQueries
from adapters.memory.store import MemoryStore
from adapters.memory.threads import InMemoryThreads
from adapters.memory.timelines import InMemoryTimelines
from adapters.memory.unit_of_work import InMemoryWork
from adapters.redis.server import RedisServer
from adapters.sqlalchemy.accounts import SqlAlchemyAccountQueries
from adapters.sqlalchemy.drafts import SqlAlchemyDraftQueries
from adapters.sqlalchemy.exports import SqlAlchemyOwnWork
from adapters.sqlalchemy.invitations import SqlAlchemyInvitationQueries
from adapters.sqlalchemy.jobs import SqlAlchemyJobs
from adapters.sqlalchemy.place import SqlAlchemyPlaceQueries
from adapters.sqlalchemy.post_queries import SqlAlchemyPostQueries
from adapters.sqlalchemy.profiles import SqlAlchemyProfileQueries
from adapters.sqlalchemy.security_log import SqlAlchemySecurityLogQueries
from adapters.sqlalchemy.sessions import SqlAlchemySessionQueries
from adapters.sqlalchemy.threads import SqlAlchemyThreads
from adapters.sqlalchemy.throttles import SqlAlchemyStorage
from adapters.sqlalchemy.timelines import SqlAlchemyTimelines
from adapters.sqlalchemy.unit_of_work import SqlAlchemyWork
from adapters.throttles.limits import LimitsThrottle
from adapters.throttles.steady import SteadyThrottle
from services.ports.accounts import AccountQueries
from services.ports.clock import Clock, Ids
from services.ports.drafts import DraftQueries
from services.ports.exports import OwnWorkQueries
from services.ports.invitations import InvitationQueries
from services.ports.jobs import JobQueue
from services.ports.place import PlaceQueries
from services.ports.posts import PostQueries, ThreadQueries, TimelineQueries
from services.ports.profiles import ProfileQueries
from services.ports.security_log import SecurityLogQueries
from services.ports.sessions import SessionQueries
from services.ports.throttles import Throttle
from services.ports.unit_of_work import Begin
from services.subscriptions import jobs_for


class Gateways(Protocol):
    """Everything that a use case or a controller asks of the outside, by name."""

    clock: Clock
    ids: Ids
    begin: Begin
    place_queries: PlaceQueries
    account_queries: AccountQueries
    profile_queries: ProfileQueries
    session_queries: SessionQueries
    security_log_queries: SecurityLogQueries
    invitation_queries: InvitationQueries
    draft_queries: DraftQueries
    post_queries: PostQueries
    timelines: TimelineQueries
    threads: ThreadQueries
    own_work: OwnWorkQueries
    jobs: JobQueue
    throttle: Throttle


class MemoryGateways:
    """For tests: quick, and gone with the process. Without `throttle`, tries are counted by the real time."""

    def __init__(self, clock: Clock, ids: Ids, throttle: Throttle | None = None) -> None:
        store = MemoryStore(clock, ids, jobs_for)
        self.clock, self.ids = clock, ids
        self.begin = InMemoryWork(store)
        self.place_queries = InMemoryPlaceQueries(store)
        self.account_queries = InMemoryAccountQueries(store)
        self.profile_queries = InMemoryProfileQueries(store)
        self.session_queries = InMemorySessionQueries(store)
        self.security_log_queries = InMemorySecurityLogQueries(store)
        self.invitation_queries = InMemoryInvitationQueries(store)
        self.draft_queries = InMemoryDraftQueries(store)
        self.post_queries = InMemoryPostQueries(store)
        self.timelines = InMemoryTimelines(store)
        self.threads = InMemoryThreads(store)
        self.own_work = InMemoryOwnWork(store)
        self.jobs = InMemoryJobs(store)
        self.throttle: Throttle = throttle or LimitsThrottle(MemoryStorage())


class SqlGateways:
    """SQLite or PostgreSQL, whichever the engine was made for; with Redis, tries are counted there."""

    def __init__(self, engine: Engine, clock: Clock, ids: Ids, *, redis_url: str = "") -> None:
        self.engine = engine
        self.clock, self.ids = clock, ids
        self.begin = SqlAlchemyWork(engine, ids, clock, jobs_for)
        self.place_queries = SqlAlchemyPlaceQueries(engine)
        self.account_queries = SqlAlchemyAccountQueries(engine)
        self.profile_queries = SqlAlchemyProfileQueries(engine)
        self.session_queries = SqlAlchemySessionQueries(engine)
        self.security_log_queries = SqlAlchemySecurityLogQueries(engine)
        self.invitation_queries = SqlAlchemyInvitationQueries(engine)
        self.draft_queries = SqlAlchemyDraftQueries(engine)
        self.post_queries = SqlAlchemyPostQueries(engine)
        self.timelines = SqlAlchemyTimelines(engine)
        self.threads = SqlAlchemyThreads(engine)
        self.own_work = SqlAlchemyOwnWork(engine)
        self.jobs = SqlAlchemyJobs(engine)
        self.throttle: Throttle = LimitsThrottle(SqlAlchemyStorage(engine))
        if redis_url:
            shared = LimitsThrottle(RedisServer.parse(redis_url).storage())
            self.throttle = SteadyThrottle(shared, self.throttle, clock)
