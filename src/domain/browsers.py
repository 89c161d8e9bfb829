"""Browser: where a request comes from, as far as we may know it."""

from dataclasses import dataclass

MAX_DEVICE = 200
"""Characters of a browser's own description that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """`network` is coarse. `session_token`, `visit_token` and `device_token` are the secrets that it holds.

    A visit is what a stranger's forms are bound to; a device token stays after signing out, and says that
    somebody signed in with it before.
    """

    device: str
    network: str
    session_token: str | None = None
    visit_token: str = ""
    device_token: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "device", self.device[:MAX_DEVICE])


TERMINAL = Browser(device="Terminal of this place", network="")
"""The owner at the machine itself."""

UNSEEN = Browser(device="", network="")
"""Somebody whose browser is nothing to keep: staff, or nobody at all where work was due."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
"""What stands in a User-Agent header, and what people call it. The first that fits counts: nearly all
claim to be Safari, too, and Android says Linux."""


def device_name(user_agent: str) -> str:
    """A browser in words that people know, "Firefox on Linux". Nothing of the header itself is passed on."""
    if not user_agent:
        return "a browser that gives no name"
    if user_agent == TERMINAL.device:
        return user_agent
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "an unknown browser")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser
