import pytest

from domain.errors import EditedMeanwhile
from services import retrying
from services.ports.unit_of_work import TryAgain
from services.retrying import ATTEMPTS, retried


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "FIRST_PAUSE", 0)


class Collisions:
    """A use case that collides so many times before it succeeds."""

    def __init__(self, count: int, error: type[Exception] = TryAgain) -> None:
        self.left, self.error, self.runs = count, error, 0

    @retried
    def run(self, word: str, *, times: int) -> str:
        """What it does."""
        self.runs += 1
        if self.left:
            self.left -= 1
            raise self.error
        return word * times


@pytest.mark.parametrize("count", range(ATTEMPTS))
def test_a_collision_is_answered_by_doing_the_work_again(count: int) -> None:
    use_case = Collisions(count)
    assert use_case.run("ha", times=2) == "haha"
    assert use_case.runs == count + 1


def test_after_five_collisions_in_a_row_the_place_is_unwell() -> None:
    use_case = Collisions(ATTEMPTS)
    with pytest.raises(TryAgain):
        use_case.run("ha", times=2)
    assert use_case.runs == ATTEMPTS == 5


@pytest.mark.parametrize("error", [EditedMeanwhile, ValueError])
def test_nothing_else_is_tried_again(error: type[Exception]) -> None:
    use_case = Collisions(1, error)
    with pytest.raises(error):
        use_case.run("ha", times=2)
    assert use_case.runs == 1


def test_pauses_grow_and_are_scattered(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(retrying, "FIRST_PAUSE", 1.0)
    monkeypatch.setattr(retrying.time, "sleep", pauses.append)
    with pytest.raises(TryAgain):
        Collisions(ATTEMPTS).run("ha", times=2)
    assert len(pauses) == ATTEMPTS - 1
    assert all(0.5 * 2**n <= pause <= 2**n for n, pause in enumerate(pauses))


def test_a_retried_use_case_keeps_its_name_and_its_words() -> None:
    assert (Collisions.run.__name__, Collisions.run.__doc__) == ("run", "What it does.")
