"""Where a request comes from, in words."""

import pytest

from domain.browsers import MAX_DEVICE, TERMINAL, Browser, device_name
from tests.payloads import SCRIPT_INJECTIONS

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox on Android"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {WEBKIT} FxiOS/139.0 Mobile/15E148 "
            "Safari/605.1.15",
            "Firefox on iPhone",
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {WEBKIT} Version/18.5 Mobile/15E148 "
            "Safari/604.1",
            "Safari on iPhone",
        ),
        (
            f"Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) {WEBKIT} CriOS/138.0.0.0 Mobile/15E148 "
            "Safari/604.1",
            "Chrome on iPad",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18.5 Safari/605.1.15",
            "Safari on Mac",
        ),
        (f"Mozilla/5.0 (Linux; Android 10; K) {BLINK} Chrome/138.0.0.0 Safari/537.36", "Chrome on Android"),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {BLINK} SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36",
            "Samsung Internet on Android",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {BLINK} Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
            "Edge on Windows",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {BLINK} Chrome/137.0.0.0 Safari/537.36 OPR/122.0.0.0",
            "Opera on Windows",
        ),
        (
            f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {BLINK} Chrome/138.0.0.0 Safari/537.36",
            "Chrome on ChromeOS",
        ),
        ("curl/8.14.1", "an unknown browser"),
        ("Dillo/3.2 (Linux)", "an unknown browser on Linux"),
        ("", "a browser that gives no name"),
        (TERMINAL.device, "Terminal of this place"),
    ],
)
def test_a_browser_is_called_what_people_call_it(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


@pytest.mark.parametrize("words", [*SCRIPT_INJECTIONS, "Your account is locked, call 0900 1234"])
def test_what_a_browser_says_of_itself_is_never_repeated(words: str) -> None:
    for user_agent in (words, f"{words} Firefox Linux"):
        assert device_name(user_agent) in ("an unknown browser", "Firefox on Linux") or words == ""


def test_of_a_description_no_more_is_kept_than_a_name_needs() -> None:
    assert len(Browser(device="x" * 10_000, network="").device) == MAX_DEVICE
