"""Old tombstones, feed entries and verdicts are collected while laptops are away: no ghost, no zombie, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from crmdesk.domain import edits
from crmdesk.domain.errors import NoSuchRecord, RequestRefused
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import Push, SnapshotRequest
from crmdesk.server.collection import Collected, Collector
from crmdesk.server.record_administration import RecordAdministration
from crmdesk.server.verification import Verifier
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]


def collect(place: Place) -> Collected:
    """Everything that is older than now."""
    core = place.centre.core
    collector = Collector(core.engine, core.tables, core.identity_tables, core.catalogue)
    return collector.collect(place.centre.org, format_instant(core.now()))


def central_export(place: Place, login: str) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal(login)))


def faults(place: Place) -> list[str]:
    core = place.centre.core
    return Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(place.centre.org).faults


def count(place: Place, name: str) -> int:
    core = place.centre.core
    table = getattr(core.tables, name)
    with core.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_laptop_that_was_away_takes_a_snapshot_keeps_its_outbox_and_shows_nothing_that_is_gone(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    gone, stays = ada.create("account", name="Gone Ltd"), ada.create("account", name="Stays Ltd")
    note = ada.create("note", body="first", account=stays)
    ada.synced()
    ben.synced()
    ben.update("account", stays, industry="tools")
    task = ben.create("task", subject="Call", account=stays)
    late = ben.update("account", gone, industry="late")
    ben.change("note", note, {"body": "second"})
    ada.delete("account", gone)
    ada.delete("note", note)
    ada.synced()
    ada.synced()
    done = collect(place)
    assert done.tombstones == 2
    assert faults(place) == []
    outcome = ben.sync()
    assert outcome.counts.resync  # announced, not silent
    assert (outcome.counts.refused, outcome.pending_left) == (2, 0)
    refused = {one.record: one for one in ben.replica.refused()}
    assert (refused[gone].op_id, refused[gone].fields) == (late, {"industry": "late"})
    assert refused[note].fields == {"body": "second"}
    with pytest.raises(NoSuchRecord):
        ben.get("account", gone)
    ben.synced()
    assert ben.get("account", stays)["industry"] == "tools"
    assert ben.get("task", task)["subject"] == "Call"
    for one, login in ((ben, "ben"), (ada.synced(), "ada")):
        assert one.export() == central_export(place, login)


def test_a_first_sync_is_no_resync(laptop: MakeLaptop) -> None:
    assert not laptop("ada").sync().counts.resync


def test_a_snapshot_begun_before_a_collection_starts_over(place: Place, laptop: MakeLaptop) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    for number in range(5):
        ada.create("task", subject=f"Task {number}")
    ada.synced()
    identity = ben.replica.identity()
    assert identity.replica is not None
    first = ben.remote.snapshot(SnapshotRequest(replica=identity.replica, rows=3))
    ada.create("task", subject="Later")
    ada.synced()
    collect(place)
    with pytest.raises(RequestRefused) as gone:
        ben.remote.snapshot(SnapshotRequest(replica=identity.replica, cursor=first.cursor, rows=3))
    assert gone.value.code == "snapshot_gone"
    ben.synced()
    assert ben.export() == central_export(place, "ben")


def test_a_laptop_that_is_up_to_date_notices_nothing(place: Place, laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    account = ada.create("account", name="Gone Ltd")
    ada.synced()
    ada.delete("account", account)
    ada.synced()
    ada.synced()
    assert collect(place).feed > 0
    assert not ada.sync().counts.resync
    ada.create("account", name="New")
    assert not ada.synced().sync().counts.resync


def test_a_late_repeat_of_a_creation_whose_verdict_and_record_were_collected_makes_no_ghost(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="Acme")
    identity = ada.replica.identity()
    assert identity.replica is not None
    assert identity.position is not None
    push = Push(replica=identity.replica, epoch=identity.position.epoch, items=ada.replica.next_batch())
    ada.synced()
    ada.delete("account", account)
    ada.synced()
    ada.reopen()
    ada.synced()  # with its handshake it says which verdicts it keeps
    ada.reopen()
    ada.synced()
    lines = count(place, "ledger")
    assert collect(place).verdicts > 0
    assert count(place, "ledger") < lines
    head = place.centre.core.feed.head(place.centre.org)
    replayed = place.centre.core.journal.push(place.centre.principal("ada"), push)
    assert [(one.outcome, one.repeat) for one in replayed.verdicts] == [("applied", True)]
    assert place.centre.core.feed.head(place.centre.org) == head
    ben.synced()
    assert ben.export() == central_export(place, "ben")
    with pytest.raises(NoSuchRecord):
        ben.get("account", account)


def test_an_id_whose_record_was_collected_is_not_used_for_another_one(
    place: Place, laptop: MakeLaptop
) -> None:
    ada = laptop("ada").synced()
    account = ada.create("account", name="Acme")
    ada.synced()
    ada.delete("account", account)
    ada.synced()
    collect(place)
    author = ada.replica.author()
    ada.replica.commit(edits.create(author, "account", {"name": "Ghost"}, record_id=account))
    ada.sync()
    (refused,) = ada.replica.refused()
    assert refused.code == "exists"


def test_verdicts_that_a_laptop_has_not_heard_stay(place: Place, laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    account = ada.create("account", name="Acme")
    identity = ada.replica.identity()
    assert identity.replica is not None
    assert identity.position is not None
    push = Push(replica=identity.replica, epoch=identity.position.epoch, items=ada.replica.next_batch())
    ada.remote.push(push)  # and the answer is lost
    ada.reopen()
    collect(place)
    ledger = place.centre.core.tables.ledger
    with place.centre.core.engine.connect() as connection:
        kept = connection.execute(select(ledger.c.id).where(ledger.c.id == account)).all()
    assert len(kept) == 1
    ada.synced()
    assert ada.replica.refused() == []
    assert ada.export() == central_export(place, "ada")


def test_tombstones_stay_while_something_live_points_to_them_and_aliases_for_ever(
    place: Place, laptop: MakeLaptop
) -> None:
    ada = laptop("ada").synced()
    keep, lose, parent = (ada.create("account", name=name) for name in ("Keep", "Lose", "Parent"))
    note = ada.create("note", body="b", account=parent)
    ada.synced()
    ada.synced()
    late = ada.update("account", lose, industry="late")
    RecordAdministration(place.centre.core, place.centre.admin).merge("account", keep, lose)
    RecordAdministration(place.centre.core, place.centre.admin).delete("account", parent)
    assert collect(place).tombstones == 0
    assert ada.sync().counts.refused == 0
    assert late
    ada.synced()
    assert ada.get("account", keep)["industry"] == "late"
    ada.delete("note", note)
    ada.synced()
    assert collect(place).tombstones == 2  # the note, and what only it pointed to
    assert faults(place) == []
    assert ada.export() == central_export(place, "ada")


def test_collecting_twice_and_with_nothing_old_removes_nothing(place: Place, laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Acme")
    ada.synced()
    core = place.centre.core
    collector = Collector(core.engine, core.tables, core.identity_tables, core.catalogue)
    assert collector.collect(place.centre.org, "2001-01-01T00:00:00.000Z") == Collected()
    assert collect(place).feed > 0
    again = collect(place)
    assert (again.tombstones, again.feed, again.evictions) == (0, 0, 0)
    assert ada.sync().exit_code == 0
    assert faults(place) == []


def test_more_than_one_step_of_each_kind_is_collected(
    place: Place, laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.server.collection.STEP", 3)
    monkeypatch.setattr("crmdesk.server.collection.CHUNK", 2)
    ada = laptop("ada").synced()
    made = [ada.create("task", subject=f"Task {number}") for number in range(7)]
    ada.synced()
    place.centre.admin.move_user("ada", "South")
    place.centre.admin.move_user("ada", "North")
    for task in made:
        ada.delete("task", task)
    for _ in range(3):
        ada.reopen()
        ada.synced()
    done = collect(place)
    assert done.tombstones == 7
    assert done.verdicts >= 13  # the last line of a replica stays
    assert count(place, "feed") == 0
    assert faults(place) == []
    assert ada.export() == central_export(place, "ada")
