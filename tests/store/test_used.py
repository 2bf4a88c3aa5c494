"""What a user opened and changed lately is remembered here, bounded, and goes with its record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crmdesk.domain import edits
from crmdesk.store.connection import Connection
from crmdesk.store.used import AT_ONCE, KEPT, SWEPT, LatelyUsed, write_used
from tests.store.desk import Desk


def used(desk: Desk) -> list[str]:
    return [title for _, _, title in desk.replica.used(limit=1_000)]


def test_what_was_opened_or_changed_last_comes_first(desk: Desk) -> None:
    accounts = [desk.receive("account", name=name) for name in ("Alpha", "Beta", "Gamma")]
    assert used(desk) == []
    for account in accounts:
        desk.replica.note_used("account", account.id)
    desk.update(accounts[0], phones=["1"])
    assert used(desk) == ["Alpha", "Gamma", "Beta"]


def test_of_alike_answers_the_one_used_last_comes_first(desk: Desk) -> None:
    accounts = [desk.receive("account", name=f"North {letter}") for letter in "abc"]
    desk.replica.index_now()
    assert [hit.title for hit in desk.replica.search("north")] == ["North a", "North b", "North c"]
    desk.replica.note_used("account", accounts[2].id)
    desk.replica.note_used("account", accounts[1].id)
    assert [hit.title for hit in desk.replica.search("north")] == ["North b", "North c", "North a"]


def test_a_closer_answer_comes_before_one_used_lately(desk: Desk) -> None:
    desk.receive("account", name="Bay")
    other = desk.receive("account", name="North Bay")
    desk.replica.note_used("account", other.id)
    assert [hit.title for hit in desk.replica.search("bay")] == ["Bay", "North Bay"]


def test_a_record_used_lately_is_found_among_very_many(desk: Desk) -> None:
    rows = [desk.row("account", desk.new_id(), 1, name=f"The company {number}") for number in range(1_500)]
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", rows)))
    desk.replica.index_now()
    desk.replica.note_used("account", rows[-1][0])
    assert desk.replica.search("company", limit=5)[0].title == "The company 1499"


def test_only_so_many_are_remembered(desk: Desk) -> None:
    with desk.replica._database.write() as connection:
        for number in range(KEPT + 2 * SWEPT):
            write_used(connection, [("account", str(number))])
        (count,) = connection.execute("SELECT count(*) FROM used").fetchone()
        (oldest,) = connection.execute("SELECT record FROM used ORDER BY turn LIMIT 1").fetchone()
    assert (count, oldest) == (KEPT, str(2 * SWEPT))


def test_tidying_many_records_up_says_nothing_of_what_is_used(desk: Desk) -> None:
    group = [edits.create(desk.author, "account", {"name": f"A{n}"})[0] for n in range(AT_ONCE + 1)]
    desk.replica.commit(group)
    assert used(desk) == []


def written(desk: Desk) -> list[str]:
    with desk.replica._database.read() as connection:
        return [record for (record,) in connection.execute("SELECT record FROM used ORDER BY turn DESC")]


def test_a_record_that_is_gone_leaves_nothing_when_its_page_is_opened_again(desk: Desk) -> None:
    desk.replica.note_used("account", desk.new_id())
    desk.replica.index_now()
    assert written(desk) == []


def test_a_save_writes_nothing_of_it_and_rest_writes_it(desk: Desk) -> None:
    noted = LatelyUsed()
    kept, gone = desk.create("account", name="Kept"), desk.create("account", name="Gone")
    noted.note([("account", gone.id), ("account", kept.id)])
    desk.delete(gone)
    desk.replica._lately.clear()
    assert written(desk) == []
    noted.write(desk.replica._database, desk.replica._rows)
    assert written(desk) == [kept.id]


def test_what_was_used_is_known_after_the_next_start(desk: Desk) -> None:
    for name in ("Alpha", "Beta"):
        desk.create("account", name=name)
    desk.reopen()
    assert used(desk) == ["Beta", "Alpha"]


def test_in_memory_too_only_so_many_are_remembered(desk: Desk) -> None:
    noted = LatelyUsed()
    noted.note(("account", str(number)) for number in range(KEPT + 2))
    with desk.replica._database.read() as connection:
        last = noted.last(connection, 2 * KEPT)
    assert (len(last), last[0], last[-1]) == (KEPT, ("account", str(KEPT + 1)), ("account", "2"))


def test_what_is_used_while_it_is_written_stays_at_the_head(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = desk.create("account", name="First"), desk.create("account", name="Second")
    lately = desk.replica._lately
    lately.clear()
    lately.note([("account", first.id), ("account", second.id)])
    database = desk.replica._database
    write = database.write

    @contextmanager
    def write_slowly() -> Iterator[Connection]:
        lately.note([("account", first.id)])
        with write() as connection:
            yield connection

    monkeypatch.setattr(database, "write", write_slowly)
    lately.write(database, desk.replica._rows)
    assert used(desk) == ["First", "Second"]


def test_a_deleted_record_is_not_offered(desk: Desk) -> None:
    account = desk.create("account", name="Alpha")
    assert used(desk) == ["Alpha"]
    desk.delete(account)
    assert used(desk) == []
