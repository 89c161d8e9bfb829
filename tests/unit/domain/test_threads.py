from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from domain.ids import MAX_ID, PostId
from domain.threads import MAX_DEPTH, ThreadPlace

FIRST = PostId(1000)

PARENTS = st.lists(st.integers(0, 10**6), max_size=80).map(
    lambda picks: [pick % (number + 1) for number, pick in enumerate(picks)]
)
"""A tree: for each reply, which of the posts before it is answered (0 is the first post)."""

A_LADDER = list(range(MAX_DEPTH + 15))
"""Each reply answers the one before it, past the greatest depth."""


def grown(parents: list[int]) -> list[ThreadPlace]:
    places = [ThreadPlace.first(FIRST)]
    for number, parent in enumerate(parents, 1):
        places.append(places[parent].reply(PostId(FIRST + number)))
    return places


def depth_first(parents: list[int], depths: list[int], post: int = 0) -> Iterator[int]:
    """Posts as they are read; below the greatest depth a reply stands beside what it answers."""
    yield post
    for child in [number for number, parent in enumerate(parents, 1) if parent == post]:
        yield from depth_first(parents, depths, child)


def lifted(parents: list[int]) -> list[int]:
    """The tree as it is shown: what answers a post at the greatest depth has that post's parent."""
    depths, shown = [0], []
    for parent in parents:
        is_too_deep = depths[parent] == MAX_DEPTH
        shown.append(shown[parent - 1] if is_too_deep else parent)
        depths.append(min(depths[parent] + 1, MAX_DEPTH))
    return shown


@given(PARENTS)
@example(A_LADDER)
@example([*A_LADDER, MAX_DEPTH, MAX_DEPTH - 1, 3, MAX_DEPTH + 10])
def test_sorted_paths_are_the_depth_first_order(parents: list[int]) -> None:
    places = grown(parents)
    by_path = sorted(range(len(places)), key=lambda number: places[number].path)
    assert by_path == list(depth_first(lifted(parents), []))


@given(PARENTS)
@example(A_LADDER)
def test_every_post_of_a_thread_has_its_own_path(parents: list[int]) -> None:
    places = grown(parents)
    assert len({place.path for place in places}) == len(places)
    assert {place.thread_id for place in places} == {FIRST}


@given(PARENTS)
@example(A_LADDER)
def test_a_path_names_what_led_to_a_post(parents: list[int]) -> None:
    places = grown(parents)
    for place, parent in zip(places[1:], lifted(parents), strict=True):
        assert place.path.startswith(places[parent].path)
        assert place.depth == places[parent].depth + 1


def test_depth_and_path_stop_growing() -> None:
    deepest = grown(A_LADDER)[-1]
    assert deepest.depth == MAX_DEPTH
    assert len(deepest.path) < 600


def test_paths_sort_as_ids_do_up_to_the_largest() -> None:
    first = ThreadPlace.first(FIRST)
    ids = [0, 1, 31, 32, 2**31, 2**32, 2**48, MAX_ID - 1, MAX_ID]
    paths = [first.reply(PostId(id)).path for id in ids]
    assert paths == sorted(paths)


def test_the_first_post_of_a_thread_has_no_path() -> None:
    assert ThreadPlace.first(FIRST) == ThreadPlace(thread_id=FIRST, path="", depth=0)
