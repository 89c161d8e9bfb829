"""What the contracts ask of a set of adapters, and how they fill it with people and posts."""

from typing import Protocol

from adapters.memory.clock import FrozenClock
from domain.posts import Post
from domain.profiles import Profile
from services.ports.accounts import AccountQueries
from services.ports.drafts import DraftQueries
from services.ports.exports import OwnWorkQueries
from services.ports.invitations import InvitationQueries
from services.ports.jobs import JobQueue
from services.ports.place import PlaceQueries
from services.ports.posts import PostQueries, PostView, ThreadQueries, TimelineQueries
from services.ports.profiles import ProfileQueries
from services.ports.security_log import SecurityLogQueries
from services.ports.sessions import SessionQueries
from services.ports.unit_of_work import Begin
from tests.factories import a_profile, a_viewer, an_account


class Kept(Protocol):
    """The gateways of one adapter set, empty at the start of each test, at a time that stands still."""

    clock: FrozenClock
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


def settle(kept: Kept, handle: str = "ada") -> Profile:
    """A member with an account and a profile, kept."""
    account = an_account(f"{handle}@example.org")
    profile = a_profile(account, handle)
    with kept.begin() as work:
        work.accounts.add(account)
        work.profiles.add(profile)
    return profile


def another_profile(kept: Kept, profile: Profile, handle: str) -> Profile:
    """A pen name of the same person."""
    with kept.begin() as work:
        other = a_profile(work.accounts.get(profile.account_id), handle)
        work.profiles.add(other)
    return other


def hide(kept: Kept, profile: Profile) -> None:
    with kept.begin() as work:
        loaded = work.profiles.get(profile.id)
        loaded.is_visible = False
        work.profiles.save(loaded)


def limit(kept: Kept, profile: Profile) -> None:
    """Keep a profile out of listings."""
    with kept.begin() as work:
        loaded = work.profiles.get(profile.id)
        loaded.is_listed = False
        work.profiles.save(loaded)


def publish(kept: Kept, *posts: Post) -> None:
    """Keep new posts, in one unit of work."""
    with kept.begin() as work:
        for post in posts:
            work.posts.add(post)


def save(kept: Kept, *posts: Post) -> None:
    with kept.begin() as work:
        for post in posts:
            work.posts.save(post)


def view_of(kept: Kept, post: Post, author: Profile) -> PostView:
    """A post as its author finds it on its own page."""
    return kept.post_queries.by_id(author.handle, post.id, a_viewer(author))
