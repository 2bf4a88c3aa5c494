"""What a user opened and changed lately is remembered here, bounded, and goes with its record."""

from __future__ import annotations

from crmdesk.domain import edits
from crmdesk.store.used import AT_ONCE, KEPT, SWEPT, note_used
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
            note_used(connection, [("account", str(number))])
        (count,) = connection.execute("SELECT count(*) FROM used").fetchone()
        (oldest,) = connection.execute("SELECT record FROM used ORDER BY turn LIMIT 1").fetchone()
    assert (count, oldest) == (KEPT, str(2 * SWEPT))


def test_tidying_many_records_up_says_nothing_of_what_is_used(desk: Desk) -> None:
    group = [edits.create(desk.author, "account", {"name": f"A{n}"})[0] for n in range(AT_ONCE + 1)]
    desk.replica.commit(group)
    assert used(desk) == []


def test_a_record_that_is_gone_leaves_nothing_when_its_page_is_opened_again(desk: Desk) -> None:
    desk.replica.note_used("account", desk.new_id())
    with desk.replica._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM used").fetchone() == (0,)


def test_a_deleted_record_is_not_offered(desk: Desk) -> None:
    account = desk.create("account", name="Alpha")
    assert used(desk) == ["Alpha"]
    desk.delete(account)
    assert used(desk) == []
