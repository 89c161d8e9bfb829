import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from services.ports.identities import Identity, IdentityProvider, IdentityRefused, Question

REDIRECT_URI = "http://127.0.0.1:8000/sign-in/campus/answer"


def a_question(**changes: Any) -> Question:
    values = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    return Question(**({"redirect_uri": REDIRECT_URI, **values} | changes))


class Rounds(ABC):
    """A provider, and the person who sits in front of it."""

    provider: IdentityProvider
    identity: Identity
    """Whom the provider vouches for when that person says yes."""

    @abstractmethod
    def answer_to(self, address: str) -> Mapping[str, str]:
        """What the browser is sent back with when the person says yes at an address."""


class IdentityProviderContract:
    def test_a_round_tells_whom_the_provider_vouches_for(self, rounds: Rounds) -> None:
        question = a_question()
        answer = rounds.answer_to(rounds.provider.address(question))
        assert rounds.provider.identify(question, answer) == rounds.identity

    def test_an_identity_names_its_provider(self, rounds: Rounds) -> None:
        question = a_question()
        answer = rounds.answer_to(rounds.provider.address(question))
        assert rounds.provider.identify(question, answer).provider == rounds.provider.name

    def test_the_state_comes_back_and_nothing_else_of_the_question(self, rounds: Rounds) -> None:
        question = a_question()
        address = rounds.provider.address(question)
        answer = rounds.answer_to(address)
        assert answer["state"] == question.state
        assert question.verifier not in f"{address}{answer}"

    def test_somebody_can_be_asked_again(self, rounds: Rounds) -> None:
        question = a_question(again=True)
        answer = rounds.answer_to(rounds.provider.address(question))
        assert rounds.provider.identify(question, answer) == rounds.identity

    def test_an_answer_is_good_once(self, rounds: Rounds) -> None:
        question = a_question()
        answer = rounds.answer_to(rounds.provider.address(question))
        rounds.provider.identify(question, answer)
        with pytest.raises(IdentityRefused):
            rounds.provider.identify(question, answer)

    @pytest.mark.parametrize("part", ["nonce", "verifier", "redirect_uri"])
    def test_an_answer_to_another_question_is_refused(self, rounds: Rounds, part: str) -> None:
        question = a_question()
        answer = rounds.answer_to(rounds.provider.address(question))
        another = replace(question, **{part: f"{getattr(question, part)}x"})
        with pytest.raises(IdentityRefused):
            rounds.provider.identify(another, answer)

    def test_two_rounds_at_once_do_not_meet(self, rounds: Rounds) -> None:
        first, second = a_question(), a_question()
        addresses = rounds.provider.address(first), rounds.provider.address(second)
        answers = [rounds.answer_to(address) for address in addresses]
        assert rounds.provider.identify(second, answers[1]) == rounds.identity
        assert rounds.provider.identify(first, answers[0]) == rounds.identity

    def test_an_answer_to_somebody_elses_question_is_refused(self, rounds: Rounds) -> None:
        own, theirs = a_question(), a_question()
        rounds.provider.address(own)
        answer = rounds.answer_to(rounds.provider.address(theirs))
        with pytest.raises(IdentityRefused):
            rounds.provider.identify(own, answer)

    def test_a_code_beside_an_error_is_refused(self, rounds: Rounds) -> None:
        question = a_question()
        answer = rounds.answer_to(rounds.provider.address(question))
        with pytest.raises(IdentityRefused):
            rounds.provider.identify(question, {**answer, "error": "access_denied"})

    @pytest.mark.parametrize("answer", [{}, {"code": ""}, {"code": "made-up"}, {"error": "access_denied"}])
    def test_an_answer_without_a_good_code_is_refused(
        self, rounds: Rounds, answer: Mapping[str, str]
    ) -> None:
        question = a_question()
        rounds.provider.address(question)
        with pytest.raises(IdentityRefused):
            rounds.provider.identify(question, {"state": question.state, **answer})
