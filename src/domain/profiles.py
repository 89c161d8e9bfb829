"""Profile: the public side of a person. Handle, name and a few words about themselves."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from domain.accounts import Account, Standing
from domain.base import Aggregate
from domain.errors import Conflict, Invalid, Sentence
from domain.ids import AccountId, ProfileId
from domain.texts import TextFault, many_lines, one_line

MAX_HANDLE = 30
"""As the field expects; a mention stays short enough to read."""

MAX_DISPLAY_NAME = 60
"""Fits a line beside an avatar on a phone."""

MAX_BIO = 500
"""A paragraph: a profile is not an article."""

_HANDLE = re.compile(r"[a-z0-9_]{1,30}")

_RESERVED = """
    about abuse account accounts admin administrator admins ads all anonymous api app apps archive auth
    blog bookmarks bot boost boosts bots build cdn conduit config contact dashboard demo deleted dev
    developer draft drafts edit email everyone explore federation feed feeds ftp guest guests handle
    help home hostmaster html http https imap inbox index info invite invites jobs join legal like likes
    live livez local localhost login logout mail mailer me media mod moderation moderator moderators
    mods nobody noreply notes notifications null oauth official ops outbox owner page pages password
    policy pop post postmaster posts press privacy profile profiles public readyz register registration
    root rss rules search security session sessions settings setup shop sign_in sign_out sign_up signin
    signout signup sitemap site smtp ssl staff static stats status stoa support sysadmin system tag tags
    team terms test thread threads trash undefined unsubscribe user users usenet uucp web webfinger
    webmaster well_known wiki www you
"""

RESERVED_HANDLES = frozenset(_RESERVED.split())
"""Names of pages and of offices: who holds one could speak as the place (RFC 2142 among them)."""

_LOOK_ALIKES = (("_", ""), ("0", "o"), ("1", "l"), ("rn", "m"), ("vv", "w"))
"""Underscores go first: what they part reads as one."""


MAX_PROFILES = 5
"""Pen names of one person: as many as anybody keeps up, too few to fill a place with oneself."""

RENAME_EVERY = timedelta(days=30)
"""A handle that changed daily would leave nobody knowing who is who."""


class HandleTaken(Conflict):
    """Another profile has this handle, or one that reads the same."""

    code = "handle_taken"
    sentence = Sentence("This handle is taken. Please try another.")


def parse_handle(value: str) -> str:
    """A handle in lower case, without a leading @. Raises TextFault when it can't be one."""
    handle = one_line(value, most=200, required=True).removeprefix("@").lower()
    if not _HANDLE.fullmatch(handle) or not handle.strip("_"):
        raise TextFault(
            Sentence("Use 1 to {most} of the letters a to z, digits and underscores.", most=MAX_HANDLE)
        )
    if skeleton(handle) in _RESERVED_SKELETONS:
        raise TextFault(Sentence("This handle is reserved. Please try another."))
    return handle


def skeleton(handle: str) -> str:
    """What a hurried reader sees (after Unicode TR39's skeletons): two handles with one are look-alikes."""
    for like, plain in _LOOK_ALIKES:
        handle = handle.replace(like, plain)
    return handle


_RESERVED_SKELETONS = frozenset(map(skeleton, RESERVED_HANDLES))


@dataclass(slots=True, kw_only=True)
class Profile(Aggregate):
    """How a person appears: to everybody (`is_visible`), and in listings, too (`is_listed`).

    `given_up` holds handles that were changed since loading; whoever keeps the profile keeps them, so
    that they lead here and nobody else gets them.
    """

    id: ProfileId
    account_id: AccountId
    handle: str
    display_name: str
    bio: str
    created_at: datetime
    is_visible: bool = True
    is_listed: bool = True
    renamed_at: datetime | None = None
    given_up: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, handle: str, *, owner: Account, id: ProfileId, at: datetime) -> Self:
        """A new profile, called by its handle. Raises Invalid for a handle that can't be."""
        handle = _checked(handle)
        profile = cls(id=id, account_id=owner.id, handle=handle, display_name=handle, bio="", created_at=at)
        profile.stand(owner.standing)
        return profile

    def stand(self, standing: Standing) -> bool:
        """Be seen as the account's standing has it. Returns whether anything changed."""
        before = self.is_visible, self.is_listed
        self.is_visible, self.is_listed = standing.may_publish, standing is not Standing.LIMITED
        return before != (self.is_visible, self.is_listed)

    def rename(self, handle: str, *, at: datetime) -> None:
        """Take another handle. Raises Invalid for one that can't be, or so soon after the last."""
        handle = _checked(handle)
        if handle == self.handle:
            return
        if self.renamed_at is not None and at - self.renamed_at < RENAME_EVERY:
            raise Invalid({"handle": Sentence("A handle can be changed once in 30 days.")})
        if self.display_name == self.handle:
            self.display_name = handle
        self.given_up.append(self.handle)
        self.handle, self.renamed_at = handle, at

    def describe(self, *, display_name: str, bio: str) -> None:
        """Change name and bio. An empty name falls back to the handle. Raises Invalid."""
        faults = {}
        try:
            display_name = one_line(display_name, most=MAX_DISPLAY_NAME) or self.handle
        except TextFault as fault:
            faults["display_name"] = fault.sentence
        try:
            bio = many_lines(bio, most=MAX_BIO).strip()
        except TextFault as fault:
            faults["bio"] = fault.sentence
        if faults:
            raise Invalid(faults)
        self.display_name, self.bio = display_name, bio


def _checked(handle: str) -> str:
    try:
        return parse_handle(handle)
    except TextFault as fault:
        raise Invalid({"handle": fault.sentence}) from fault
