"""The container: activities by feature, over one set of gateways.

Controllers ask by string id (`Provide["posts.publishing"]`) and never import this module.
"""

from typing import Any

from dependency_injector import containers, providers

from domain.credentials import PasswordPolicy
from services.accounts.account_settings import AccountSettings
from services.accounts.admission import Admission
from services.accounts.app_codes import AppCodes
from services.accounts.closing import Closing
from services.accounts.confirming import Confirming
from services.accounts.entry import Entry
from services.accounts.exporting import Exporting
from services.accounts.governing import Governing
from services.accounts.guesses import Guesses
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.inviting import Inviting
from services.accounts.journal import Journal
from services.accounts.linked_logins import LinkedLogins
from services.accounts.lone_passwords import LonePasswords
from services.accounts.one_time_tokens import OneTimeTokens
from services.accounts.opening import Opening
from services.accounts.passkey_answers import PasskeyAnswers
from services.accounts.passkey_sign_in import PasskeySignIn
from services.accounts.passkeys import Passkeys
from services.accounts.password_advice import PasswordAdvice
from services.accounts.proving import Proving
from services.accounts.recovery import Recovery
from services.accounts.registration import Registering
from services.accounts.second_step import SecondStep
from services.accounts.sign_in import SignIn
from services.accounts.signed_in_places import SignedInPlaces
from services.accounts.staffing import Staffing
from services.accounts.two_factor import TwoFactor
from services.accounts.ways_in import WaysInOverview
from services.housekeeping import Housekeeping
from services.letters import Letters
from services.place_keeping import PlaceKeeping
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
    security_log = gateways.provided.security_log_queries
    invitations = gateways.provided.invitation_queries
    drafts = gateways.provided.draft_queries
    posts = gateways.provided.post_queries
    timelines = gateways.provided.timelines
    threads = gateways.provided.threads


class Accounts(containers.DeclarativeContainer):
    gateways: providers.Dependency[Any] = providers.Dependency()
    outside: providers.Dependency[Any] = providers.Dependency()
    registration: providers.Dependency[Any] = providers.Dependency()
    password_min: providers.Dependency[Any] = providers.Dependency()

    begin = gateways.provided.begin
    clock = gateways.provided.clock
    ids = gateways.provided.ids
    place = gateways.provided.place_queries
    throttle = gateways.provided.throttle
    hasher = outside.provided.hasher
    verifier = outside.provided.passkey_verifier

    policy = providers.Singleton(
        PasswordPolicy, minimum=password_min, is_common=outside.provided.is_common_password
    )
    journal = providers.Singleton(Journal, clock=clock, ids=ids)
    tokens = providers.Singleton(OneTimeTokens, clock=clock, ids=ids)
    guesses = providers.Singleton(Guesses, throttle=throttle)
    app_codes = providers.Singleton(
        AppCodes, codes=outside.provided.one_time_codes, vault=outside.provided.vault, clock=clock
    )
    passkey_answers = providers.Singleton(PasskeyAnswers, tokens=tokens, verifier=verifier, clock=clock)
    entry = providers.Singleton(Entry, begin=begin, clock=clock, ids=ids, tokens=tokens, journal=journal)
    proving = providers.Singleton(
        Proving,
        begin=begin,
        clock=clock,
        hasher=hasher,
        guesses=guesses,
        journal=journal,
        answers=passkey_answers,
    )
    lone_passwords = providers.Singleton(LonePasswords, begin=begin, proving=proving, policy=policy)
    admission = providers.Singleton(
        Admission, policy=policy, hasher=hasher, clock=clock, ids=ids, journal=journal
    )
    advice = providers.Singleton(
        PasswordAdvice, adviser=outside.provided.adviser, place=place, throttle=throttle
    )
    opening = providers.Singleton(Opening, begin=begin, tokens=tokens, admission=admission)
    registering = providers.Singleton(
        Registering,
        begin=begin,
        clock=clock,
        ids=ids,
        admission=admission,
        throttle=throttle,
        place=place,
        journal=journal,
        tokens=tokens,
        entry=entry,
        fixed=registration,
    )
    confirming = providers.Singleton(
        Confirming, begin=begin, clock=clock, tokens=tokens, guesses=guesses, journal=journal
    )
    recovery = providers.Singleton(
        Recovery,
        begin=begin,
        clock=clock,
        tokens=tokens,
        hasher=hasher,
        policy=policy,
        guesses=guesses,
        journal=journal,
        place=place,
    )
    sign_in = providers.Singleton(
        SignIn,
        begin=begin,
        clock=clock,
        hasher=hasher,
        guesses=guesses,
        entry=entry,
        journal=journal,
    )
    second_step = providers.Singleton(
        SecondStep,
        begin=begin,
        clock=clock,
        tokens=tokens,
        guesses=guesses,
        journal=journal,
        entry=entry,
        codes=app_codes,
        answers=passkey_answers,
    )
    passkey_sign_in = providers.Singleton(
        PasskeySignIn, begin=begin, answers=passkey_answers, entry=entry, guesses=guesses, journal=journal
    )
    signed_in_places = providers.Singleton(SignedInPlaces, begin=begin, journal=journal)
    settings = providers.Singleton(
        AccountSettings,
        begin=begin,
        hasher=hasher,
        policy=policy,
        proving=proving,
        journal=journal,
        place=place,
    )
    ways_in = providers.Singleton(WaysInOverview, begin=begin)
    two_factor = providers.Singleton(
        TwoFactor,
        begin=begin,
        clock=clock,
        codes=app_codes,
        guesses=guesses,
        journal=journal,
        place=place,
        lone_passwords=lone_passwords,
    )
    passkeys = providers.Singleton(
        Passkeys,
        begin=begin,
        clock=clock,
        ids=ids,
        tokens=tokens,
        verifier=verifier,
        journal=journal,
        lone_passwords=lone_passwords,
    )
    identity_rounds = providers.Singleton(
        IdentityRounds,
        begin=begin,
        tokens=tokens,
        guesses=guesses,
        providers=outside.provided.identity_providers,
    )
    linked_logins = providers.Singleton(
        LinkedLogins,
        begin=begin,
        clock=clock,
        ids=ids,
        rounds=identity_rounds,
        tokens=tokens,
        entry=entry,
        journal=journal,
        proving=proving,
    )
    inviting = providers.Singleton(Inviting, begin=begin, clock=clock, ids=ids, journal=journal, place=place)
    closing = providers.Singleton(
        Closing,
        begin=begin,
        clock=clock,
        tokens=tokens,
        entry=entry,
        journal=journal,
        archives=outside.provided.archives,
        mailer=outside.provided.mailer,
    )
    exporting = providers.Singleton(
        Exporting,
        begin=begin,
        clock=clock,
        ids=ids,
        journal=journal,
        archives=outside.provided.archives,
        own_work=gateways.provided.own_work,
        drafts=gateways.provided.draft_queries,
        base_url=outside.provided.base_url,
    )
    governing = providers.Singleton(Governing, begin=begin, clock=clock, journal=journal)
    staffing = providers.Singleton(
        Staffing, begin=begin, admission=admission, hasher=hasher, policy=policy, journal=journal
    )
    profiles = providers.Singleton(ProfileEditing, begin=begin, clock=clock, ids=ids, journal=journal)
    letters = providers.Singleton(
        Letters,
        begin=begin,
        tokens=tokens,
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
        archives=outside.provided.archives,
    )
    place_keeping = providers.Singleton(PlaceKeeping, begin=gateways.provided.begin)
    reading = providers.Container(Reading, gateways=gateways)
    accounts = providers.Container(
        Accounts,
        gateways=gateways,
        outside=outside,
        registration=registration,
        password_min=password_min,
    )
    posts = providers.Container(Posts, gateways=gateways, outside=outside)
