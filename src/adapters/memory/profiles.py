"""Profiles in a dictionary, no two of which read alike."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from adapters.memory.posts import InMemoryPosts
from adapters.memory.store import Changes, FormerHandle, MemoryStore, kept
from domain.errors import NotFound
from domain.ids import AccountId, ProfileId
from domain.profiles import HandleTaken, Profile, skeleton
from domain.sessions import digest_of
from domain.viewers import Viewer
from services.ports.profiles import ProfileCard, ProfileHead, ProfileQueries, ProfileRepository


class InMemoryProfiles(ProfileRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._profiles = changes, changes.tables.profiles
        self._former = changes.tables.former_handles

    def get(self, id: ProfileId) -> Profile:
        if id not in self._profiles:
            raise NotFound
        return kept(self._profiles[id])

    def first_of(self, account_id: AccountId) -> Profile:
        own = self.all_of(account_id)
        if not own:
            raise NotFound
        return own[0]

    def all_of(self, account_id: AccountId) -> Sequence[Profile]:
        own = [kept(profile) for profile in self._profiles.values() if profile.account_id == account_id]
        return sorted(own, key=lambda profile: profile.id)

    def by_handle(self, handle: str) -> Profile | None:
        for profile in self._profiles.values():
            if profile.handle == handle:
                return kept(profile)
        return None

    def is_taken(self, handle: str, *, by_other_than: ProfileId | None = None) -> bool:
        for profile in self._profiles.values():
            if profile.id != by_other_than and skeleton(profile.handle) == skeleton(handle):
                return True
        former = self._former.get(_former_key(handle))
        return former is not None and (by_other_than is None or former.profile_id != by_other_than)

    def add(self, profile: Profile) -> None:
        self._check_free(profile)
        self._changes.put_new(self._profiles, profile.id, profile)

    def save(self, profile: Profile) -> None:
        self._check_free(profile)
        self._changes.put_again(self._profiles, profile.id, profile)
        if profile.given_up:
            self._keep_given_up(profile)

    def _keep_given_up(self, profile: Profile) -> None:
        for handle in profile.given_up:
            self._former[_former_key(handle)] = FormerHandle(handle=handle, profile_id=profile.id)
        former = self._former.get(_former_key(profile.handle))
        if former is not None and former.handle == profile.handle:
            del self._former[_former_key(profile.handle)]
        profile.given_up.clear()

    def _check_free(self, profile: Profile) -> None:
        if self.is_taken(profile.handle, by_other_than=profile.id):
            raise HandleTaken

    def remove(self, profile: Profile) -> None:
        handle = self.get(profile.id).handle
        self._changes.take_out(self._profiles, profile.id, profile)
        self._erase_drafts_of(profile.id)
        self._erase_posts_of(profile.id)
        self._erase_mentions_of(profile.id)
        for key in [key for key, former in self._former.items() if former.profile_id == profile.id]:
            self._former[key] = FormerHandle()
        self._former[_former_key(handle)] = FormerHandle()

    def _erase_drafts_of(self, id: ProfileId) -> None:
        drafts = self._changes.tables.drafts
        for draft in [draft for draft in drafts.values() if draft.owner_id == id]:
            del drafts[draft.id]

    def _erase_posts_of(self, id: ProfileId) -> None:
        posts = InMemoryPosts(self._changes)
        for post in [post for post in self._changes.tables.posts.values() if post.author_id == id]:
            posts.remove(post)

    def _erase_mentions_of(self, id: ProfileId) -> None:
        posts = self._changes.tables.posts
        for post in [post for post in posts.values() if id in post.typeset.mentions]:
            twin = kept(post)
            twin.typeset = replace(post.typeset, mentions=post.typeset.mentions - {id})
            posts[post.id] = twin


def _former_key(handle: str) -> str:
    return digest_of(skeleton(handle))


class InMemoryProfileQueries(ProfileQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def head(self, handle: str, viewer: Viewer) -> ProfileHead:
        tables = self._store.tables
        for profile in tables.profiles.values():
            if profile.handle == handle and (profile.is_visible or profile.account_id == viewer.account_id):
                return ProfileHead(
                    id=profile.id,
                    handle=profile.handle,
                    display_name=profile.display_name,
                    bio=profile.bio,
                    created_at=profile.created_at,
                    posts=sum(
                        post.counts and post.in_reply_to is None and post.author_id == profile.id
                        for post in tables.posts.values()
                    ),
                    version=profile.version,
                )
        raise NotFound

    def moved_to(self, handle: str) -> str | None:
        tables = self._store.tables
        former = tables.former_handles.get(_former_key(handle), FormerHandle())
        if former.profile_id is None or former.handle != handle:
            return None
        profile = tables.profiles[former.profile_id]
        return profile.handle if profile.is_visible else None

    def newest(self, *, limit: int) -> Sequence[ProfileCard]:
        profiles = self._store.tables.profiles.values()
        listed = [profile for profile in profiles if profile.is_visible and profile.is_listed]
        return [to_card(profile) for profile in sorted(listed, key=lambda profile: -profile.id)[:limit]]

    def ids_of(self, handles: Collection[str]) -> Mapping[str, ProfileId]:
        return {
            profile.handle: profile.id
            for profile in self._store.tables.profiles.values()
            if profile.is_visible and profile.handle in handles
        }


def to_card(profile: Profile) -> ProfileCard:
    return ProfileCard(
        id=profile.id, handle=profile.handle, display_name=profile.display_name, bio=profile.bio
    )
