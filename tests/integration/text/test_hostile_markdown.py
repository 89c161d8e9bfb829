"""Costly texts cost no more than their length (CVE-2022-34749, CVE-2024-45230, CVE-2025-68934)."""

import gc
import time

import pytest

from adapters.text.highlighting import LANGUAGES, MAX_CODE
from adapters.text.markdown import MarkdownItRenderer
from tests.payloads import hostile_markdown

RENDERER = MarkdownItRenderer()
HALF, WHOLE = hostile_markdown(50), hostile_markdown(100)
TOO_QUICK_TO_COMPARE = 0.25
"""Seconds for the largest text that is taken: below, the machine's noise is larger than any harm."""
ROUNDS = 3
CODE = ("'", '"', "\\", "(", "{", "<", "/*", "//", "f'{", "<a b='", "a ", "0.", "$(", "`", "<<E", " ", "\t")


def seconds(source: str, times: int) -> float:
    """The least of so many times: whatever else runs on the machine can only add."""
    gc.collect()
    return min(_once(source) for _ in range(times))


def _once(source: str) -> float:
    # The collector's full passes grow with all that the test process holds, not with the text.
    gc.disable()
    try:
        started = time.process_time()
        RENDERER.render(source, lambda handles: handles)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("name", WHOLE)
def test_twice_the_text_takes_at_most_2_6_times_as_long(name: str) -> None:
    half, whole = seconds(HALF[name], 1), seconds(WHOLE[name], 1)
    if whole > 2.6 * half and whole > TOO_QUICK_TO_COMPARE:
        # A text whose cost grows with its square takes four times as long, in every round.
        assert min(seconds(WHOLE[name], 5) / seconds(HALF[name], 5) for _ in range(ROUNDS)) <= 2.6
    assert whole < 3


@pytest.mark.parametrize("name", WHOLE)
def test_html_stays_in_proportion_to_the_text(name: str) -> None:
    assert len(RENDERER.render(WHOLE[name], lambda handles: handles).html) <= 20 * len(WHOLE[name])


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_grammar_is_caught_in_hostile_code(language: str) -> None:
    for unit in CODE:
        for length in (70, 900):
            line = unit * (length // len(unit)) + "\n"
            source = f"```{language}\na{line * (MAX_CODE // len(line) - 1)}```"
            assert _once(source) < 1.5, unit
