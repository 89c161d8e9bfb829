"""Reads rendered HTML as a browser would, and says what is dangerous in it."""

import re
from html.parser import HTMLParser

_FORBIDDEN_NAMES = """
    script style iframe object embed base meta link form button textarea select svg math template noscript
    title xmp plaintext img video audio source details body html head marquee portal
"""
_FORBIDDEN = frozenset(_FORBIDDEN_NAMES.split())
_ADDRESS = re.compile(r"(?:https?://[^/\\]|mailto:|/(?![/\\])|#)", re.IGNORECASE)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def tags_in(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element in order, with its attributes, entities decoded."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tags


def words_in(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.words).split())


def dangers_in(html: str) -> list[str]:
    """What could run a script, load something, leave the site unseen, or shadow a name."""
    dangers = []
    for tag, attributes in tags_in(html):
        if tag in _FORBIDDEN:
            dangers.append(f"<{tag}>")
        for name, value in attributes.items():
            if name.startswith(("on", "hx-")) or name in (
                "style",
                "src",
                "srcdoc",
                "srcset",
                "name",
                "action",
            ):
                dangers.append(f"<{tag} {name}>")
            if "href" in name and (tag != "a" or name != "href" or not _ADDRESS.match(value)):
                dangers.append(f"<{tag} {name}={value}>")
            if name == "id" and not re.match(r"h-|fn-|fnref-", value):
                dangers.append(f"<{tag} id={value}>")
        href = attributes.get("href", "/")
        if not href.startswith(("/", "#")) and attributes.get("rel") != "nofollow noopener ugc":
            dangers.append(f"<a href={href}> without rel")
    return dangers
