"""Fresh databases for tests, of either kind: the same test runs on SQLite and on PostgreSQL.

A test takes the fixture `databases`. Modules of tests/server and those marked `both_databases` run on both kinds, all
others, and those of tests/server marked `any_database`, on SQLite; `--database` says otherwise.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support import postgres

SQLITE, POSTGRESQL = "sqlite", "postgresql"
KINDS = (SQLITE, POSTGRESQL)
_BOTH = Path(__file__).parents[1] / "server"

Build = Callable[[str], None]
"""Fills the empty database at a URL, and closes it."""


class Databases:
    """Makes databases of one kind; all are gone after `close`."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._names: list[str] = []

    def empty(self, folder: Path) -> str:
        """The URL of a database without any table. `folder` is where SQLite's is put."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.kind == SQLITE:
            return _sqlite_url(folder)
        return self._create("template0")

    def like(self, build: Build, folder: Path) -> str:
        """The URL of a database as `build` makes it. It is built once a process and copied from then on."""
        if self.kind == SQLITE:
            shutil.copytree(_sqlite_template(build), folder, dirs_exist_ok=True)
            return _sqlite_url(folder)
        return self._create(_postgresql_template(build))

    def migrated(self, folder: Path) -> str:
        """The URL of a database with this release's tables and nothing in them."""
        return self.like(migrated, folder)

    def drop(self, url: str) -> None:
        """Drops one that nobody needs any more. SQLite's goes with its folder."""
        for name in [one for one in self._names if postgres.cluster().url(one) == url]:
            postgres.cluster().drop(name)
            self._names.remove(name)

    def close(self) -> None:
        """Drops what a database server still holds."""
        from tests.support.engines import reuse_disposed

        reuse_disposed()
        for name in self._names:
            postgres.cluster().drop(name)
        self._names.clear()

    def _create(self, template: str) -> str:
        cluster = postgres.cluster()
        name = cluster.new_name()
        cluster.create(name, template)
        self._names.append(name)
        return cluster.url(name)


def _sqlite_url(folder: Path) -> str:
    from crmdesk.server.database import data_url

    return data_url(folder)


@cache
def _sqlite_template(build: Build) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="crmdesk-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build(_sqlite_url(folder))
    return folder


@cache
def _postgresql_template(build: Build) -> str:
    cluster = postgres.cluster()
    name = f"template_{cluster.new_name()}"
    cluster.create(name)
    build(cluster.url(name))
    return name


def migrated(url: str) -> None:
    """Makes this release's tables in the empty database at `url`."""
    from crmdesk.server.migrating import migrate
    from tests.support.engines import engine_on

    engine = engine_on(url)
    migrate(engine)
    engine.dispose()


# What pytest is told


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=(*KINDS, "both"),
        help="run every test of a centre on this kind of database (default: tests/server on both, the rest on sqlite)",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "databases" in metafunc.fixturenames:
        kinds = _kinds(metafunc)
        metafunc.parametrize("databases", [_parameter(kind) for kind in kinds], indirect=True)


def _kinds(metafunc: pytest.Metafunc) -> tuple[str, ...]:
    node = metafunc.definition
    if node.get_closest_marker("only_postgresql") is not None:
        return (POSTGRESQL,)
    chosen = metafunc.config.getoption("--database")
    if chosen is None:
        both = node.get_closest_marker("both_databases") is not None or _BOTH in node.path.parents
        chosen = "both" if both and node.get_closest_marker("any_database") is None else SQLITE
    return KINDS if chosen == "both" else (chosen,)


def _parameter(kind: str) -> object:
    lacking = kind == POSTGRESQL and postgres.BIN is None
    return pytest.param(kind, marks=pytest.mark.skipif(lacking, reason=postgres.MISSING))


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Databases of the kind that this run of the test is for."""
    made = Databases(request.param)
    yield made
    made.close()
