import pytest

from domain.errors import TooMany
from services.ports.throttles import Limit, Throttle, Window

THREE = Limit("sign_in", (Window(3, 600),))


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
