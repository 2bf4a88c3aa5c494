"""A desk for every test: a real encrypted replica in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.desk import Desk


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk on which nothing has happened yet."""
    made = Desk(tmp_path_factory.mktemp("template") / "profile")
    made.replica.close()
    return made.directory


@pytest.fixture
def desk(tmp_path: Path, template: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "profile", template=template)
    yield made
    made.replica.close()
