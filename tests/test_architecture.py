"""The rules of the house that import-linter and ruff cannot say, and import-linter's own, as tests."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "crmdesk"
LINES = 400
REASON = "over 400 lines because"
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}

# What an import is worth depends on where it stands: one inside a function is paid for by who calls it.
SQL_ROOMS = ("schema", "server", "insight")
QT_ROOMS = ("ui",)
QT_INSIDE_FUNCTIONS = ("app", "cli")
HTTP_CLIENT = PACKAGE / "sync" / "http.py"
SERVER_ONLY = (
    "starlette",
    "uvicorn",
    "alembic",
    "argon2",
    "limits",
    "prometheus_client",
    "psycopg",
    "structlog",
)


def python_files(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def room(path: Path) -> str:
    """`crmdesk/ui/models/list.py` is in `ui`, `crmdesk/app.py` is `app`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module or ""]
    return []


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def imports(node: ast.AST, inside: bool = False) -> Iterator[tuple[str, bool]]:
    """Every module imported below `node`, and whether that happens inside a function (or for types alone)."""
    for child in ast.iter_child_nodes(node):
        yield from ((name, inside) for name in _names(child))
        deferred = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) or _is_type_checking(child)
        yield from imports(child, inside or deferred)


@cache
def imported(path: Path) -> list[tuple[str, bool]]:
    """Every module that a file imports, and whether that happens inside a function."""
    return list(imports(tree(path)))


def importers(*packages: str) -> Iterator[tuple[Path, bool]]:
    """The files of crmdesk that import one of `packages`, and whether only inside a function."""
    for path in python_files(PACKAGE):
        for name, inside in imported(path):
            if name.split(".")[0] in packages:
                yield path, inside


def relative(paths: Iterator[Path]) -> list[str]:
    return sorted({str(path.relative_to(ROOT)) for path in paths})


def test_the_import_contracts_are_kept() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_domain_imports_the_standard_library_alone() -> None:
    foreign = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in python_files(PACKAGE / "domain")
        for name, _ in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("crmdesk.domain")
    ]
    assert foreign == []


def test_sqlalchemy_stays_in_its_rooms() -> None:
    assert relative(path for path, _ in importers("sqlalchemy") if room(path) not in SQL_ROOMS) == []


def test_qt_stays_in_the_user_interface() -> None:
    strangers = (
        path
        for path, inside in importers("PySide6", "shiboken6")
        if room(path) not in QT_ROOMS and not (inside and room(path) in QT_INSIDE_FUNCTIONS)
    )
    assert relative(strangers) == []


def test_httpx_has_one_door() -> None:
    assert relative(path for path, _ in importers("httpx") if path != HTTP_CLIENT) == []


def test_the_second_client_is_the_standard_library_alone() -> None:
    # It proves that docs/sync says enough: with a line of the product in it, it would prove nothing.
    client = ROOT / "tests" / "second_client"
    tests = {"conftest.py", *(path.name for path in client.glob("test_*.py"))}
    parts = [path for path in python_files(client) if path.name not in tests]
    foreign = [
        f"{path.name}: {name}"
        for path in parts
        for name, _ in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("tests.second_client")
    ]
    assert (len(parts) >= 4, foreign) == (True, [])


def test_the_server_s_dependencies_stay_with_the_server() -> None:
    strangers = (
        path
        for path, inside in importers(*SERVER_ONLY)
        if room(path) != "server" and not (inside and room(path) == "cli")
    )
    assert relative(strangers) == []


@pytest.mark.parametrize(
    ("module", "asked_for"),
    [
        ("crmdesk.cli.main", {"PySide6", "crmdesk.server", "crmdesk.ui", *SERVER_ONLY}),
        ("crmdesk.cli.client", {"httpx", "ssl", "keyring", "cryptography"}),
        ("crmdesk.store.replica, crmdesk.sync.driver, crmdesk.sync.http", {"sqlalchemy", "PIL", "pypinyin"}),
    ],
    ids=["any command", "the laptop's verbs", "the engine, whose memory counts"],
)
def test_what_takes_long_or_much_memory_is_loaded_only_when_asked_for(
    module: str, asked_for: set[str]
) -> None:
    script = f"import sys, {module}; print(*sorted({asked_for!r} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.stdout.split(), run.stderr) == ([], "")


@pytest.mark.parametrize("folder", ["crmdesk", "tests", "bench"])
def test_no_file_is_long_without_saying_why(folder: str) -> None:
    unexplained = {}
    for path in python_files(ROOT / folder):
        lines = path.read_text("utf-8").splitlines()
        if len(lines) > LINES and REASON not in " ".join(lines[:10]):
            unexplained[str(path.relative_to(ROOT))] = len(lines)
    assert unexplained == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [
        path for path in python_files(PACKAGE, ROOT / "tests") if {path.stem, path.parent.name} & NAMELESS
    ]
    assert relative(iter(named)) == []


def test_every_module_says_what_it_owns() -> None:
    silent = (
        path
        for path in python_files(PACKAGE)
        if not ast.get_docstring(tree(path)) and path.read_text("utf-8").strip()
    )
    assert relative(silent) == []


def test_no_test_sleeps() -> None:
    words = re.compile(r"\b(?:sleep|qtbot\s*\.\s*wait|qWait)\b")

    def sleeps(path: Path) -> bool:
        # Reading all tests as trees takes seconds; what has none of the words calls none of them.
        if not words.search(path.read_text("utf-8")):
            return False
        calls = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
        return any(
            ast.unparse(call.func) in {"time.sleep", "sleep", "qtbot.wait", "QTest.qWait"} for call in calls
        )

    support = ROOT / "tests" / "support"
    files = (path for path in python_files(ROOT / "tests") if support not in path.parents)
    assert relative(path for path in files if sleeps(path)) == []


def test_imports_are_told_apart_by_where_they_stand() -> None:
    source = "import a\nfrom b import x\ndef f():\n    import c\nif TYPE_CHECKING:\n    import d\n"
    assert list(imports(ast.parse(source))) == [("a", False), ("b", False), ("c", True), ("d", True)]
