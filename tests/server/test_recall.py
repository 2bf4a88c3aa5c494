"""What is asked of one record's past reads its own lines of history, not the organisation's."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from crmdesk.domain.changes import Act
from tests.support.journal_world import JournalWorld, Laptop


class Asked:
    """The questions to history that ask about one record, with how the embedded database answers them."""

    def __init__(self, world: JournalWorld) -> None:
        self._engine = world.engine
        self._said: list[tuple[str, Any]] = []
        event.listen(world.engine, "before_cursor_execute", self._note)

    def _note(self, connection: Any, cursor: Any, statement: str, values: Any, *rest: Any) -> None:
        if "FROM history" in statement and "history.id =" in statement and "EXPLAIN" not in statement:
            self._said.append((statement, values))

    def plans(self) -> list[str]:
        with self._engine.connect() as connection:
            return [
                connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all()[0][3]
                for text, values in self._said
            ]


@pytest.fixture
def asked(world: JournalWorld) -> Asked:
    if world.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by what it has counted")
    return Asked(world)


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


@pytest.fixture
def noah(world: JournalWorld) -> Laptop:
    return world.person("noah", "rep", "north")


def test_who_wrote_what_two_people_differ_about(
    world: JournalWorld, mia: Laptop, noah: Laptop, asked: Asked
) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    for who in (mia, noah):
        edit = world.update(
            who, "account", account, base=1, set={"name": who.principal.login}, was={"name": "Quay"}
        )
        (verdict,) = world.push(who, edit)
    assert verdict.conflict is not None
    assert world.get("conflict", verdict.conflict)["theirs_by"] == mia.principal.user
    assert [plan for plan in asked.plans() if "history_by_record" not in plan] == []
    assert asked.plans()


def test_who_changed_what_another_deletes(
    world: JournalWorld, mia: Laptop, noah: Laptop, asked: Asked
) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    seen = world.get("account", account).version
    world.push(
        noah, world.update(noah, "account", account, base=seen, set={"website": "https://quay.example"})
    )
    (verdict,) = world.push(
        mia, world.mutation(mia.principal.user, Act.DELETE, "account", account, base=seen)
    )
    assert verdict.conflict is not None
    assert world.get("conflict", verdict.conflict)["theirs_by"] == noah.principal.user
    assert len(asked.plans()) == 2
    assert [plan for plan in asked.plans() if "history_by_record" not in plan] == []


def test_the_history_of_a_record(world: JournalWorld, mia: Laptop, asked: Asked) -> None:
    account = world.create(mia, "account", {"name": "Quay"})
    assert world.feed.history(mia.principal, "account", account)
    assert [plan for plan in asked.plans() if "history_by_record" not in plan] == []
    assert len(asked.plans()) == 1
