"""The container: activities by feature, over one set of gateways.

Controllers ask by string id (`Provide["posts.publishing"]`) and never import this module.
"""

from typing import Any

from dependency_injector import containers, providers

from domain.credentials import PasswordPolicy
from services.accounts.account_settings import AccountSettings
from services.accounts.admission import Admission
from services.accounts.opening import Opening
from services.accounts.registration import Registering
from services.accounts.sign_in import SignIn
from services.accounts.staffing import Staffing
from services.housekeeping import Housekeeping
from services.letters import Letters
from services.posts.deleting import Deleting
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from services.posts.typesetting import Typesetting
from services.profiles import ProfileEditing


class Reading(containers.DeclarativeContainer):
    """Queries: screens ask them directly."""

    gateways: providers.Dependency[Any] = providers.Dependency()

    place = gateways.provided.place_queries
    accounts = gateways.provided.account_queries
    profiles = gateways.provided.profile_queries
    sessions = gateways.provided.session_queries
    drafts = gateways.provided.draft_queries
    posts = gateways.provided.post_queries
    timelines = gateways.provided.timelines
    threads = gateways.provided.threads


class Accounts(containers.DeclarativeContainer):
    gateways: providers.Dependency[Any] = providers.Dependency()
    outside: providers.Dependency[Any] = providers.Dependency()
    registration: providers.Dependency[Any] = providers.Dependency()
    password_min: providers.Dependency[Any] = providers.Dependency()

    policy = providers.Singleton(
        PasswordPolicy, minimum=password_min, is_common=outside.provided.is_common_password
    )
    admission = providers.Singleton(
        Admission,
        policy=policy,
        hasher=outside.provided.hasher,
        clock=gateways.provided.clock,
        ids=gateways.provided.ids,
    )
    opening = providers.Singleton(
        Opening,
        begin=gateways.provided.begin,
        clock=gateways.provided.clock,
        ids=gateways.provided.ids,
        admission=admission,
    )
    registering = providers.Singleton(
        Registering,
        begin=gateways.provided.begin,
        admission=admission,
        throttle=gateways.provided.throttle,
        place=gateways.provided.place_queries,
        fixed=registration,
    )
    sign_in = providers.Singleton(
        SignIn,
        begin=gateways.provided.begin,
        clock=gateways.provided.clock,
        ids=gateways.provided.ids,
        hasher=outside.provided.hasher,
        throttle=gateways.provided.throttle,
    )
    settings = providers.Singleton(
        AccountSettings,
        begin=gateways.provided.begin,
        hasher=outside.provided.hasher,
        policy=policy,
        throttle=gateways.provided.throttle,
        place=gateways.provided.place_queries,
    )
    staffing = providers.Singleton(
        Staffing,
        begin=gateways.provided.begin,
        admission=admission,
        hasher=outside.provided.hasher,
        policy=policy,
    )
    profiles = providers.Singleton(ProfileEditing, begin=gateways.provided.begin)
    letters = providers.Singleton(
        Letters,
        begin=gateways.provided.begin,
        writer=outside.provided.letter_writer,
        mailer=outside.provided.mailer,
    )


class Posts(containers.DeclarativeContainer):
    gateways: providers.Dependency[Any] = providers.Dependency()
    outside: providers.Dependency[Any] = providers.Dependency()

    typesetting = providers.Singleton(
        Typesetting, renderer=outside.provided.renderer, profiles=gateways.provided.profile_queries
    )
    drafting = providers.Singleton(
        Drafting,
        begin=gateways.provided.begin,
        clock=gateways.provided.clock,
        ids=gateways.provided.ids,
    )
    publishing = providers.Singleton(
        Publishing,
        begin=gateways.provided.begin,
        clock=gateways.provided.clock,
        ids=gateways.provided.ids,
        typesetting=typesetting,
        drafts=gateways.provided.draft_queries,
        slugify=outside.provided.slugify,
    )
    revising = providers.Singleton(
        Revising,
        begin=gateways.provided.begin,
        clock=gateways.provided.clock,
        typesetting=typesetting,
    )
    deleting = providers.Singleton(
        Deleting,
        begin=gateways.provided.begin,
        clock=gateways.provided.clock,
        ids=gateways.provided.ids,
    )


class Container(containers.DeclarativeContainer):
    """The whole of Stoa. Everything nested is replaced by passing other `gateways` or `outside` in."""

    gateways: providers.Dependency[Any] = providers.Dependency()
    outside: providers.Dependency[Any] = providers.Dependency()
    registration: providers.Object[Any] = providers.Object(None)
    password_min: providers.Dependency[Any] = providers.Dependency(instance_of=int)

    clock = gateways.provided.clock
    housekeeping = providers.Singleton(
        Housekeeping,
        begin=gateways.provided.begin,
        clock=gateways.provided.clock,
        throttle=gateways.provided.throttle,
    )
    reading = providers.Container(Reading, gateways=gateways)
    accounts = providers.Container(
        Accounts,
        gateways=gateways,
        outside=outside,
        registration=registration,
        password_min=password_min,
    )
    posts = providers.Container(Posts, gateways=gateways, outside=outside)
