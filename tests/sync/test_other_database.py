"""A centre that moves between SQLite and PostgreSQL while laptops are away: nothing was lost, so nobody starts over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crmdesk.sync.endings import Ending
from tests.support import postgres
from tests.support.centre import RunningCentre
from tests.support.databases import KINDS, Databases
from tests.sync.laptops import Laptop, Place

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.skipif(postgres.BIN is None, reason=postgres.MISSING),
]


@pytest.fixture
def target(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """An empty database of the kind that `databases` is not."""
    made = Databases(next(kind for kind in KINDS if kind != databases.kind))
    yield made.empty(tmp_path / "target")
    made.close()


def test_a_centre_that_moves_to_the_other_kind_of_database_resyncs_nobody(
    staffed_centre: RunningCentre,
    laptop: Callable[[str], Laptop],
    target: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    account = ada.create("account", name="Before the move")
    ada.synced()
    ben.synced()
    waiting = ben.update("account", account, industry="tools")
    position = ada.replica.identity().position
    staffed_centre.put_back(staffed_centre.backup(tmp_path / "backup"), into=target)
    for one in (ada, ben):
        monkeypatch.setattr(one.remote, "snapshot", _started_over)
        outcome = one.sync()
        assert (outcome.ending, outcome.exit_code) == (Ending.OK, 0)
    known = ada.replica.identity().position
    assert position is not None
    assert known is not None
    assert known.epoch == position.epoch
    ada.synced()
    assert waiting
    assert ada.get("account", account)["industry"] == "tools"
    central = b"".join(staffed_centre.core.feed.export(staffed_centre.principal("ada")))
    assert ada.export() == ben.export() == central


@pytest.fixture
def place(staffed_centre: RunningCentre, tmp_path: Path) -> Place:
    return Place(staffed_centre, "in process", tmp_path)


def _started_over(*given: object) -> None:
    pytest.fail("a laptop takes a snapshot though nothing was lost")
