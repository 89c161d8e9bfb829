"""Letting others in by a link."""

from domain.accounts import Role
from domain.browsers import UNSEEN, Browser
from domain.errors import NotFound
from domain.ids import InvitationId
from domain.invitations import MAX_OPEN_INVITATIONS, Invitation, TooManyInvitations
from domain.security_log import Happening
from domain.sessions import new_token
from domain.viewers import Viewer
from services.accounts.journal import Journal
from services.ports.clock import Clock, Ids
from services.ports.place import PlaceQueries
from services.ports.unit_of_work import Begin
from services.retrying import retried


class Inviting:
    """Members invite where the owner lets them; staff always do. Only who may publish may invite."""

    def __init__(self, begin: Begin, clock: Clock, ids: Ids, journal: Journal, place: PlaceQueries) -> None:
        self._begin, self._clock, self._ids = begin, clock, ids
        self._journal, self._place = journal, place

    def may_invite(self, viewer: Viewer) -> bool:
        is_let = viewer.has_role(Role.MODERATOR) or self._place.card().members_may_invite
        return viewer.may_publish and is_let

    @retried
    def invite(self, *, note: str, most: int, days: int, by: Viewer, browser: Browser) -> str:
        """The key for a link, which can't be had again. Raises NotFound, Invalid, TooManyInvitations."""
        if by.account_id is None or not self.may_invite(by):
            raise NotFound
        token = new_token()
        is_staff = by.has_role(Role.MODERATOR)
        now = self._clock.now()
        with self._begin() as work:
            if not is_staff and work.invitations.count_open(by.account_id, now) >= MAX_OPEN_INVITATIONS:
                raise TooManyInvitations
            work.invitations.add(
                Invitation.make(
                    id=InvitationId(self._ids.next()),
                    by=by.account_id,
                    is_staff=is_staff,
                    token=token,
                    note=note,
                    most=most,
                    days=days,
                    at=now,
                )
            )
            self._journal.note(work, Happening.INVITATION_MADE, by.account_id, browser, detail=str(most))
        return token

    @retried
    def end(self, invitation_id: InvitationId, *, by: Viewer, browser: Browser) -> None:
        """Let nobody else in by it: one's own, or as staff anybody's. Raises NotFound.

        Where the staff member sits is nothing for the inviter to see.
        """
        with self._begin() as work:
            invitation = work.invitations.get(invitation_id)
            is_own = invitation.inviter_id == by.account_id
            if not is_own:
                by.require(Role.MODERATOR)
            invitation.end(self._clock.now())
            work.invitations.save(invitation)
            self._journal.note(
                work,
                Happening.INVITATION_ENDED,
                invitation.inviter_id,
                browser if is_own else UNSEEN,
                actor_id=None if is_own else by.account_id,
            )
