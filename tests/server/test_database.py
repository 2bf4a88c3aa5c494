"""What a transaction leaves behind on its connection."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from crmdesk.server.database import reading
from tests.support.journal_world import JournalWorld

_PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE starts_with(statement, 'SELECT epoch')"


@pytest.mark.only_postgresql
def test_what_every_request_asks_is_planned_once(world: JournalWorld) -> None:
    prepared = []
    for _ in range(10):
        with reading(world.engine) as connection:
            connection.execute(text("SELECT epoch FROM organisation WHERE id = :org"), {"org": 1})
            prepared.append(connection.exec_driver_sql(_PREPARED).scalar())
    assert prepared[-1] == 1
