"""No template holds a script, a style or a handler of its own: the policy would stop them anyway."""

import re
from pathlib import Path

import pytest

import web.app

TEMPLATES = Path(web.app.__file__).parent / "templates"
MAILS = Path(web.app.__file__).parents[1] / "adapters" / "mail" / "templates"

IN_PAGES = sorted(TEMPLATES.rglob("*.html"))
ALL = [*IN_PAGES, *sorted(MAILS.glob("*.html"))]


def _name(path: Path) -> str:
    return path.relative_to(TEMPLATES if path.is_relative_to(TEMPLATES) else MAILS).as_posix()


def test_there_are_templates() -> None:
    assert len(IN_PAGES) > 30
    assert len(ALL) - len(IN_PAGES) >= 5


@pytest.mark.parametrize("path", ALL, ids=_name)
def test_a_template_has_no_script_style_or_handler_inside(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", source, re.IGNORECASE)
    assert not re.search(r"javascript:|vbscript:|data:text", source, re.IGNORECASE)
    assert not re.search(r"<style|<iframe|<object|<embed|<base\b|http-equiv", source, re.IGNORECASE)
    for attributes, inside in re.findall(r"<script\b([^>]*)>(.*?)</script>", source, re.DOTALL):
        assert 'nonce="{{ nonce }}"' in attributes
        assert "src=" in attributes
        assert not inside.strip()
    if path in IN_PAGES:
        assert not re.search(r"<[^>]*\sstyle\s*=", source, re.IGNORECASE)


@pytest.mark.parametrize("path", ALL, ids=_name)
def test_html_is_let_through_in_one_place_only(path: Path) -> None:
    source = path.read_text()
    assert ("|safe" in source.replace(" ", "")) == (_name(path) == "ui/prose.html")
    assert "autoescape" not in source
    assert "Markup" not in source


@pytest.mark.parametrize("path", ALL, ids=_name)
def test_no_attribute_stands_without_quotes(path: Path) -> None:
    """A space in a value would begin another attribute."""
    source = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"<[a-z][^<>]*\s[\w-]+=\{\{", source)


@pytest.mark.parametrize("path", IN_PAGES, ids=_name)
def test_pages_load_nothing_from_elsewhere(path: Path) -> None:
    assert not re.search(r"<(?!a\b)[^>]*\b(?:src|href|action)=[\"'](?:https?:)?//", path.read_text())


@pytest.mark.parametrize("path", IN_PAGES, ids=_name)
def test_every_form_that_changes_something_carries_a_token(path: Path) -> None:
    for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.DOTALL):
        if 'method="post"' in form:
            assert "csrf()" in form or "carried(" in form
