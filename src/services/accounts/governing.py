"""What staff do with accounts: let in, limit, suspend, sign out. Logged, and the person told."""

from collections.abc import Callable

from domain.accounts import Account, NotToGovern, Role
from domain.browsers import UNSEEN
from domain.errors import Invalid
from domain.ids import AccountId
from domain.security_log import Happening
from domain.texts import TextFault, one_line
from domain.viewers import Viewer
from services.accounts.doors import show_as_standing, shut
from services.accounts.journal import Journal
from services.accounts.ways_in import take_factors_away
from services.ports.clock import Clock
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried

MAX_REMARK = 300
"""A sentence or two to the person: why."""


class Governing:
    """Every method raises NotFound for who isn't a moderator, NotToGovern out of reach, LastOwner."""

    def __init__(self, begin: Begin, clock: Clock, journal: Journal) -> None:
        self._begin, self._clock, self._journal = begin, clock, journal

    def approve(self, account_id: AccountId, *, by: Viewer) -> None:
        """Let in somebody who waits."""
        self._act(account_id, by, Happening.APPROVED, lambda account: account.approve())

    def confirm(self, account_id: AccountId, *, by: Viewer) -> None:
        """Take the address for confirmed, where no mail reaches."""
        now = self._clock.now()
        self._act(account_id, by, Happening.CONFIRMED_BY_STAFF, lambda account: account.confirm(now))

    def limit(self, account_id: AccountId, remark: str, *, by: Viewer) -> None:
        """Keep what they write out of listings. Raises Invalid."""
        self._act(account_id, by, Happening.LIMITED, lambda account: account.limit(), remark=remark)

    def suspend(self, account_id: AccountId, remark: str, *, by: Viewer) -> None:
        """Sign them out and hide what they wrote. Raises Invalid."""
        self._act(
            account_id,
            by,
            Happening.SUSPENDED,
            lambda account: account.suspend(),
            remark=remark,
            ends_sessions=True,
            takes_away=True,
        )

    def lift(self, account_id: AccountId, *, by: Viewer) -> None:
        """End a limit or a suspension."""
        self._act(account_id, by, Happening.LIFTED, lambda account: account.lift())

    def sign_out(self, account_id: AccountId, *, by: Viewer) -> None:
        """End all their sessions and links."""
        self._act(account_id, by, Happening.SIGNED_OUT_BY_STAFF, lambda account: None, ends_sessions=True)

    @retried
    def reset_second_factor(self, account_id: AccountId, *, by: Viewer) -> None:
        """Take away app, passkeys and codes of somebody who lost them. Admins only."""
        by.require(Role.ADMIN)
        with self._begin() as work:
            account = self._governed(work, account_id, by)
            take_factors_away(work, account)
            shut(work, account_id)
            self._note(work, Happening.SECOND_FACTOR_RESET, account_id, by)

    @retried
    def change_role(self, account_id: AccountId, role: Role, *, by: Viewer) -> None:
        """Give a role, not above one's own, and end the sessions that began under another."""
        by.require(Role.ADMIN)
        with self._begin() as work:
            account = self._governed(work, account_id, by)
            if not by.has_role(role):
                raise NotToGovern
            if role is not Role.OWNER:
                account.check_dispensable(work.accounts.count_owners())
            account.promote(role)
            work.accounts.save(account)
            shut(work, account_id)
            self._note(work, Happening.ROLE_CHANGED, account_id, by, role.value)

    @retried
    def _act(
        self,
        account_id: AccountId,
        by: Viewer,
        what: Happening,
        change: Callable[[Account], None],
        *,
        remark: str = "",
        ends_sessions: bool = False,
        takes_away: bool = False,
    ) -> None:
        by.require(Role.MODERATOR)
        detail = _remark(remark)
        with self._begin() as work:
            account = self._governed(work, account_id, by)
            if takes_away:
                account.check_dispensable(work.accounts.count_owners())
            change(account)
            work.accounts.save(account)
            show_as_standing(work, account)
            if ends_sessions:
                shut(work, account_id)
            self._note(work, what, account_id, by, detail)

    def _governed(self, work: UnitOfWork, account_id: AccountId, by: Viewer) -> Account:
        account = work.accounts.get(account_id)
        account.check_governed_by(by.account_id, by.role)
        return account

    def _note(
        self,
        work: UnitOfWork,
        what: Happening,
        account_id: AccountId,
        by: Viewer,
        detail: str = "",
    ) -> None:
        """Where the staff member sits is nothing for the person to see."""
        self._journal.note(work, what, account_id, UNSEEN, actor_id=by.account_id, detail=detail)


def _remark(text: str) -> str:
    try:
        return one_line(text, most=MAX_REMARK)
    except TextFault as fault:
        raise Invalid({"remark": fault.sentence}) from fault
