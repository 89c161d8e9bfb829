"""The shape of the house: what lives where, who may know whom, and how large anything gets."""

import ast
import importlib.util
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from bootstrap.container import Container

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGES = ("domain", "services", "adapters", "web", "cli", "worker", "bootstrap")
FILES = sorted(SRC.rglob("*.py"))

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
MAX_ACTION_LINES = 20

NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base_repository"}
"""Folders and files of these names hold whatever found no place: name the concept."""

HTTP_CLIENTS = {
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "urllib.request",
    "http.client",
    "httplib2",
    "pycurl",
}
EGRESS = SRC / "adapters" / "egress"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def files_in(*packages: str) -> list[Path]:
    return [path for path in FILES if path.relative_to(SRC).parts[0] in packages]


def offenders(paths: Iterable[Path], look: Callable[[Path], object]) -> dict[str, object]:
    """What each file is guilty of, by name; a file that is in order is left out."""
    return {name_of(path): found for path in paths if (found := look(path))}


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages_of(path: Path) -> set[str]:
    return {module.partition(".")[0] for module in imports_of(path)}


def functions_in(path: Path) -> list[Function]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, Function)]


def calls_in(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of what it calls: `text` for `sa.text(...)`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield called(node.func), node


def called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_migration(path: Path) -> bool:
    """Alembic runs these as scripts, in a world of their own."""
    return "migrations" in path.parts


def is_port(path: Path) -> bool:
    return "ports" in path.parts


def body_lines(function: Function) -> int:
    """Lines of a function's body, its docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_action(function: Function) -> bool:
    """Whether a route leads here: `@bp.get(...)`, `@bp.route(...)`."""
    verbs = {"get", "post", "put", "patch", "delete", "route"}
    return any(isinstance(d, ast.Call) and called(d.func) in verbs for d in function.decorator_list)


# Where things live


@pytest.mark.parametrize("package", PACKAGES)
def test_a_plain_package_name_is_ours(package: str) -> None:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(SRC)


def test_every_package_is_known() -> None:
    assert {path.relative_to(SRC).parts[0] for path in FILES} == set(PACKAGES)


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in FILES if not is_migration(path)}
    assert not offenders(folders, lambda folder: not (folder / "__init__.py").exists())


def test_a_package_says_nothing_of_its_own() -> None:
    packages = [path for path in FILES if path.name == "__init__.py"]
    assert not offenders(packages, lambda path: path.read_text())


def test_nothing_is_named_after_having_no_name() -> None:
    assert not offenders(SRC.rglob("*"), lambda path: path.stem in NAMELESS)


# Who knows whom


def test_the_domain_knows_the_standard_library_only() -> None:
    known = {*sys.stdlib_module_names, "domain"}
    assert not offenders(files_in("domain"), lambda path: packages_of(path) - known)


def test_the_services_know_the_domain_and_the_standard_library_only() -> None:
    known = {*sys.stdlib_module_names, "domain", "services"}
    assert not offenders(files_in("services"), lambda path: packages_of(path) - known)


def activities_known_to(path: Path) -> set[str]:
    """What a file imports of the services, ports aside."""
    known = {module for module in imports_of(path) if module.partition(".")[0] == "services"}
    return {
        module for module in known if module != "services.ports" and not module.startswith("services.ports.")
    }


def test_ports_and_adapters_know_no_activity() -> None:
    ports = filter(is_port, files_in("services"))
    assert not offenders([*ports, *files_in("adapters")], activities_known_to)


@pytest.mark.parametrize(
    ("package", "strangers"),
    [
        ("web", {"adapters", "bootstrap", "cli", "worker", "sqlalchemy"}),
        ("adapters", {"web", "bootstrap", "cli", "worker", "flask"}),
        ("cli", {"adapters", "bootstrap", "web", "worker", "flask", "sqlalchemy"}),
        ("worker", {"adapters", "bootstrap", "web", "cli", "flask", "sqlalchemy"}),
    ],
)
def test_the_edges_do_not_know_each_other(package: str, strangers: set[str]) -> None:
    assert files_in(package)
    assert not offenders(files_in(package), lambda path: packages_of(path) & strangers)


def test_every_import_contract_names_modules_that_exist() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert set(linter["root_packages"]) == set(PACKAGES)
    named: set[str] = set()
    for contract in linter["contracts"]:
        named.update(*(layer.split(" | ") for layer in contract.get("layers", ())))
        named.update(contract.get("source_modules", ()), contract.get("forbidden_modules", ()))
    assert len(named) > 10
    assert not {module for module in named if importlib.util.find_spec(module) is None}


# How large


def test_a_file_is_read_in_one_sitting() -> None:
    lines = {path: len(path.read_text().splitlines()) for path in FILES}
    assert not offenders(FILES, lambda path: lines[path] > MAX_FILE_LINES and lines[path])


def test_a_function_is_read_in_one_look() -> None:
    def long_ones(path: Path) -> list[str]:
        return [f.name for f in functions_in(path) if (f.end_lineno or 0) - f.lineno + 1 > MAX_FUNCTION_LINES]

    assert not offenders([path for path in FILES if not is_migration(path)], long_ones)


def test_an_action_reads_calls_and_answers() -> None:
    def long_ones(path: Path) -> list[str]:
        return [f.name for f in functions_in(path) if is_action(f) and body_lines(f) > MAX_ACTION_LINES]

    assert not offenders(files_in("web"), long_ones)


def test_there_are_actions_to_look_at() -> None:
    assert sum(is_action(function) for path in files_in("web") for function in functions_in(path)) > 20


# What is written nowhere


def test_only_one_template_trusts_what_it_prints() -> None:
    templates = [path for path in SRC.rglob("templates/**/*") if path.is_file()]
    trusts = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b")
    assert len(offenders(templates, lambda path: trusts.findall(path.read_text()))) == 1


def test_no_statement_is_put_together_from_strings() -> None:
    def spliced(path: Path) -> list[int]:
        if "sqlalchemy" not in packages_of(path):
            return []
        return [
            call.lineno
            for name, call in calls_in(path)
            if name in ("text", "exec_driver_sql", "executescript") and any(map(is_spliced, call.args))
        ]

    assert not offenders(FILES, spliced)


def is_spliced(argument: ast.expr) -> bool:
    is_format = isinstance(argument, ast.Call) and called(argument.func) in ("format", "format_map", "join")
    return is_format or isinstance(argument, ast.JoinedStr | ast.BinOp)


def test_nothing_is_printed_outside_of_a_terminal() -> None:
    quiet = files_in("domain", "services", "adapters", "web", "worker")
    assert not offenders(
        quiet, lambda path: [call.lineno for name, call in calls_in(path) if name == "print"]
    )


def test_nothing_calls_out_but_the_egress() -> None:
    others = [path for path in FILES if not path.is_relative_to(EGRESS)]
    assert not offenders(others, lambda path: set(imports_of(path)) & HTTP_CLIENTS)


def test_no_error_is_swallowed_whole() -> None:
    def swallowed(path: Path) -> list[int]:
        return [
            node.lineno
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ExceptHandler)
            and (node.type is None or called(node.type) in ("Exception", "BaseException"))
            and all(isinstance(line, ast.Pass) for line in node.body)
        ]

    assert not offenders(FILES, swallowed)


def test_nothing_is_evaluated_or_unpickled() -> None:
    def evaluated(path: Path) -> list[int]:
        by_name = (call for _, call in calls_in(path) if isinstance(call.func, ast.Name))
        return [call.lineno for call in by_name if called(call.func) in ("eval", "exec")]

    assert not offenders(FILES, lambda path: packages_of(path) & {"pickle", "marshal", "shelve"})
    assert not offenders(FILES, evaluated)


# What is written everywhere


def test_a_module_says_what_it_is_for() -> None:
    modules = [path for path in FILES if path.name != "__init__.py" and not is_migration(path)]
    assert not offenders(modules, lambda path: ast.get_docstring(tree_of(path)) is None)


def test_a_class_that_others_use_says_what_it_is() -> None:
    """Errors say it in their sentence, events and kinds in their names, ports in their methods."""
    speaking = {"Event", "Conflict", "Forbidden", "NotFound", "StrEnum"}

    def silent(path: Path) -> list[str]:
        return [
            node.name
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ClassDef)
            and not node.name.startswith("_")
            and ast.get_docstring(node) is None
            and speaking.isdisjoint(map(called, node.bases))
        ]

    assert not offenders([path for path in files_in("domain", "services") if not is_port(path)], silent)


# What happens when a module is imported: nothing (see also tests/integration/bootstrap/test_importing.py)


def test_a_module_makes_nothing_that_runs() -> None:
    makers = {
        "create_engine",
        "make_engine",
        "Flask",
        "create_app",
        "Container",
        "assemble",
        "connect",
        "wire",
        "Thread",
    }

    def made(path: Path) -> list[int]:
        at_import = (line for line in tree_of(path).body if not isinstance(line, Function | ast.ClassDef))
        calls = (node for line in at_import for node in ast.walk(line) if isinstance(node, ast.Call))
        return [call.lineno for call in calls if called(call.func) in makers]

    assert not offenders([path for path in FILES if not is_migration(path)], made)


def test_only_entry_points_read_the_environment() -> None:
    def read(path: Path) -> list[int]:
        return [
            node.lineno
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Attribute)
            and node.attr in ("environ", "getenv")
            and called(node.value) == "os"
        ]

    others = [path for path in FILES if path not in files_in("bootstrap") and not is_migration(path)]
    assert not offenders(others, read)


# Ids that controllers ask for


def ids_asked_for() -> list[tuple[str, str]]:
    """Every `Provide["..."]`, with the file that asks."""
    return [
        (name_of(path), node.slice.value)
        for path in files_in("web", "cli")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Subscript)
        and called(node.value) == "Provide"
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    ]


@pytest.mark.parametrize(("path", "id"), sorted(set(ids_asked_for())))
def test_the_container_has_what_a_controller_asks_for(container: Container, path: str, id: str) -> None:
    provider: Callable[[], object] = container
    for part in id.split("."):
        provider = getattr(provider, part)
    assert provider() is not None


def test_controllers_ask_for_something() -> None:
    assert len(ids_asked_for()) > 20


def test_an_id_is_always_written_out() -> None:
    """One that is put together can't be looked up by the test above."""

    def put_together(path: Path) -> list[int]:
        return [
            node.lineno
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Subscript)
            and called(node.value) == "Provide"
            and not isinstance(node.slice, ast.Constant)
        ]

    assert not offenders(files_in("web", "cli"), put_together)
