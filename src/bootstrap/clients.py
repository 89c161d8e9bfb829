"""What other places know this one as: the ids and secrets by which people sign in with others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address

from adapters.egress.targets import Target

NAMED: Mapping[str, str] = {"github": "GitHub", "google": "Google", "facebook": "Facebook"}
"""Providers with settings of their own, and what stands on their buttons."""

MAX_LABEL = 40
"""Characters that fit on a button."""

OPENID = re.compile(r"STOA_OIDC_([A-Z0-9]{1,30})_(ISSUER|CLIENT_ID|CLIENT_SECRET|LABEL)")
"""The variables of any other provider. The owner chooses its name."""

_NEEDED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
_SENDABLE = re.compile(r"[!-~](?:[ -~]*[!-~])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """This place, as one provider knows it. `issuer` is empty for providers with settings of their own."""

    name: str
    label: str
    client_id: str
    client_secret: str = field(repr=False)
    issuer: str = ""


def is_sendable(value: str) -> bool:
    """Whether a provider could have given this out (RFC 6749, appendix A): printable ASCII."""
    return bool(_SENDABLE.fullmatch(value))


def clients_in(variables: Mapping[str, str]) -> tuple[tuple[Client, ...], list[str]]:
    """The clients that the variables describe, or else everything that is wrong with them, in sentences.

    What the ids and secrets of the named providers look like is not told here: each is a setting.
    """
    given = {name: value for name, value in variables.items() if value}
    openid: dict[str, dict[str, str]] = {}
    for name in sorted(given):
        if found := OPENID.fullmatch(name):
            openid.setdefault(found[1], {})[found[2]] = given[name]
    faults = [*_halves(given)]
    for name, settings in openid.items():
        faults += (f"STOA_OIDC_{name}_{fault}" for fault in _faults_of(name, settings))
    if faults:
        return (), faults
    return (*_named_clients(given), *(_openid_client(*each) for each in openid.items())), []


def _halves(given: Mapping[str, str]) -> Iterator[str]:
    """An id without its secret, or the other way round."""
    for name in NAMED:
        id, secret = (f"STOA_{name.upper()}_CLIENT_{half}" for half in ("ID", "SECRET"))
        for one, other in ((id, secret), (secret, id)):
            if one in given and other not in given and is_sendable(given[one]):
                yield f"{one}: needs {other} as well."


def _faults_of(name: str, settings: Mapping[str, str]) -> Iterator[str]:
    if name.lower() in NAMED:
        yield f"ISSUER: {NAMED[name.lower()]} has settings of its own; please choose another name."
        return
    yield from (f"{key}: must be set with the others of its name." for key in _NEEDED if key not in settings)
    for key, value in settings.items():
        if key == "ISSUER" and not _is_issuer(value):
            yield f"{key}: must be an https:// address without a query (http:// on this machine only)."
        if key == "LABEL" and not (value.strip() and value.isprintable() and len(value) <= MAX_LABEL):
            yield f"{key}: must be one line of at most {MAX_LABEL} characters."
        if key in ("CLIENT_ID", "CLIENT_SECRET") and not is_sendable(value):
            yield f"{key}: must be printable ASCII characters, as the provider gave them."


def _is_issuer(address: str) -> bool:
    """OpenID Connect Discovery 1.0, section 3: https, without query and fragment."""
    try:
        target = Target.parse(address)
    except ValueError:
        return False
    return not set(address) & set("?#") and (target.is_encrypted or _is_here(target.host))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _named_clients(given: Mapping[str, str]) -> Iterator[Client]:
    for name, label in NAMED.items():
        id, secret = (given.get(f"STOA_{name.upper()}_CLIENT_{half}") for half in ("ID", "SECRET"))
        if id and secret:
            yield Client(name=name, label=label, client_id=id, client_secret=secret)


def _openid_client(name: str, settings: Mapping[str, str]) -> Client:
    return Client(
        name=name.lower(),
        label=settings.get("LABEL", name.capitalize()),
        client_id=settings["CLIENT_ID"],
        client_secret=settings["CLIENT_SECRET"],
        issuer=settings["ISSUER"],
    )
