"""How people present themselves, under one name or several."""

from domain.browsers import Browser
from domain.errors import Conflict, NotFound, Sentence
from domain.ids import AccountId, ProfileId
from domain.profiles import MAX_PROFILES, Profile
from domain.security_log import Happening
from services.accounts.handles import told_when_taken
from services.accounts.journal import Journal
from services.ports.clock import Clock, Ids
from services.ports.unit_of_work import Begin
from services.retrying import retried


class TooManyProfiles(Conflict):
    code = "too_many_profiles"
    sentence = Sentence("You have as many profiles as one person may have.")


class ProfileEditing:
    """Changes names and words under which a person appears. Nothing public says which profiles are one's."""

    def __init__(self, begin: Begin, clock: Clock, ids: Ids, journal: Journal) -> None:
        self._begin, self._clock, self._ids, self._journal = begin, clock, ids, journal

    @retried
    def describe(self, profile_id: ProfileId, *, display_name: str, bio: str, version: int) -> None:
        """Raises Invalid, and EditedMeanwhile when `version` is no longer the newest."""
        with self._begin() as work:
            profile = work.profiles.get(profile_id)
            profile.expect(version)
            profile.describe(display_name=display_name, bio=bio)
            work.profiles.save(profile)

    @retried
    def rename(self, account_id: AccountId, profile_id: ProfileId, handle: str, *, browser: Browser) -> str:
        """Another handle; the former one leads to it, and stays theirs. Raises Invalid, NotFound.

        Returns the handle as it is now.
        """
        with self._begin() as work:
            profile = work.profiles.get(profile_id)
            if profile.account_id != account_id:
                raise NotFound
            former = profile.handle
            profile.rename(handle, at=self._clock.now())
            if profile.handle == former:
                return former
            with told_when_taken():
                work.profiles.save(profile)
            self._journal.note(
                work,
                Happening.HANDLE_CHANGED,
                account_id,
                browser,
                detail=f"@{former}, now @{profile.handle}",
            )
        return profile.handle

    @retried
    def add(self, account_id: AccountId, handle: str, display_name: str, *, browser: Browser) -> str:
        """Another profile of the same person. Raises Invalid, TooManyProfiles. Returns its handle."""
        with self._begin() as work:
            account = work.accounts.get(account_id)
            if len(work.profiles.all_of(account_id)) >= MAX_PROFILES:
                raise TooManyProfiles
            profile = Profile.begin(
                handle, owner=account, id=ProfileId(self._ids.next()), at=self._clock.now()
            )
            profile.describe(display_name=display_name, bio="")
            with told_when_taken():
                work.profiles.add(profile)
            self._journal.note(work, Happening.PROFILE_ADDED, account_id, browser, detail=profile.handle)
        return profile.handle
