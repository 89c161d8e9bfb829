"""How people present themselves."""

from domain.ids import ProfileId
from services.ports.unit_of_work import Begin
from services.retrying import retried


class ProfileEditing:
    """Changes the name and the words under which a person appears."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    @retried
    def describe(self, profile_id: ProfileId, *, display_name: str, bio: str, version: int) -> None:
        """Raises Invalid, and EditedMeanwhile when `version` is no longer the newest."""
        with self._begin() as work:
            profile = work.profiles.get(profile_id)
            profile.expect(version)
            profile.describe(display_name=display_name, bio=bio)
            work.profiles.save(profile)
