"""First sync and resync: resumable pages, readable meanwhile, a sweep at the end."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from crmdesk.domain.errors import NoSuchRecord
from crmdesk.store.events import RecordsChanged
from tests.store.desk import Desk, person


def indexes(desk: Desk) -> set[str]:
    with desk.replica._database.read() as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}


def accounts(desk: Desk, *names: str) -> list[tuple[object, ...]]:
    return [desk.row("account", desk.new_id(), 1, name=name) for name in names]


def test_the_first_snapshot_fills_the_replica_and_sets_the_cursor(desk: Desk) -> None:
    before = indexes(desk)
    desk.next_seq()
    desk.replica.begin_snapshot()
    assert "account_by_name" not in indexes(desk)
    first = desk.snapshot_page(desk.table("account", accounts(desk, "A", "B")), cursor="c1", sent=2)
    assert desk.replica.apply_snapshot_page(first) is False
    assert desk.replica.count("account") == 2, "readable meanwhile"
    assert desk.replica.identity().position is None
    assert desk.replica.status().code == "first_sync"
    last = desk.snapshot_page(desk.table("account", accounts(desk, "C")), sent=3)
    assert desk.replica.apply_snapshot_page(last) is True
    assert desk.replica.identity().position == desk.position()
    assert desk.replica.snapshot_progress() is None
    assert indexes(desk) == before


def test_an_interrupted_snapshot_goes_on_where_it_was(desk: Desk) -> None:
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(
        desk.snapshot_page(desk.table("account", accounts(desk, "A")), cursor="c1")
    )
    desk.reopen()
    progress = desk.replica.snapshot_progress()
    assert progress is not None
    assert (progress.cursor, progress.rows_sent, progress.usable) == ("c1", 1, True)
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", accounts(desk, "B"))))
    assert desk.replica.count("account") == 2
    assert "account_by_name" in indexes(desk)


def test_indexes_that_a_crash_left_out_are_made_at_the_next_start(desk: Desk) -> None:
    desk.replica.begin_snapshot()
    with desk.replica._database.write() as connection:
        desk.replica._snapshots.page(connection, desk.snapshot_page(), desk.replica.snapshot_progress())  # type: ignore[arg-type]
    assert "account_by_name" not in indexes(desk)
    desk.reopen()
    assert "account_by_name" in indexes(desk)


def test_what_a_first_attempt_brought_and_a_second_does_not_is_swept(desk: Desk) -> None:
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(
        desk.snapshot_page(desk.table("account", accounts(desk, "Gone")), cursor="c1")
    )
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", accounts(desk, "There"))))
    assert [account["name"] for account in desk.replica.query("account")] == ["There"]


def test_a_resync_drops_what_it_does_not_hold(desk: Desk) -> None:
    keep, gone = desk.receive("account", name="Keep"), desk.receive("account", name="Gone")
    own = desk.create("account", name="Own")
    desk.replica.begin_snapshot()
    row = desk.row("account", keep.id, keep.version, name="Keep")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [row])))
    assert {one.id for one in desk.replica.query("account")} == {keep.id, own.id}
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", gone.id)
    desk.replica.index_now()
    assert desk.replica.search("gone") == []


def test_what_a_resync_dropped_is_told_whatever_its_last_page_brought(desk: Desk) -> None:
    desk.synced()
    desk.receive("contact", name="Gone")
    assert desk.replica.status().rows["contact"] == 1
    heard: list[RecordsChanged] = []
    desk.replica.subscribe(heard.append)
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", accounts(desk, "A"))))
    assert "contact" in heard[-1].types
    assert desk.replica.status().rows["contact"] == 0


def test_a_resync_parks_rows_with_edits(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Wood")
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(desk.snapshot_page())
    assert desk.replica.get("account", account.id)["industry"] == "Wood"
    desk.push()
    assert desk.replica.count("account") == 0


def test_edits_made_during_a_snapshot_are_on_top_of_it(desk: Desk) -> None:
    desk.replica.begin_snapshot()
    (row,) = accounts(desk, "Acme")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [row]), cursor="c1"))
    record = desk.replica.query("account")[0]
    desk.update(record, industry="Wood")
    own = desk.create("account", name="Own")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", accounts(desk, "B"))))
    assert desk.replica.get("account", record.id)["industry"] == "Wood"
    assert desk.replica.get("account", own.id)["name"] == "Own"
    assert desk.replica.pending() == 2


def test_ops_that_a_later_page_contains_are_replayed_until_it_comes(desk: Desk) -> None:
    early, late = desk.receive("account", name="Early"), desk.receive("account", name="Late")
    desk.update(early, industry="Wood")
    desk.update(late, industry="Wood")
    numbers = desk.push()
    desk.replica.begin_snapshot()
    row = desk.row("account", early.id, desk.next_seq(), name="Early", industry="Wood")
    desk.replica.apply_snapshot_page(
        desk.snapshot_page(desk.table("account", [row]), cursor="c1", contains=max(numbers))
    )
    assert desk.replica.get("account", late.id)["industry"] == "Wood"
    assert desk.replica.pending() == 1
    row = desk.row("account", late.id, desk.seq, name="Late", industry="Wood")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [row]), contains=max(numbers)))
    assert desk.replica.pending() == 0


def test_a_moment_pinned_anew_starts_the_live_cursor_at_the_earliest(desk: Desk) -> None:
    desk.next_seq()
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(desk.snapshot_page(cursor="c1"))
    earliest = desk.position()
    desk.next_seq()
    desk.replica.apply_snapshot_page(desk.snapshot_page())
    assert desk.replica.identity().position == earliest


def test_another_epoch_s_rows_replace_ours_whatever_their_version(desk: Desk) -> None:
    account = desk.receive("account", name="Future")
    desk.receive("account", account.id, name="Far future")
    desk.replica.begin_snapshot(any_version=True)
    row = desk.row("account", account.id, 1, name="Past")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [row]), epoch=2))
    assert desk.replica.get("account", account.id)["name"] == "Past"


def test_a_snapshot_page_names_types_not_records(desk: Desk) -> None:
    heard: list[RecordsChanged] = []
    desk.replica.subscribe(heard.append)
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", accounts(desk, "A"))))
    assert RecordsChanged(frozenset({"account"}), None, "remote") in heard
    assert {each.ids for each in heard} == {None}


def test_everything_is_found_after_a_first_snapshot(desk: Desk) -> None:
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(
        desk.snapshot_page(desk.table("account", accounts(desk, "삼성전자", "Acme")))
    )
    assert [hit.title for hit in desk.replica.search("성전")] == ["삼성전자"]
    desk.replica.index_now()
    assert [hit.title for hit in desk.replica.search("성전")] == ["삼성전자"]


def test_rows_of_an_attempt_that_was_given_up_give_way_whatever_their_version(desk: Desk) -> None:
    """The centre may have been put back in between, and without a position no handshake finds that out."""
    account = desk.new_id()
    desk.replica.begin_snapshot()
    old = desk.row("account", account, 9, name="Of a time that never was")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [old]), cursor="c1"))
    desk.replica.begin_snapshot()
    now = desk.row("account", account, 4, name="As it is")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [now])))
    assert desk.replica.get("account", account)["name"] == "As it is"


def test_a_creation_offered_again_is_not_out_of_scope_because_the_snapshot_is_of_a_moment_before_it(
    desk: Desk,
) -> None:
    """A centre that was put back takes the record anew, while a snapshot of it as it was is under way."""
    account = desk.create("account", name="Own")
    (number,) = desk.push()
    row = desk.row("account", account.id, desk.next_seq(), name="Own")
    desk.replica.apply_page(desk.page(desk.table("account", [row]), contains=number))
    assert desk.replica.reoffer(desk.position(0)) == 1
    desk.replica.begin_snapshot(any_version=True)
    desk.replica.apply_snapshot_page(desk.snapshot_page(epoch=2))
    desk.push()
    assert desk.replica.get("account", account.id)["name"] == "Own", "the page with it is still to come"
    row = desk.row("account", account.id, desk.next_seq(), name="Own")
    desk.replica.apply_page(desk.page(desk.table("account", [row]), contains=number))
    assert desk.replica.pending() == 0
    assert desk.replica.get("account", account.id).version == desk.seq


def moved(desk: Desk, *buckets: str) -> None:
    """Its user may see just these from now on, as a handshake says."""
    user = replace(person(), scope=f"of {buckets}", buckets=sorted(buckets))
    desk.replica.save_identity(dataclasses.replace(desk.replica.identity(), user=user))
    desk.replica.moving.move()


def left_with_an_edit(desk: Desk) -> str:
    """A record that its user has lost, while an edit of it is on its way; they may see `near` alone."""
    account = desk.receive("account", name="Acme")
    desk.replica.begin_snapshot()
    row = desk.row("account", account.id, desk.seq, name="Acme")
    desk.replica.apply_snapshot_page(
        replace(desk.snapshot_page(desk.table("account", [row])), buckets=["near"])
    )
    desk.update(account, industry="Wood")
    desk.replica.apply_page(desk.page(evicted=[("account", account.id)], seq=desk.next_seq()))
    return account.id


def gained(desk: Desk) -> None:
    moved(desk, "near", "far")
    desk.replica.begin_snapshot(gained=["far"])


def anew(desk: Desk) -> None:
    desk.replica.begin_snapshot()


@pytest.mark.parametrize("outcome", ["applied", "refused"])
@pytest.mark.parametrize("begin", [gained, anew])
def test_a_record_that_had_left_stays_shown_while_a_snapshot_may_bring_it_back(
    desk: Desk, outcome: str, begin: Callable[[Desk], None]
) -> None:
    """Its user was moved away and back, or the centre was put back to before the move; verdicts overtake the rows."""
    account = left_with_an_edit(desk)
    begin(desk)
    desk.push(outcome, code="out_of_scope")
    assert desk.replica.get("account", account)["industry"] == ("Wood" if outcome == "applied" else None)
    row = desk.row("account", account, desk.next_seq(), name="Acme", industry="Wood")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [row]), contains=1))
    assert desk.replica.get("account", account)["industry"] == "Wood"
    assert desk.replica.pending_ops() == []


@pytest.mark.parametrize("begin", [gained, anew])
def test_a_record_that_had_left_goes_with_the_snapshot_that_does_not_bring_it(
    desk: Desk, begin: Callable[[Desk], None]
) -> None:
    account = left_with_an_edit(desk)
    begin(desk)
    desk.push()
    assert desk.replica.get("account", account)["industry"] == "Wood"
    desk.replica.apply_snapshot_page(desk.snapshot_page())
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", account)
    assert desk.replica.status().state == "ok"


def test_a_record_that_had_left_waits_for_its_verdict_beyond_the_snapshot(desk: Desk) -> None:
    account = left_with_an_edit(desk)
    gained(desk)
    desk.replica.apply_snapshot_page(desk.snapshot_page())
    assert desk.replica.get("account", account)["industry"] == "Wood"
    desk.push()
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", account)


def test_a_record_that_had_left_waits_for_no_snapshot_that_never_comes_to_its_end(desk: Desk) -> None:
    """Its user is moved back while what they gained is on its way: nothing of it is to come any more."""
    account = left_with_an_edit(desk)
    gained(desk)
    desk.push()
    heard: list[RecordsChanged] = []
    desk.replica.subscribe(heard.append)
    moved(desk, "near")
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", account)
    assert heard[-1].ids == {"account": {account}}
    assert desk.replica.status().state == "ok"


def test_a_record_that_has_left_goes_with_its_verdict_where_a_snapshot_was_given_up(desk: Desk) -> None:
    account = left_with_an_edit(desk)
    gained(desk)
    moved(desk, "near")
    desk.push()
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", account)
