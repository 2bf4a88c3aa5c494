"""The oracle itself on trial: mistakes planted in engine, replica and centre, each of which it must catch."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert

from crmdesk.domain.errors import StorageFault
from crmdesk.protocol.messages import Page
from crmdesk.server import decide, stage_changes
from crmdesk.server.batch import Batch
from crmdesk.server.disputes import Disputes
from crmdesk.server.feed import Feed
from crmdesk.server.journal import Journal
from crmdesk.store import outbox
from crmdesk.store.pages import Changes, Intake
from crmdesk.store.replica import Replica
from tests.simulation.fate import draw
from tests.simulation.template import Template
from tests.simulation.world import play

WORLDS = 60
"""So many worlds a planted bug may survive at most."""

Plant = Callable[[pytest.MonkeyPatch], None]


def forget_what_was_seen(patch: pytest.MonkeyPatch) -> None:
    """The centre applies a doubled push a second time."""
    write = Batch._write

    def careless(self: Batch, table: Any, lines: list[dict[str, Any]]) -> None:
        if table is self.tables.ledger and lines:
            self.connection.execute(insert(table).prefix_with("OR REPLACE"), lines)
        else:
            write(self, table, lines)

    patch.setattr(Journal, "_repeat", lambda self, session, item: False)
    patch.setattr(Batch, "_write", careless)


def take_one_answer_for_all(patch: pytest.MonkeyPatch) -> None:
    """A verdict ends every edit on its way, also those that were saved in the meantime."""
    verdicts = Intake.verdicts

    def hasty(self: Intake, connection: Any, *given: Any) -> Changes:
        changes = verdicts(self, connection, *given)
        connection.execute("DELETE FROM open_op WHERE outcome IS NULL")
        return changes

    patch.setattr(Intake, "verdicts", hasty)


def skip_a_record_of_each_page(patch: pytest.MonkeyPatch) -> None:
    """The feed leaves out the last record of a window."""
    window = Feed._window

    def short(self: Feed, *given: Any, **named: Any) -> Any:
        found = window(self, *given, **named)
        return replace(found, keys=found.keys[:-1])

    patch.setattr(Feed, "_window", short)


def keep_no_conflict(patch: pytest.MonkeyPatch) -> None:
    """The centre drops the value that should have waited for a person."""
    patch.setattr(Disputes, "open", lambda self, key, mutation, *given, **named: mutation.op_id)


def call_refusals_applied(patch: pytest.MonkeyPatch) -> None:
    """The laptop files a refusal as done, and nobody hears of it."""
    record = Intake._record

    def rosy(self: Intake, connection: Any, place: int, verdict: Any, epoch: int | None) -> None:
        record(self, connection, place, msgspec.structs.replace(verdict, outcome="applied"), epoch)

    patch.setattr(Intake, "_record", rosy)


def believe_the_laptops_clocks(patch: pytest.MonkeyPatch) -> None:
    """The centre lets the edit win that says it is later."""
    merge = decide.merge_record

    def by_clock(entity: Any, current: Any, mutation: Any, since: Any) -> Any:
        merged = merge(entity, current, mutation, since)
        return replace(merged, values={}) if mutation.at < (current["updated_at"] or "") else merged

    patch.setattr(decide, "merge_record", by_clock)


def save_without_sending(patch: pytest.MonkeyPatch) -> None:
    """Every fifth edit is written to the row and the log, but never noted as on its way."""
    append, turn = outbox.append, itertools.count()

    def forgetful(connection: Any, mutation: Any, last: Any) -> Any:
        mark = append(connection, mutation, last)
        if next(turn) % 5 == 4:
            connection.execute("DELETE FROM open_op WHERE place = ?", (mark.count,))
        return mark

    patch.setattr(outbox, "append", forgetful)


def leave_the_deleted_standing(patch: pytest.MonkeyPatch) -> None:
    """The laptop passes over deletions."""
    patch.setattr(Intake, "_delete", lambda self, connection, deleted: set())


def move_the_cursor_first(patch: pytest.MonkeyPatch) -> None:
    """The laptop stores the cursor, then the rows, and now and then the disk is full between the two."""
    apply, turn = Replica.apply_page, itertools.count()

    def torn(self: Replica, page: Page) -> None:
        if next(turn) % 4 == 3:
            apply(self, msgspec.structs.replace(page, tables=[], deleted=[], evicted=[]))
            raise StorageFault("The disk is full")
        apply(self, page)

    patch.setattr(Replica, "apply_page", torn)


def count_stage_changes_by_chance(patch: pytest.MonkeyPatch) -> None:
    """The centre gives a stage change another id than the laptop does."""
    derived = stage_changes.derived_id
    patch.setattr(
        stage_changes, "derived_id", lambda op_id, what: derived(op_id, what.replace("stage", "other"))
    )


PLANTED: tuple[Plant, ...] = (
    forget_what_was_seen,
    take_one_answer_for_all,
    skip_a_record_of_each_page,
    keep_no_conflict,
    call_refusals_applied,
    believe_the_laptops_clocks,
    save_without_sending,
    leave_the_deleted_standing,
    move_the_cursor_first,
    count_stage_changes_by_chance,
)


@pytest.mark.expected_log("The replica differed from the centre")
@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_the_oracle_catches(plant: Plant, template: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    assert any(play(template, seed, draw(seed)).faults for seed in range(WORLDS)), plant.__doc__
