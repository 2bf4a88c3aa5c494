"""The centre's transaction breaks at its very end: the commit fails, or succeeds and its answer never comes back.

The statements, the rollback and the sessions that PostgreSQL ends are real; only the moment is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from crmdesk.server.database import reading
from crmdesk.server.journal import Journal
from crmdesk.sync.endings import Ending
from tests.support import postgres
from tests.support.centre import RunningCentre
from tests.support.databases import POSTGRESQL, Databases
from tests.sync.laptops import KINDS, Laptop, Place

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.expected_log("storage fault"),
]


class Commits:
    """Strikes the commit of the next push, once: `before` it happens, or just `after`."""

    def __init__(self, databases: Databases, centre: RunningCentre, monkeypatch: pytest.MonkeyPatch) -> None:
        self.struck = 0
        self._when: str | None = None
        self._doomed: Any = None
        self._kind = databases.kind
        dialect = centre.core.engine.dialect
        finish, commit = Journal._finish, dialect.do_commit

        def finishing(journal: Journal, batch: Any, epoch: int) -> None:
            finish(journal, batch, epoch)
            if self._when is not None:
                self._doomed = batch.connection.connection.dbapi_connection

        def committing(connection: Any) -> None:
            driver = getattr(connection, "dbapi_connection", connection)
            if driver is not self._doomed:
                commit(connection)
                return
            when, self._when, self._doomed = self._when, None, None
            self.struck += 1
            if when == "after":
                commit(connection)
            self._break(driver)
            raise dialect.loaded_dbapi.OperationalError("disk I/O error")

        monkeypatch.setattr(Journal, "_finish", finishing)
        monkeypatch.setattr(dialect, "do_commit", committing)

    def strike(self, when: str) -> None:
        self._when = when

    def _break(self, driver: Any) -> None:
        if self._kind == POSTGRESQL:
            postgres.cluster().execute(f"SELECT pg_terminate_backend({driver.info.backend_pid})")
            driver.execute("SELECT 1")  # the session is gone: what its commit would have met
        else:
            driver.rollback()  # as SQLite does by itself when a commit meets a failing disk


@pytest.fixture
def commits(databases: Databases, staffed_centre: RunningCentre, monkeypatch: pytest.MonkeyPatch) -> Commits:
    return Commits(databases, staffed_centre, monkeypatch)


@pytest.fixture
def ada(staffed_centre: RunningCentre, tmp_path: Path) -> Iterator[Laptop]:
    made = Place(staffed_centre, KINDS[1], tmp_path).laptop("ada").synced()
    yield made
    made.close()


def _decided(centre: RunningCentre) -> int:
    """How many edits of laptops the ledger knows."""
    ledger = centre.core.tables.ledger
    with reading(centre.core.engine) as connection:
        query = select(func.count()).select_from(ledger).where(ledger.c.replica.is_not(None))
        return int(connection.execute(query).scalar_one())


def _lines(centre: RunningCentre, record: str) -> list[str]:
    history = centre.core.tables.history
    with reading(centre.core.engine) as connection:
        query = select(history.c.field).where(history.c.id == record).order_by(history.c.field)
        return list(connection.execute(query).scalars())


def _saved(ada: Laptop) -> tuple[str, str]:
    """Several edits that wait: an account, and samples counted on a visit."""
    account = ada.create("account", name="Acme")
    visit = ada.create("visit", account=account, planned_start="2026-03-02T10:00:00Z")
    ada.change("visit", visit, {}, add={"samples": 3})
    return account, visit


def test_what_the_centre_could_not_commit_is_never_told_as_applied(
    staffed_centre: RunningCentre, commits: Commits, ada: Laptop
) -> None:
    account, visit = _saved(ada)
    commits.strike("before")
    outcome = ada.sync()
    assert (commits.struck, outcome.ending, outcome.exit_code) == (1, Ending.OFFLINE, 10)
    assert _decided(staffed_centre) == 0
    status = ada.replica.status()
    assert (status.state, status.pending, ada.replica.pending()) == ("offline", 3, 3)
    assert b"Acme" not in ada.export(), "what is not at the centre counts as nobody's but mine"
    ada.reopen()
    assert ada.replica.pending() == 3
    ada.synced()
    assert _decided(staffed_centre) == 3
    assert ada.get("visit", visit)["samples"] == 3
    assert ada.export() == b"".join(staffed_centre.core.feed.export(staffed_centre.principal("ada")))
    assert ada.replica.status().state == "ok"
    assert ada.get("account", account).version > 0


def test_a_commit_whose_answer_was_lost_is_answered_the_same_again(
    staffed_centre: RunningCentre, commits: Commits, ada: Laptop
) -> None:
    account, visit = _saved(ada)
    commits.strike("after")
    assert ada.sync().ending is Ending.OFFLINE
    assert (commits.struck, _decided(staffed_centre), ada.replica.pending()) == (1, 3, 3)
    before = _lines(staffed_centre, visit), _lines(staffed_centre, account)
    ada.reopen()
    ada.synced()
    assert (_decided(staffed_centre), ada.replica.pending()) == (3, 0)
    assert (_lines(staffed_centre, visit), _lines(staffed_centre, account)) == before
    assert ada.get("visit", visit)["samples"] == 3
    assert ada.export() == b"".join(staffed_centre.core.feed.export(staffed_centre.principal("ada")))
