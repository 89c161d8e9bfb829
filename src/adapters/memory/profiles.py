"""Profiles in a dictionary, no two of which read alike."""

from collections.abc import Collection, Mapping, Sequence

from adapters.memory.store import Changes, MemoryStore, kept
from domain.errors import NotFound
from domain.ids import AccountId, ProfileId
from domain.profiles import HandleTaken, Profile, skeleton
from domain.viewers import Viewer
from services.ports.profiles import ProfileCard, ProfileHead, ProfileQueries, ProfileRepository


class InMemoryProfiles(ProfileRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._profiles = changes, changes.tables.profiles

    def get(self, id: ProfileId) -> Profile:
        if id not in self._profiles:
            raise NotFound
        return kept(self._profiles[id])

    def first_of(self, account_id: AccountId) -> Profile:
        own = [profile for profile in self._profiles.values() if profile.account_id == account_id]
        if not own:
            raise NotFound
        return kept(min(own, key=lambda profile: profile.id))

    def by_handle(self, handle: str) -> Profile | None:
        for profile in self._profiles.values():
            if profile.handle == handle:
                return kept(profile)
        return None

    def is_taken(self, handle: str) -> bool:
        return any(skeleton(profile.handle) == skeleton(handle) for profile in self._profiles.values())

    def add(self, profile: Profile) -> None:
        self._check_unique(profile)
        self._changes.put_new(self._profiles, profile.id, profile)

    def save(self, profile: Profile) -> None:
        self._check_unique(profile)
        self._changes.put_again(self._profiles, profile.id, profile)

    def _check_unique(self, profile: Profile) -> None:
        for other in self._profiles.values():
            if other.id != profile.id and skeleton(other.handle) == skeleton(profile.handle):
                raise HandleTaken


class InMemoryProfileQueries(ProfileQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def head(self, handle: str, viewer: Viewer) -> ProfileHead:
        tables = self._store.tables
        for profile in tables.profiles.values():
            if profile.handle == handle and (profile.is_visible or profile.id == viewer.profile_id):
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

    def newest(self, *, limit: int) -> Sequence[ProfileCard]:
        visible = [profile for profile in self._store.tables.profiles.values() if profile.is_visible]
        return [
            ProfileCard(id=p.id, handle=p.handle, display_name=p.display_name, bio=p.bio)
            for p in sorted(visible, key=lambda p: -p.id)[:limit]
        ]

    def ids_of(self, handles: Collection[str]) -> Mapping[str, ProfileId]:
        return {
            profile.handle: profile.id
            for profile in self._store.tables.profiles.values()
            if profile.is_visible and profile.handle in handles
        }
