"""The walk-throughs of docs/extending.md, followed in a copy of the sources."""

import ast
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.documents import ROOT, WALKS, Block, blocks_of

ADDED = (
    "tests/unit/domain/test_note_links.py",
    "tests/unit/web/test_note_links.py",
    "tests/integration/mail/test_sendmail.py",
    "tests/unit/web/test_archives.py",
    "tests/unit/web/test_access.py::test_every_route_is_listed_with_who_may_call_it",
    *(
        f"{contract}::{promise}"
        for contract in (
            "tests/unit/adapters/test_in_memory_contracts.py::TestInMemoryTimelines",
            "tests/integration/test_database_contracts.py::TestSqliteTimelines",
        )
        for promise in (
            "test_a_month_holds_what_was_made_in_it",
            "test_another_month_holds_nothing_of_it",
            "test_a_month_shows_nobody_what_is_not_theirs_to_see",
        )
    ),
    "tests/integration/test_statements.py::test_no_list_reads_all_posts_or_sorts_them[profile, month]",
)


def test_the_walk_throughs_work_when_they_are_followed(tmp_path: Path) -> None:
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for block in blocks_of(WALKS):
        for path in block.paths:
            follow(block, tmp_path / path)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *ADDED],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]
    assert "skipped" not in run.stdout


def follow(block: Block, file: Path) -> None:
    """Do what a reader would: make the file, or put the words where the first line says."""
    if block.is_new:
        assert not file.exists(), f"{file} is there already"
        file.write_text(block.words)
        return
    lines = file.read_text().splitlines()
    at, indent = find_place(ast.parse(file.read_text()), block)
    lines[at:at] = textwrap.indent(block.words, " " * indent).splitlines()
    file.write_text("\n".join(lines) + "\n")


def find_place(module: ast.Module, block: Block) -> tuple[int, int]:
    """After which line the words go, and how far in: by the name of a class, a function or a table."""
    if not block.place:
        last = [node for node in module.body if isinstance(node, ast.Import | ast.ImportFrom)][-1]
        return last.end_lineno or 0, 0
    body, found = module.body, None
    for name in block.place.split("."):
        found = next(node for node in body if name in names_of(node))
        body = getattr(found, "body", [])
    assert found is not None
    assert found.end_lineno is not None
    if isinstance(found, ast.Assign | ast.AnnAssign):
        return found.end_lineno - 1, 4
    if block.how == "in" and isinstance(found, ast.FunctionDef):
        return found.body[-1].lineno - 1, found.body[-1].col_offset
    return found.end_lineno, found.body[-1].col_offset  # type: ignore[attr-defined]  # a class or a function


def names_of(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}
