"""How often somebody may guess: at an account, from a network, in all. Known devices are counted apart.

A password is counted when it was wrong, so that signing in costs one write and no more; of tries that
run at the very moment, a few may pass beyond the limit.
"""

from datetime import datetime

from domain.browsers import Browser
from domain.ids import AccountId
from domain.sessions import digest_of
from services.ports.throttles import Limit, Throttle, Window
from services.ports.unit_of_work import UnitOfWork

FOR_ACCOUNT = Limit("sign-in-account", (Window(10, 900), Window(30, 7200), Window(100, 86_400)))
"""From devices that the account doesn't know: 100 guesses a day (NIST SP 800-63B-4, section 3.2.2)."""

FROM_NETWORK = Limit("sign-in-network", (Window(50, 900), Window(300, 86_400)))
"""Room for an office, not for a list of passwords."""

FROM_KNOWN_DEVICE = Limit("sign-in-device", (Window(10, 900), Window(50, 86_400)))
"""Its owner's own slips; nobody else can use these up."""

IN_ALL = Limit("sign-in-all", (Window(3_000, 900),))
"""Over all accounts and networks, known devices aside: more than a large community mistypes."""

CODES = Limit("second-step", (Window(5, 300), Window(20, 86_400)))
"""Of a million codes three are good at a time: at 20 tries a day even odds take 31 years.

Known devices are counted apart here, too: whoever has stolen a password can't keep its owner out.
"""

PROOFS = Limit("proof", (Window(10, 900), Window(50, 86_400)))
"""Guesses at a password by somebody who found a browser signed in."""

MAILS_TO_ONE = Limit("mails-account", (Window(3, 900), Window(10, 86_400)))
MAILS_FROM_NETWORK = Limit("mails-network", (Window(20, 900), Window(100, 86_400)))
"""Links by mail: nobody's letter box is to be filled by others."""

ROUNDS_FROM_NETWORK = Limit("sign-in-rounds", (Window(300, 900),))
"""Challenges for passkeys and rounds to providers: rows that anybody may have written."""


class Guesses:
    """The counts around signing in.

    `who` is the login as it was typed. A handle and an address of one account are counted apart: one
    count for both would tell a stranger that they belong together. `device` is the token of a device that
    the account knows (see `known_device`), empty for any other.
    """

    def __init__(self, throttle: Throttle) -> None:
        self._throttle = throttle

    def check(self, who: str, network: str, device: str) -> None:
        """Raises TooMany before anything costly is done."""
        for limit, key in self._counts(who, network, device):
            self._throttle.check(limit, *key)

    def failed(self, who: str, network: str, device: str) -> None:
        """Count a wrong guess. Raises TooMany when others were quicker to fill the counts."""
        for limit, key in self._counts(who, network, device):
            self._throttle.spend(limit, *key)

    def succeeded(self, who: str, device: str) -> None:
        """Forget a known device's own slips. Others' guesses at the account stay counted."""
        if device:
            self._throttle.forgive(FROM_KNOWN_DEVICE, who, device)

    @staticmethod
    def _counts(who: str, network: str, device: str) -> tuple[tuple[Limit, tuple[str, ...]], ...]:
        if device:
            return ((FROM_KNOWN_DEVICE, (who, device)),)
        return ((FOR_ACCOUNT, (who,)), (FROM_NETWORK, (network,)), (IN_ALL, ()))

    def spend_code(self, account_id: AccountId, device: str = "") -> None:
        self._throttle.spend(CODES, str(account_id), device)

    def code_was_good(self, account_id: AccountId, device: str = "") -> None:
        self._throttle.forgive(CODES, str(account_id), device)

    def spend_proof(self, account_id: AccountId) -> None:
        self._throttle.spend(PROOFS, str(account_id))

    def proof_was_good(self, account_id: AccountId) -> None:
        self._throttle.forgive(PROOFS, str(account_id))

    def spend_round(self, network: str) -> None:
        """Before a stranger's question is kept until its answer comes."""
        self._throttle.spend(ROUNDS_FROM_NETWORK, network)

    def spend_mail(self, address_key: str, network: str) -> None:
        """Before a link is sent to whoever may have this address."""
        self._throttle.spend(MAILS_FROM_NETWORK, network)
        self._throttle.spend(MAILS_TO_ONE, address_key)


def known_device(work: UnitOfWork, account_id: AccountId, browser: Browser, now: datetime) -> str:
    """The browser's device token if somebody signed in to this account with it before; empty otherwise."""
    token = browser.device_token or ""
    device = work.known_devices.find(account_id, digest_of(token)) if token else None
    return token if device is not None and device.is_known(now) else ""
