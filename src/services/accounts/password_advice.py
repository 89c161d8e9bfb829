"""What a person is told while choosing a password."""

from services.ports.passwords import PasswordAdviser, Strength
from services.ports.place import PlaceQueries
from services.ports.throttles import Limit, Throttle, Window

JUDGEMENTS = Limit("password-advice", (Window(60, 60), Window(600, 3600)))
"""From one network: whoever types asks some ten times, and each answer takes as long as ten pages."""

MAX_ABOUT = 254
"""Characters of each of a person's own words: as long as an address may be."""


class PasswordAdvice:
    """Judges a password by what an attacker would try first: common ones, and words about the person."""

    def __init__(self, adviser: PasswordAdviser, place: PlaceQueries, throttle: Throttle) -> None:
        self._adviser, self._place, self._throttle = adviser, place, throttle

    def strength(self, password: str, *, about: tuple[str, ...], network: str) -> Strength:
        """Kept nowhere. Raises TooMany."""
        self._throttle.spend(JUDGEMENTS, network)
        own = (words[:MAX_ABOUT] for words in about)
        return self._adviser.strength(password, about=(*own, self._place.card().name))

    def proposal(self) -> str:
        """Four words that nobody else has."""
        return self._adviser.proposal()
