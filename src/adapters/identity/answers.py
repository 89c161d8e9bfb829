"""What providers answer, read with suspicion."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import structlog

from adapters.egress.connections import Unreachable
from adapters.egress.egress import Answer
from domain.texts import one_line
from services.ports.identities import IdentityRefused

MAX_SUBJECT = 255
"""Characters; OpenID Connect Core 1.0, section 2."""

MAX_CODE = 4_096
"""Characters of an authorization code or an access token. The longest in use have about two thousand."""

MAX_EMAIL = 254
"""RFC 5321, section 4.5.3.1.3."""

MAX_NAME = 100
"""Characters of a name that is only a first suggestion."""

_TOO_MANY_REQUESTS = 429
_SERVER_ERRORS = 500

log = structlog.get_logger("identity")


class Crooked(Exception):
    """An answer that doesn't hold. The words are for the log and quote no secret."""


@contextmanager
def answering(provider: str) -> Iterator[None]:
    """Refuse what is crooked, and let the owner read in the log why."""
    try:
        yield
    except Crooked as fault:
        log.warning("identity_refused", provider=provider, reason=str(fault))
        raise IdentityRefused from fault
    except Unreachable as fault:
        log.warning("provider_unreachable", provider=provider, reason=fault.reason)
        raise


def code_in(answer: Mapping[str, str]) -> str:
    """The authorization code (RFC 6749, appendix A.11). Raises Crooked for an error and for none."""
    if "error" in answer:
        raise Crooked(f"it answered with the error {answer['error'][:MAX_NAME]!r}")
    code = answer.get("code", "")
    if not code or len(code) > MAX_CODE or not (code.isascii() and code.isprintable()):
        raise Crooked("it answered without a code")
    return code


def json_in(answer: Answer) -> object:
    """Raises Unreachable while the provider is unwell, Crooked for any other answer than good JSON."""
    if answer.status >= _SERVER_ERRORS or answer.status == _TOO_MANY_REQUESTS:
        raise Unreachable(f"it answered with status {answer.status}")
    if answer.status != 200:
        raise Crooked(f"it answered with status {answer.status}{_error_in(answer)}")
    return parsed(answer.body)


def object_in(answer: Answer) -> Mapping[str, object]:
    return as_object(json_in(answer))


def as_object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Crooked("it answered with something else than a JSON object")
    return value


def parsed(words: bytes) -> object:
    """JSON by the letter: no NaN or Infinity (RFC 8259, section 6), and no deeper than can be read."""
    try:
        value: object = json.loads(words, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Crooked("it answered with something else than JSON") from error
    return value


def text_in(values: Mapping[str, object], name: str, *, most: int) -> str:
    """A text that can be kept; empty when there is none, or none that fits."""
    value = values.get(name)
    return value if isinstance(value, str) and len(value) <= most and value.isprintable() else ""


def name_in(values: Mapping[str, object], *names: str) -> str:
    """The first of these that says something, as one line."""
    lines = (one_line(value, most=None) for name in names if isinstance(value := values.get(name), str))
    return next((line[:MAX_NAME] for line in lines if line), "")


def _error_in(answer: Answer) -> str:
    """What a token endpoint says of its refusal (RFC 6749, section 5.2), such as `invalid_client`."""
    try:
        error = text_in(as_object(parsed(answer.body)), "error", most=MAX_NAME)
    except Crooked:
        return ""
    return f" and the error {error!r}" if error else ""


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
