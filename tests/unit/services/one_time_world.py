"""A place in which every kind of one-time secret is out at once, and that can be put back as it was."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.memory.clock import FrozenClock
from adapters.memory.identities import InMemoryProvider
from adapters.memory.ids import CountingIds
from adapters.memory.mail import InMemoryMailer
from adapters.memory.store import MemoryStore
from adapters.throttles.limits import LimitsThrottle
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.outside import quick
from domain.accounts import Role
from domain.browsers import Browser
from domain.ids import AccountId
from domain.one_time_tokens import Purpose
from domain.place import Place, Registration
from services.accounts.admission import Applicant
from services.accounts.entry import ReopeningAsked, SecondStepAsked
from services.accounts.linked_logins import JoinAsked
from tests.authenticator import HONEST, Lies, SoftAuthenticator
from tests.unit.clocked_storage import ClockedStorage
from tests.unit.conftest import HOST, PASSWORD
from tests.unit.services.presence import (
    AT_HOME,
    BACK,
    ELSEWHERE,
    ORIGIN,
    App,
    Here,
    begin_round,
    key_in,
    let_in,
    someone,
)

OWNER = Applicant(handle="zeno", email="zeno@example.org", password=PASSWORD)
AGORA = Place.found(name="Agora", tagline="", registration=Registration.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presenter:
    """Who holds a secret out: a browser that is nobody's yet, and one that is signed in."""

    visit: Browser
    session: Here


class World:
    """`secrets` holds one fresh secret for each purpose. Ada has every factor there is, and Cleo has closed
    her account; the secrets are theirs, a stranger's who is about to join, and the console's."""

    def __init__(self) -> None:
        self.clock = FrozenClock()
        self._tries = ClockedStorage(self.clock)
        throttle = LimitsThrottle(self._tries, now=lambda: self.clock.now().timestamp())
        self.gateways = MemoryGateways(self.clock, CountingIds(self.clock), throttle)
        self.provider = InMemoryProvider("harbour", "Harbour")
        outside = quick(HOST, lambda: "Agora", {"harbour": self.provider})
        assert isinstance(outside.mailer, InMemoryMailer)
        self._sent = outside.mailer.sent
        container = Container(gateways=self.gateways, outside=outside, registration=None, password_min=15)
        self.activities = container.accounts
        self.device = SoftAuthenticator()
        self.secrets: dict[Purpose, str] = {}
        self._invite_owner()
        self._unopened = self._store.tables, self.clock.now()
        self._settle()
        self._issue()
        self._settled = self._store.tables, self.clock.now()

    @property
    def _store(self) -> MemoryStore:
        return self.gateways.begin._store

    def restore(self, *, later: timedelta = timedelta(), is_unopened: bool = False) -> None:
        """Everything as it was when the secrets had just been given out, but for the time.

        Before it was opened the place had the console's secret and nothing else.
        """
        self._store.tables, began = self._unopened if is_unopened else self._settled
        self.clock.advance(began + later - self.clock.now())
        self._tries.reset()

    @property
    def ada(self) -> AccountId:
        return self.own.session.account_id

    def _invite_owner(self) -> None:
        key = self.activities.opening().invite_owner()
        assert key is not None
        self.secrets[Purpose.SETUP] = key

    def _settle(self) -> None:
        with self.gateways.begin() as work:
            work.place.add(Place.found(name="Porch", tagline="", registration=Registration.OPEN))
        for handle in ("ada", "bo", "cleo"):
            self.activities.staffing().create(
                Applicant(handle=handle, email=f"{handle}@example.org", password=PASSWORD), role=Role.MEMBER
            )
        at_home = self._sign_in("ada", AT_HOME)
        self._add_keys(at_home)
        self.own = Presenter(visit=AT_HOME, session=at_home)
        self.own_elsewhere = Presenter(visit=ELSEWHERE, session=self._sign_in_with_code(ELSEWHERE))
        self.somebody_else = Presenter(
            visit=replace(ELSEWHERE, visit_token="a third visit"), session=self._sign_in("bo", ELSEWHERE)
        )
        cleo = self._sign_in("cleo", AT_HOME)
        self.activities.closing().close(cleo.account_id, browser=cleo.browser)

    def _add_keys(self, here: Here) -> None:
        """A passkey, an app, and a login elsewhere: each ends what was begun before."""
        passkeys, two_factor = self.activities.passkeys(), self.activities.two_factor()
        options = passkeys.creation_options(here.account_id, here.browser)
        answer = self.device.create(options, ORIGIN)
        codes = passkeys.add(here.account_id, here.session_id, answer, "Phone", browser=here.browser)
        secret = two_factor.begin(here.account_id).secret
        self.app = App(secret=secret, recovery_codes=codes, clock=self.clock)
        two_factor.confirm(here.account_id, here.session_id, self.app.code, browser=here.browser)
        state = self.begin_round(Purpose.LINK_PROVIDER, here.browser, here.account_id)
        self.arrive(state, "ada at the harbour", here.browser, here)
        self.clock.advance(timedelta(minutes=1))

    def _sign_in(self, handle: str, browser: Browser) -> Here:
        outcome = self.activities.sign_in().sign_in(handle, PASSWORD, remember=False, browser=browser)
        return let_in(outcome, browser)

    def _sign_in_with_code(self, browser: Browser) -> Here:
        here = let_in(
            self.activities.second_step().by_code(self.step(browser), self.app.code, browser), browser
        )
        self.clock.advance(timedelta(minutes=1))
        return here

    def _issue(self) -> None:
        """From whoever gives each of them out."""
        ada, visit = self.own.session, self.own.visit
        self.secrets |= {
            Purpose.CONFIRM_EMAIL: self._mailed("confirm_email", self._newcomer()),
            Purpose.CHANGE_EMAIL: self._mailed("confirm_new_email", self._wants_another_address(ada)),
            Purpose.RESET_PASSWORD: self._mailed("reset_password", ada.account_id),
            Purpose.SECOND_STEP: self.step(visit),
            Purpose.ADD_PASSKEY: challenge_in(
                self.activities.passkeys().creation_options(ada.account_id, ada.browser)
            ),
            Purpose.SIGN_IN_BY_PASSKEY: challenge_in(self.activities.passkey_sign_in().request(visit)),
            Purpose.PROVE_BY_PASSKEY: challenge_in(
                self.activities.proving().passkey_request(ada.account_id, ada.browser)
            ),
            Purpose.SIGN_IN_BY_PROVIDER: self.begin_round(Purpose.SIGN_IN_BY_PROVIDER, visit),
            Purpose.LINK_PROVIDER: self.begin_round(Purpose.LINK_PROVIDER, ada.browser, ada.account_id),
            Purpose.PROVE_BY_PROVIDER: self.begin_round(
                Purpose.PROVE_BY_PROVIDER, ada.browser, ada.account_id
            ),
            Purpose.JOIN: self._about_to_join(visit),
            Purpose.REOPEN: self._about_to_reopen(visit),
        }
        options = self.activities.second_step().options(self.secrets[Purpose.SECOND_STEP], visit)
        self.secrets[Purpose.SECOND_STEP_BY_PASSKEY] = challenge_in(options.passkey_request)

    def _mailed(self, letter: str, account_id: AccountId) -> str:
        """The key in a mail."""
        getattr(self.activities.letters(), letter)(account_id)
        return key_in(self._sent.pop())

    def _newcomer(self) -> AccountId:
        newcomer = Applicant(handle="newt", email="newt@example.org", password=PASSWORD)
        self.activities.registering().register(newcomer, browser=ELSEWHERE)
        with self.gateways.begin() as work:
            account = work.accounts.by_handle("newt")
        assert account is not None
        return account.id

    def _wants_another_address(self, here: Here) -> AccountId:
        confirming = self.activities.confirming()
        confirming.ask_for_change(here.account_id, "new@example.org", browser=here.browser)
        return here.account_id

    def step(self, browser: Browser) -> str:
        asked = self.activities.sign_in().sign_in("ada", PASSWORD, remember=False, browser=browser)
        assert isinstance(asked, SecondStepAsked)
        return asked.token

    def begin_round(self, purpose: Purpose, browser: Browser, account_id: AccountId | None = None) -> str:
        rounds = self.activities.identity_rounds()
        return begin_round(rounds, purpose, browser, account_id=account_id)

    def arrive(self, state: str, subject: str, browser: Browser, here: Here | None) -> object:
        self.provider.grant("code", someone(subject, "stranger@example.org"))
        return (
            self.activities.linked_logins()
            .arrive(
                "harbour",
                {"state": state, "code": "code"},
                browser=browser,
                redirect_uri=BACK,
                session_id=here.session_id if here else None,
            )
            .outcome
        )

    def arrive_denied(self, state: str, browser: Browser, here: Here | None) -> object:
        """The provider sends the browser back and says no (RFC 6749, section 4.1.2.1)."""
        return self.activities.linked_logins().arrive(
            "harbour",
            {"state": state, "error": "access_denied"},
            browser=browser,
            redirect_uri=BACK,
            session_id=here.session_id if here else None,
        )

    def _about_to_join(self, visit: Browser) -> str:
        state = self.begin_round(Purpose.SIGN_IN_BY_PROVIDER, visit)
        asked = self.arrive(state, "nobody here yet", visit, None)
        assert isinstance(asked, JoinAsked)
        return asked.token

    def _about_to_reopen(self, visit: Browser) -> str:
        asked = self.activities.sign_in().sign_in("cleo", PASSWORD, remember=False, browser=visit)
        assert isinstance(asked, ReopeningAsked)
        return asked.token

    def signature(self, challenge: str, lies: Lies = HONEST) -> str:
        """Ada's own device answers whatever it is asked, finger included."""
        asked = {"challenge": challenge, "rpId": "localhost", "allowCredentials": []}
        return self.device.get(json.dumps(asked), ORIGIN, lies)

    def creation(self, challenge: str) -> str:
        """A device that has none makes a passkey for whatever it is asked."""
        asked = {
            "challenge": challenge,
            "rp": {"id": "localhost"},
            "user": {"id": "NDcxMQ"},
            "pubKeyCredParams": [{"alg": -7}],
        }
        return SoftAuthenticator().create(json.dumps(asked), ORIGIN)


def challenge_in(options: str | None) -> str:
    return str(json.loads(options or "")["challenge"])
