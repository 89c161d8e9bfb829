"""What others made is here as it was taken: the sums in the list are those of the files."""

import hashlib
import re
from pathlib import Path

import pytest

from web.assets import STATIC

LIST = (STATIC / "vendor" / "THIRD-PARTY.md").read_text()
SUMS = dict(reversed(line.split("  ")) for line in re.findall(r"^[0-9a-f]{64}  \S+$", LIST, re.MULTILINE))


@pytest.mark.parametrize("name", SUMS)
def test_a_file_is_the_one_that_was_taken(name: str) -> None:
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == SUMS[name]


def test_every_foreign_file_is_on_the_list_with_its_licence() -> None:
    foreign = {
        path.relative_to(STATIC).as_posix()
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).iterdir()
    }
    licences = set(re.findall(r"`((?:vendor|fonts)/LICENSE-[\w.-]+)`", LIST))
    assert all((STATIC / licence).is_file() for licence in licences)
    assert foreign - licences - {"vendor/THIRD-PARTY.md"} <= SUMS.keys()


def test_the_library_for_passkeys_is_loaded_where_passkeys_are_used_only() -> None:
    templates = Path(STATIC).parent / "templates"
    users = {path.name for path in templates.rglob("*.html") if "js/passkey" in path.read_text()}
    assert {"sign_in.html", "second_step.html", "prove.html"} <= users
    assert not {"base.html", "door.html", "landing.html"} & users


def test_no_module_loads_anything_from_elsewhere() -> None:
    for path in (STATIC / "js").glob("*.js"):
        for found in re.findall(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""", path.read_text()):
            assert (path.parent / found).resolve().is_file(), (path.name, found)
