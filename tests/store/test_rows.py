"""Rows are brought to what came by writing only what differs."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from crmdesk.domain.entities import CATALOGUE
from crmdesk.schema.columns import Stored
from crmdesk.schema.digest import MARKS
from crmdesk.store.rows import EntityRows

NOTE = EntityRows(CATALOGUE["note"], 1)


def note(record: str, version: int, **fields: Stored) -> tuple[Stored, ...]:
    return (record, version, *(fields.get(name) for name in NOTE.columns[2:]), None, 7)


@pytest.fixture
def connection() -> Iterator[Any]:
    made = dbapi2.connect(":memory:", isolation_level=None)
    names = ", ".join(f'"{name}"' for name in (*NOTE.columns[1:], *MARKS))
    made.execute(f"CREATE TABLE note (id TEXT PRIMARY KEY, {names})")
    made.executemany(NOTE.receive, [note("a", 5, subject="Old", body="Same"), note("b", 6, subject="Kept")])
    yield made
    made.close()


def stored(connection: Any, record: str) -> tuple[Stored, ...]:
    row: tuple[Stored, ...] = connection.execute(f"{NOTE.select_marked} WHERE id = ?", (record,)).fetchone()
    return row


def test_a_row_that_is_there_is_brought_to_what_came(connection: Any) -> None:
    came = note("a", 7, subject="New", body=None)
    assert NOTE.bring(connection, [came], any_version=False) == []
    assert stored(connection, "a") == came


def test_rows_that_are_not_there_are_given_back(connection: Any) -> None:
    came = [note("c", 8, subject="First"), note("a", 7, subject="New"), note("d", 9)]
    assert NOTE.bring(connection, came, any_version=False) == [came[0], came[2]]


def test_an_older_version_is_passed_over(connection: Any) -> None:
    NOTE.bring(connection, [note("a", 4, subject="Older")], any_version=False)
    assert stored(connection, "a") == note("a", 5, subject="Old", body="Same")


def test_a_centre_that_counts_anew_is_believed_whatever_the_version(connection: Any) -> None:
    came = note("a", 1, subject="Put back")
    NOTE.bring(connection, [came], any_version=True)
    assert stored(connection, "a") == came


def test_a_row_that_came_before_writes_nothing(connection: Any) -> None:
    before = connection.total_changes
    NOTE.bring(connection, [note("b", 6, subject="Kept")], any_version=False)
    assert connection.total_changes == before


def test_columns_that_do_not_differ_are_not_named(connection: Any) -> None:
    said: list[str] = []
    connection.set_trace_callback(said.append)
    NOTE.bring(connection, [note("a", 7, subject="New", body="Same")], any_version=False)
    (update,) = [text for text in said if text.startswith("UPDATE")]
    assert '"subject"' in update
    assert '"body"' not in update


def test_a_row_that_now_lies_in_other_buckets_is_written(connection: Any) -> None:
    came = (*note("b", 6, subject="Kept")[:-1], 8)
    assert NOTE.bring(connection, [came], any_version=False) == []
    assert stored(connection, "b") == came


def test_a_row_that_changes_takes_its_new_hash_along(connection: Any) -> None:
    came = (*note("b", 7, subject="New")[:-2], 4711, 7)
    NOTE.bring(connection, [came], any_version=False)
    assert stored(connection, "b") == came
    before = connection.total_changes
    NOTE.bring(connection, [(*came[:-2], 4712, 7)], any_version=False)
    assert connection.total_changes == before


def test_an_image_leaves_out_what_is_empty_and_gives_it_back() -> None:
    row = note("a", 5, subject="Said")
    assert NOTE.image(row) == '{"subject":"Said"}'
    assert NOTE.from_image('{"subject":"Said"}') == NOTE.from_image('{"subject":"Said","body":null}')
    assert NOTE.from_image(NOTE.image(row)) == NOTE.fields(row[: len(NOTE.columns)])
