"""Builders with sensible defaults: a test names only what it is about."""

import itertools
from datetime import UTC, datetime, timedelta

from domain.accounts import Account, Role, Standing
from domain.browsers import Browser
from domain.drafts import Draft
from domain.exports import Export
from domain.ids import (
    AccountId,
    DeviceId,
    DraftId,
    ExportId,
    InvitationId,
    LinkedLoginId,
    LogEntryId,
    PasskeyId,
    PostId,
    ProfileId,
    SessionId,
    TokenId,
    make_id,
    milliseconds_of,
)
from domain.invitations import Invitation
from domain.known_devices import KnownDevice
from domain.linked_logins import LinkedLogin
from domain.one_time_tokens import OneTimeToken, Purpose
from domain.passkeys import Passkey
from domain.place import Place, Registration
from domain.posts import Post, Typeset
from domain.profiles import Profile
from domain.second_factors import SecondFactor, recovery_digest
from domain.security_log import Happening, LogEntry
from domain.sessions import BROWSER_SESSION_FOR, IDLE_FOR, LoginSession, digest_of
from domain.slugs import Slug
from domain.tags import Tag
from domain.threads import ThreadPlace
from domain.viewers import Viewer
from domain.writings import Audience, Writing

NOON = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
"""Where a FrozenClock starts."""

_numbers = itertools.count(make_id(milliseconds_of(NOON), 0))


def new_id() -> int:
    """An id larger than any that it gave before."""
    return next(_numbers)


def a_place(name: str = "Stoa", *, registration: Registration = Registration.OPEN) -> Place:
    return Place(name=name, tagline="Where we talk.", registration=registration)


def an_account(
    email: str | None = None,
    *,
    role: Role = Role.MEMBER,
    standing: Standing = Standing.ACTIVE,
    phone: str | None = None,
    registered_at: datetime = NOON,
) -> Account:
    id = AccountId(new_id())
    return Account(
        id=id,
        email=email or f"someone{id}@example.org",
        phone=phone,
        password_hash="$argon2id$not-a-hash",
        role=role,
        standing=standing,
        registered_at=registered_at,
    )


def a_profile(account: Account, handle: str = "ada", *, display_name: str = "", bio: str = "") -> Profile:
    return Profile(
        id=ProfileId(new_id()),
        account_id=account.id,
        handle=handle,
        display_name=display_name or handle.title(),
        bio=bio,
        created_at=NOON,
    )


def a_viewer(profile: Profile, *, role: Role = Role.MEMBER) -> Viewer:
    """A profile's owner, looking."""
    return Viewer(
        account_id=profile.account_id,
        profile_id=profile.id,
        handle=profile.handle,
        display_name=profile.display_name,
        role=role,
    )


def a_session(
    profile: Profile,
    token: str = "secret",
    *,
    lasts: timedelta = BROWSER_SESSION_FOR,
    idles: timedelta = IDLE_FOR,
) -> LoginSession:
    return LoginSession(
        id=SessionId(new_id()),
        account_id=profile.account_id,
        profile_id=profile.id,
        digest=digest_of(token),
        device="Firefox on Linux",
        network="192.0.2.0/24",
        started_at=NOON,
        last_seen_at=NOON,
        expires_at=NOON + lasts,
        idle_until=NOON + idles,
        proved_at=NOON,
        remembered=False,
    )


def a_token(
    token: str = "once",
    purpose: Purpose = Purpose.SETUP,
    *,
    account: Account | None = None,
    bound_to: str = "",
    at: datetime = NOON,
    **carries: str,
) -> OneTimeToken:
    return OneTimeToken.issue(
        purpose,
        id=TokenId(new_id()),
        token=token,
        at=at,
        account_id=account.id if account else None,
        bound_to=bound_to,
        **carries,
    )


def a_second_factor(owner: Profile, *, codes: tuple[str, ...] = ()) -> SecondFactor:
    """An app that works, and these recovery codes."""
    return SecondFactor(
        account_id=owner.account_id,
        sealed_secret="sealed",
        confirmed_at=NOON,
        last_step=7,
        recovery_digests=tuple(map(recovery_digest, codes)),
    )


def a_passkey(owner: Profile, credential_id: str = "Y3JlZGVudGlhbA", *, name: str = "Phone") -> Passkey:
    return Passkey(
        id=PasskeyId(new_id()),
        account_id=owner.account_id,
        credential_id=credential_id,
        public_key="cHVibGlj",
        sign_count=0,
        transports=("hybrid", "internal"),
        is_synced=True,
        name=name,
        created_at=NOON,
    )


def a_linked_login(owner: Profile, subject: str = "4711", *, provider: str = "harbour") -> LinkedLogin:
    return LinkedLogin(
        id=LinkedLoginId(new_id()),
        account_id=owner.account_id,
        provider=provider,
        subject=subject,
        label=f"{owner.handle}@harbour.example",
        linked_at=NOON,
    )


def a_device(owner: Profile, token: str = "device", *, seen_at: datetime = NOON) -> KnownDevice:
    return KnownDevice(
        id=DeviceId(new_id()),
        account_id=owner.account_id,
        digest=digest_of(token),
        first_seen_at=NOON,
        last_seen_at=seen_at,
    )


def a_log_entry(
    owner: Profile | None,
    what: Happening = Happening.SIGNED_IN,
    *,
    at: datetime = NOON,
    actor: Profile | None = None,
    detail: str = "",
) -> LogEntry:
    return LogEntry.of(
        what,
        owner.account_id if owner else None,
        id=LogEntryId(new_id()),
        at=at,
        browser=Browser(device="Firefox on Linux", network="192.0.2.0/24"),
        actor_id=actor.account_id if actor else None,
        detail=detail,
    )


def an_invitation(
    inviter: Profile,
    token: str | None = None,
    *,
    note: str = "",
    most: int = 3,
    days: int = 7,
    at: datetime = NOON,
) -> Invitation:
    id = InvitationId(new_id())
    return Invitation.make(
        id=id,
        by=inviter.account_id,
        is_staff=False,
        token=token or f"invitation{id}",
        note=note,
        most=most,
        days=days,
        at=at,
    )


def an_export(owner: Profile, *, asked_at: datetime = NOON, ready_at: datetime | None = None) -> Export:
    id = ExportId(new_id())
    return Export(
        id=id,
        account_id=owner.account_id,
        file=f"{id:064x}",
        asked_at=asked_at,
        ready_at=ready_at,
    )


def a_writing(
    body: str = "Words.",
    *,
    title: str | None = None,
    summary: str = "",
    tags: tuple[str, ...] = (),
    audience: Audience = Audience.PUBLIC,
) -> Writing:
    return Writing(title=title, body=body, summary=summary, tags=tuple(map(Tag, tags)), audience=audience)


def a_typeset(
    text: str = "Words.", *, mentions: frozenset[ProfileId] = frozenset(), words: int = 1
) -> Typeset:
    return Typeset(html=f"<p>{text}</p>", excerpt=text, words=words, mentions=mentions)


def a_draft(
    owner: Profile,
    *,
    writing: Writing | None = None,
    revises: PostId | None = None,
    submission_key: str | None = None,
) -> Draft:
    return Draft(
        id=DraftId(new_id()),
        owner_id=owner.id,
        writing=writing or a_writing(),
        created_at=NOON,
        saved_at=NOON,
        revises=revises,
        submission_key=submission_key,
    )


def a_post(
    author: Profile,
    text: str = "Words.",
    *,
    title: str | None = None,
    slug: str | None = None,
    tags: tuple[str, ...] = (),
    audience: Audience = Audience.PUBLIC,
    mentions: frozenset[ProfileId] = frozenset(),
    at: datetime = NOON,
    submission_key: str | None = None,
) -> Post:
    """A published post: an article when it has a title."""
    return Post.publish(
        a_writing(text, title=title, tags=tags, audience=audience),
        a_typeset(text, mentions=mentions),
        id=PostId(new_id()),
        author_id=author.id,
        at=at,
        slug=Slug(slug) if slug else None,
        submission_key=submission_key,
    )


def an_article(
    author: Profile, title: str = "On walking", *, slug: str = "on-walking", **more: object
) -> Post:
    return a_post(author, title=title, slug=slug, **more)  # type: ignore[arg-type]  # passed on as they are


def a_reply(
    parent: Post,
    author: Profile,
    text: str = "Indeed.",
    *,
    audience: Audience = Audience.PUBLIC,
    mentions: frozenset[ProfileId] = frozenset(),
    tags: tuple[str, ...] = (),
) -> Post:
    """A reply that is as widely read as the test says, whatever the rules make of its parent."""
    reply = a_post(author, text, audience=audience, mentions=mentions, tags=tags)
    reply.in_reply_to = parent.id
    reply.place = ThreadPlace(
        thread_id=parent.place.thread_id, path=parent.place.path, depth=parent.place.depth
    ).reply(reply.id)
    return reply
