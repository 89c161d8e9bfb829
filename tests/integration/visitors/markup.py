"""What a page is made of, as a parser sees it: its elements, its addresses, its words."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

Kind = tuple[str, tuple[str, ...]]
"""A tag and the names of its attributes."""

ADDRESSES = frozenset(
    {"action", "background", "cite", "data", "formaction", "href", "poster", "src", "srcset"}
)

FORBIDDEN = frozenset(
    [
        "applet",
        "animate",
        "audio",
        "base",
        "embed",
        "foreignobject",
        "frame",
        "frameset",
        "iframe",
        "image",
        "isindex",
        "marquee",
        "math",
        "noscript",
        "object",
        "plaintext",
        "portal",
        "set",
        "style",
        "template",
        "video",
        "xmp",
        "xss",
    ]
)

_OWN = re.compile(r"/(?![/\\])[!-~]*|")
_OWN_OR_WEB = re.compile(r"/(?![/\\])[!-~]*|[#?][!-~]*|https?://[!-~]+|mailto:[!-~]+|")
_DIFFERENT_EACH_TIME = re.compile(r'(nonce="|name="(?:csrf|key)" value=")[^"]+|(<output data-proposal>)[^<]+')


@dataclass(frozen=True, slots=True)
class Element:
    tag: str
    attributes: dict[str, str]

    @property
    def kind(self) -> Kind:
        return self.tag, tuple(sorted(self.attributes))

    @property
    def addresses(self) -> list[str]:
        """Where it leads or what it loads."""
        return [value for name, value in self.attributes.items() if name.rpartition(":")[2] in ADDRESSES]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@lru_cache(maxsize=8)
def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def elements_of(html: str) -> list[Element]:
    return _read(html).elements


def kinds_of(html: str) -> Counter[Kind]:
    return Counter(element.kind for element in elements_of(html))


def words_of(html: str) -> str:
    """What can be read on a page and in its fields, without any white space."""
    read = _read(html)
    values = [element.attributes.get("value", "") for element in read.elements]
    return squeezed("".join([*read.words, *values]))


def squeezed(text: str) -> str:
    return "".join(text.split())


def dangers_in(html: str) -> list[Element]:
    """Elements that run something, load something from elsewhere or lead where no link of ours leads."""
    return [element for element in elements_of(html) if _is_danger(element)]


def _is_danger(element: Element) -> bool:
    at = element.attributes
    if element.tag in FORBIDDEN or any(name.startswith("on") or name in ("style", "srcdoc") for name in at):
        return True
    if element.tag == "script":
        return not at.get("nonce") or not at.get("src", "").startswith("/static/")
    if element.tag == "meta":
        return "http-equiv" in at
    anywhere = element.tag == "a" or at.get("rel") == "canonical"
    allowed = _OWN_OR_WEB if anywhere else _OWN
    return not all(allowed.fullmatch(address) for address in element.addresses)


def masked(html: str) -> str:
    """A page without what differs each time: nonces, tokens of forms, keys of new ones, proposed words."""
    return _DIFFERENT_EACH_TIME.sub(r"\1\2", html)
