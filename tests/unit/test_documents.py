"""What the documents name exists."""

import ast
import importlib
import os
import re
from functools import cache
from pathlib import Path

import click
import pytest

from bootstrap.clients import OPENID
from bootstrap.entry import stoa
from bootstrap.settings import PREFIX, Settings
from tests.documents import FENCE, ROOT, WALKS, Block, blocks_of
from web.access import Access

PACKAGES = ("domain", "services", "adapters", "web", "cli", "worker", "bootstrap")
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / f"src/{p}/README.md" for p in PACKAGES)]
)
SCREENSHOTS = ROOT / "docs/screenshots"
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TICKED = re.compile(r"`([^`\n]+)`")
_VARIABLE = re.compile(rf"\b{PREFIX}[A-Z_]+\b")
_COMMAND = re.compile(r"(?:(?<![\w/.=])|(?<=bin/))(stoa|bin/\w+)((?: [a-z][\w-]*| --?[a-z][\w-]*)*)")

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


@cache
def new_files() -> frozenset[str]:
    return frozenset(path for block in blocks_of(WALKS) if block.is_new for path in block.paths)


@cache
def all_words() -> str:
    """The sources, the tests and the blocks of the walk-throughs: whatever could hold a name."""
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    return "\n".join([*(file.read_text() for file in files), *(block.words for block in blocks_of(WALKS))])


def prose_of(document: Path) -> str:
    return FENCE.sub("", document.read_text())


def parsed(block: Block) -> ast.Module:
    """A block as Python; entries of a dictionary are read as one."""
    try:
        return ast.parse(block.words)
    except SyntaxError:
        return ast.parse("{" + block.words + "}")


@every_document
def test_every_python_block_is_python(document: Path) -> None:
    for block in blocks_of(document):
        if block.language == "python":
            assert parsed(block)


@every_document
def test_what_a_block_imports_is_there(document: Path) -> None:
    for block in blocks_of(document):
        if block.language == "python":
            for node in ast.walk(parsed(block)):
                if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(PACKAGES):
                    for name in node.names:
                        check_dotted(f"{node.module}.{name.name}")


@every_document
def test_every_file_that_is_named_is_there(document: Path) -> None:
    for name in _TICKED.findall(prose_of(document)):
        if re.fullmatch(r"(?:src|tests|bin|docs|\.ci)/[\w./-]*", name):
            assert (ROOT / name).exists() or name in new_files(), name
        if re.fullmatch(r"[\w-]+\.(?:md|toml|ini|lock)", name):
            assert (ROOT / name).exists() or (document.parent / name).exists(), name
    for block in blocks_of(document):
        for path in block.paths:
            assert (ROOT / path).exists() != block.is_new, path


@every_document
def test_every_dotted_name_is_there(document: Path) -> None:
    for name in _TICKED.findall(prose_of(document)):
        if re.fullmatch(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+", name):
            check_dotted(name)


def check_dotted(name: str) -> None:
    """A module, or something in one; what a walk-through adds counts as there."""
    if any(f"src/{name.rpartition('.')[0].replace('.', '/')}.py" == path for path in new_files()):
        return
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        module, _, attribute = name.rpartition(".")
        added = [block for block in blocks_of(WALKS) if f"src/{module.replace('.', '/')}.py" in block.paths]
        is_there = hasattr(importlib.import_module(module), attribute)
        assert is_there or any(f"{attribute} =" in block.words for block in added) or is_new_module(name), (
            name
        )


def is_new_module(name: str) -> bool:
    return f"src/{name.replace('.', '/')}.py" in new_files()


@every_document
def test_every_class_and_method_that_is_named_is_somewhere_in_the_code(document: Path) -> None:
    known = all_words() + "".join(block.words for block in blocks_of(document))
    for name in _TICKED.findall(prose_of(document)):
        if re.fullmatch(r"[A-Z]\w*[a-z]\w*(?:\.\w+)?(?:\(\))?", name):
            for part in name.removesuffix("()").split("."):
                assert re.search(rf"\b{part}\b", known), name


@every_document
def test_every_variable_that_is_named_is_a_setting(document: Path) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in _VARIABLE.findall(prose_of(document)):
        assert name in known or OPENID.fullmatch(name) or name.startswith(f"{PREFIX}TEST_"), name


@every_document
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in _LINK.findall(prose_of(document)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        linked = (document.parent / path).resolve() if path else document
        if linked.parent == SCREENSHOTS and linked.suffix == ".png":
            continue
        assert linked.exists(), target
        assert linked.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors_of(linked), target


def anchors_of(document: Path) -> set[str]:
    """The anchors that code hosts make of headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", document.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_document
def test_every_command_that_is_named_can_be_given(document: Path) -> None:
    shown = [block.words for block in blocks_of(document) if block.language in ("sh", "console", "ini")]
    for line in [*"\n".join(shown).splitlines(), *_TICKED.findall(prose_of(document))]:
        for program, words in _COMMAND.findall(line):
            if program == "stoa":
                check_command(words.split())
            else:
                script = ROOT / program
                assert os.access(script, os.X_OK) or "Sourced by" in script.read_text(), program
                for option in re.findall(r"--[\w-]+", words):
                    assert option in script.read_text(), line


def check_command(words: list[str]) -> None:
    """Follow the words through the groups of commands; each option must belong to what came before."""
    command: click.Command = stoa
    for word in words:
        if word.startswith("-"):
            options = {option for parameter in command.params for option in parameter.opts}
            assert word in options | {"-h", "--help"}, (words, word)
        elif isinstance(command, click.Group):
            found = command.get_command(click.Context(command), word)
            assert found is not None, words
            command = found


def test_the_settings_are_listed_with_their_defaults() -> None:
    rows = re.findall(
        r"^\| `(STOA_\w+)` \| ([^|]+) \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE
    )
    listed = [(name, default.strip().strip("`")) for name, default in rows if not OPENID.fullmatch(name)]
    known = [
        (f"{PREFIX}{name.upper()}", str(field.default) if field.default not in ("", None) else "*empty*")
        for name, field in Settings.model_fields.items()
    ]
    assert listed == known
    chosen = [found[2] for name, _ in rows if (found := OPENID.fullmatch(name))]
    assert chosen == ["ISSUER", "CLIENT_ID", "CLIENT_SECRET", "LABEL"]


def test_the_index_names_every_decision() -> None:
    folder = ROOT / "docs/adr"
    files = sorted(folder.glob("[0-9]*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    index = re.findall(
        r"^\| \[(\d{4})\]\(([^)]+)\) \| ([^|]+) \|", (folder / "README.md").read_text(), re.MULTILINE
    )
    titles = [file.read_text().partition("\n")[0].removeprefix("# ") for file in files]
    assert [(f"{number}. {title.strip()}", name) for number, name, title in index] == list(
        zip(titles, [file.name for file in files], strict=True)
    )


@pytest.mark.parametrize("file", sorted((ROOT / "docs/adr").glob("[0-9]*.md")), ids=lambda file: file.name)
def test_a_decision_takes_a_page_and_names_its_cost(file: Path) -> None:
    text = file.read_text()
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Choice", "Cost"]
    assert len(text.split()) <= 500


@pytest.mark.parametrize("package", PACKAGES)
def test_each_layer_says_in_three_sentences_what_lives_there(package: str) -> None:
    _, _, words = (ROOT / f"src/{package}/README.md").read_text().partition("\n")
    assert len(re.findall(r"\.(?=\s|$)", words)) == 3


def test_the_readme_shows_the_two_commands_and_the_two_pictures() -> None:
    readme = (ROOT / "README.md").read_text()
    assert {"bin/serve", "bin/test"} <= set(re.findall(r"^bin/\w+", readme, re.MULTILINE))
    assert re.findall(r"!\[[^\]]+\]\((docs/screenshots/\w+\.png)\)", readme) == [
        "docs/screenshots/landing.png",
        "docs/screenshots/article.png",
    ]


def test_the_words_for_access_are_those_of_the_code() -> None:
    architecture = (ROOT / "docs/architecture.md").read_text()
    assert all(f"`{access.name.lower()}`" in architecture for access in Access)
