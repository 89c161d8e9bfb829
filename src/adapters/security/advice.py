"""Advice on new passwords: zxcvbn's estimate in plain words, and passphrases from EFF's long list."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from passlib import pwd  # type: ignore[import-untyped]  # libpass ships no types

from domain.errors import Sentence
from services.ports.passwords import PasswordAdviser, Strength

MAX_JUDGED = 100
"""Characters: the estimate's time grows with the cube of the length. What follows can't make it weaker."""

MAX_JUDGED_DISGUISED = 24
"""Characters of a password with more signs that may stand for letters, as $ for s, than MAX_SIGNS.

Each way to read them is tried: with all twenty there are 736, and 100 characters took four seconds.
"""

MAX_SIGNS = 4
"""At most 16 ways to read them."""

PROPOSED_WORDS = 4
"""51 bits from 7,776 words, which a throttled sign-in keeps out of reach."""

_SIGNS = frozenset("4@8({[<3691!|70$5+%2")
_LAST_WEAK = 2
"""The highest score that calls for a reason."""

_VERDICTS = (
    "Anybody would guess this at once.",
    "This is quickly guessed.",
    "This is guessed by somebody who tries for long.",
    "This is hard to guess.",
    "This is very hard to guess.",
)
_OWN = "It holds a word that belongs to you or to this place."
_KNOWN = "It holds a name or a word that is tried early."
_REASONS = {
    "spatial": "It follows the keyboard.",
    "repeat": "It repeats itself.",
    "sequence": "It holds a row such as abc or 6543.",
    "regex": "It holds a year.",
    "date": "It holds a date.",
}
_WORD = re.compile(r"\w+")


class ZxcvbnAdviser(PasswordAdviser):
    """zxcvbn takes 13 MB, so it is loaded when somebody first asks."""

    def strength(self, password: str, *, about: Iterable[str]) -> Strength:
        from zxcvbn import matching, scoring, time_estimates

        judged = _judged(password)
        if not judged:
            return Strength(score=0, sentence=Sentence(_VERDICTS[0]))
        # Not by `zxcvbn()`: that keeps a person's words where the next person's password is judged by them.
        own = matching.build_ranked_dict(_words(about))
        matches = matching.omnimatch(judged, {**matching.RANKED_DICTIONARIES, "user_inputs": own})
        found = scoring.most_guessable_match_sequence(judged, matches)
        score = int(time_estimates.guesses_to_score(found["guesses"]))
        reason = _reason(found["sequence"]) if score <= _LAST_WEAK else ""
        return Strength(score=score, sentence=Sentence(f"{_VERDICTS[score]} {reason}".rstrip()))

    def proposal(self) -> str:
        return str(pwd.genphrase(length=PROPOSED_WORDS, wordset="eff_long"))


def _judged(password: str) -> str:
    """As much as is looked at. zxcvbn fails on digits before the end of a line."""
    signs = len(_SIGNS.intersection(password[:MAX_JUDGED]))
    length = MAX_JUDGED if signs <= MAX_SIGNS else MAX_JUDGED_DISGUISED
    return password[:length].replace("\n", " ")


def _words(about: Iterable[str]) -> list[str]:
    """The texts and the words that they consist of, in lower case, each once."""
    texts = [text.casefold() for text in about if text]
    return list(dict.fromkeys([*texts, *(word for text in texts for word in _WORD.findall(text))]))


def _reason(sequence: Iterable[Mapping[str, Any]]) -> str:
    """What is said of the longest part that an attacker would recognise; nothing when there is none."""
    reasons = ((len(match["token"]), _reason_of(match)) for match in sequence)
    return max((told for told in reasons if told[1]), default=(0, ""))[1]


def _reason_of(match: Mapping[str, Any]) -> str:
    if match["pattern"] == "dictionary":
        return _OWN if match["dictionary_name"] == "user_inputs" else _KNOWN
    return _REASONS.get(match["pattern"], "")
