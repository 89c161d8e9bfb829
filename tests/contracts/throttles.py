import pytest

from domain.errors import TooMany
from services.ports.throttles import Limit, Throttle, Window

THREE = Limit("sign_in", (Window(3, 600),))

SHORT, MIDDLE, LONG = Window(2, 600), Window(4, 7200), Window(6, 86_400)
GROWING = Limit("growing", (SHORT, MIDDLE, LONG))


def ends(throttle: Throttle, *windows: Window, limit: Limit = GROWING, who: str = "ada") -> None:
    """As if the time of these windows were over: counts are kept by name and window."""
    throttle.forgive(Limit(limit.name, windows), who)


def tries_left(throttle: Throttle, limit: Limit, *who: str) -> int:
    """Spends all that is left."""
    passed = 0
    while passed < 100:
        try:
            throttle.spend(limit, *who)
        except TooMany:
            break
        passed += 1
    return passed


def wait(throttle: Throttle, limit: Limit, *who: str) -> int:
    """Seconds that somebody is told to wait."""
    with pytest.raises(TooMany) as refusal:
        throttle.spend(limit, *who)
    return refusal.value.retry_after


class ThrottleContract:
    """Wants a fixture `throttle`."""

    def test_as_many_tries_as_allowed_pass(self, throttle: Throttle) -> None:
        for _ in range(3):
            throttle.spend(THREE, "ada")
        with pytest.raises(TooMany) as refusal:
            throttle.spend(THREE, "ada")
        assert 0 < refusal.value.retry_after <= 600

    def test_a_check_counts_nothing(self, throttle: Throttle) -> None:
        for _ in range(5):
            throttle.check(THREE, "ada")
        for _ in range(3):
            throttle.spend(THREE, "ada")
        with pytest.raises(TooMany):
            throttle.check(THREE, "ada")

    def test_people_are_counted_apart(self, throttle: Throttle) -> None:
        for _ in range(3):
            throttle.spend(THREE, "ada", "192.0.2.1")
        throttle.spend(THREE, "ada", "192.0.2.2")
        throttle.spend(THREE, "grace", "192.0.2.1")

    def test_limits_are_counted_apart(self, throttle: Throttle) -> None:
        for _ in range(3):
            throttle.spend(THREE, "ada")
        throttle.spend(Limit("register", (Window(3, 600),)), "ada")

    def test_forgiven_tries_count_no_more(self, throttle: Throttle) -> None:
        for _ in range(3):
            throttle.spend(THREE, "ada")
        throttle.forgive(THREE, "ada")
        throttle.spend(THREE, "ada")

    def test_forgiving_one_forgives_nobody_else(self, throttle: Throttle) -> None:
        for _ in range(3):
            throttle.spend(THREE, "eve")
        throttle.forgive(THREE, "ada")
        with pytest.raises(TooMany):
            throttle.spend(THREE, "eve")

    def test_who_goes_on_trying_waits_longer_and_longer(self, throttle: Throttle) -> None:
        waits = []
        for _ in range(3):
            assert tries_left(throttle, GROWING, "ada") == 2
            waits.append(wait(throttle, GROWING, "ada"))
            ends(throttle, SHORT)
            if len(waits) == 2:
                ends(throttle, MIDDLE)
        assert 0 < waits[0] <= SHORT.seconds < waits[1] <= MIDDLE.seconds < waits[2] <= LONG.seconds
        assert tries_left(throttle, GROWING, "ada") == 0

    def test_every_window_that_is_full_keeps_the_door_closed(self, throttle: Throttle) -> None:
        tries_left(throttle, GROWING, "ada")
        ends(throttle, SHORT)
        tries_left(throttle, GROWING, "ada")
        ends(throttle, SHORT)
        assert MIDDLE.seconds >= wait(throttle, GROWING, "ada") > SHORT.seconds
        with pytest.raises(TooMany) as refusal:
            throttle.check(GROWING, "ada")
        assert MIDDLE.seconds >= refusal.value.retry_after > SHORT.seconds

    def test_of_several_full_windows_the_longest_wait_is_told(self, throttle: Throttle) -> None:
        both = Limit("both", (Window(2, 600), Window(2, 7200)))
        assert tries_left(throttle, both, "ada") == 2
        assert wait(throttle, both, "ada") > 600
        with pytest.raises(TooMany) as refusal:
            throttle.check(both, "ada")
        assert refusal.value.retry_after > 600

    def test_refused_tries_make_no_wait_longer(self, throttle: Throttle) -> None:
        assert tries_left(throttle, GROWING, "ada") == 2
        first = wait(throttle, GROWING, "ada")
        assert all(wait(throttle, GROWING, "ada") <= first for _ in range(20))
        ends(throttle, SHORT)
        assert tries_left(throttle, GROWING, "ada") == 2
        ends(throttle, SHORT, MIDDLE)
        assert tries_left(throttle, GROWING, "ada") == 2

    def test_forgiving_clears_every_window(self, throttle: Throttle) -> None:
        for _ in range(2):
            tries_left(throttle, GROWING, "ada")
            ends(throttle, SHORT)
        throttle.forgive(GROWING, "ada")
        for _ in range(2):
            assert tries_left(throttle, GROWING, "ada") == 2
            ends(throttle, SHORT)
        ends(throttle, MIDDLE)
        assert tries_left(throttle, GROWING, "ada") == 2

    @pytest.mark.parametrize("other", [Window(2, 900), Window(3, 600), Window(26, 60)])
    def test_windows_of_one_limit_share_no_count(self, throttle: Throttle, other: Window) -> None:
        assert tries_left(throttle, Limit("apart", (Window(2, 600),)), "ada") == 2
        assert tries_left(throttle, Limit("apart", (other,)), "ada") == other.amount

    def test_a_limit_without_windows_lets_everybody_in(self, throttle: Throttle) -> None:
        throttle.spend(Limit("open", ()), "ada")
        throttle.check(Limit("open", ()), "ada")
        throttle.forgive(Limit("open", ()), "ada")

    def test_looking_for_windows_that_are_over_ends_none_that_is_open(self, throttle: Throttle) -> None:
        tries_left(throttle, THREE, "ada")
        throttle.forget_expired()
        with pytest.raises(TooMany):
            throttle.spend(THREE, "ada")
