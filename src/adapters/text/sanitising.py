"""The last door: whatever made the HTML, only what is listed here passes."""

import re

import nh3
from pygments.token import STANDARD_TYPES

from adapters.text.links import REL, is_safe

_TAG_NAMES = """
    a blockquote br code del div em h2 h3 h4 h5 h6 hr input li ol p pre s section span strong sub sup
    table tbody td th thead tr ul
"""
_TAGS = frozenset(_TAG_NAMES.split())

_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "title", "aria-label"},
    "ol": {"start"},
    "input": {"aria-label", "checked"},
    "div": {"aria-label"},
}

_FIXED_ATTRIBUTES = {
    "a": {"rel": {REL}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "pre": {"tabindex": {"0"}},
}

_CLASSES = {
    "a": {"mention", "hashtag", "picture", "heading-link", "footnote-back"},
    "div": {"table"},
    "input": {"task"},
    "li": {"task-list-item"},
    "pre": {"code"},
    "section": {"footnotes"},
    "span": set(STANDARD_TYPES.values()) - {""},
    "sup": {"footnote-ref"},
    "td": {"center", "right"},
    "th": {"center", "right"},
    "ul": {"contains-task-list"},
    "ol": {"contains-task-list"},
}

_LANGUAGE = re.compile(r"language-[a-z0-9][a-z0-9+#.-]{0,29}")
_ID = {
    "a": re.compile(r"fnref-[0-9a-f]{10}-[0-9-]+"),
    "li": re.compile(r"fn-[0-9a-f]{10}-[0-9]+"),
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), re.compile(r"h-[0-9a-f]{10}-[a-z0-9-]+")),
}
"""Ids that start so name nothing of the page, nor of the browser (DOM clobbering)."""


def _allow(tag: str, name: str, value: str) -> str | None:
    """What becomes of an attribute's value; None drops the attribute."""
    if name == "class":
        return _classes(tag, value)
    if name == "id":
        return value if tag in _ID and _ID[tag].fullmatch(value) else None
    if name == "href":
        return value if is_safe(value) else None
    return value


def _classes(tag: str, value: str) -> str | None:
    if tag == "code":
        return value if _LANGUAGE.fullmatch(value) else None
    return " ".join(name for name in value.split() if name in _CLASSES.get(tag, ())) or None


_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_allow,
    tag_attribute_values=_FIXED_ATTRIBUTES,
    # Only a box that nobody can tick or type in.
    set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitise(html: str) -> str:
    """HTML of listed tags, attributes, classes, ids and addresses only.

    Sanitising the result again, or parsing it in a browser, gives the same: nothing in it can mutate.
    """
    # Lone surrogates are no characters, and the sanitiser refuses them with an exception.
    return _cleaner.clean(html.encode("utf-8", "replace").decode())
