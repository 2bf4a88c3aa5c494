"""A centre that was put back to an older backup, with real laptops: what was acknowledged since comes back, told.

over 400 lines because all moments at which a centre can be put back stand beside each other.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.protocol.messages import Handshake, Page, Position, Pull, Push, SnapshotPage, SnapshotRequest
from crmdesk.server.verification import Verifier
from crmdesk.store.replica import Replica
from crmdesk.sync.effects import SendBatch
from crmdesk.sync.endings import Ending
from tests.support import PATIENCE
from tests.support.centre import RunningCentre
from tests.sync.laptops import KEY, Laptop, Place, new_id, now

MakeLaptop = Callable[[str], Laptop]


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Place:
    for login in ("ada", "ben", "eve"):
        centre.add_user(login)
    return Place(centre, "in process", tmp_path)


@pytest.fixture
def ada(laptop: MakeLaptop) -> Laptop:
    return laptop("ada").synced()


@pytest.fixture
def ben(laptop: MakeLaptop) -> Laptop:
    return laptop("ben").synced()


def backup(place: Place, name: str = "backup") -> Path:
    return place.centre.backup(place.directory / name)


def sound(place: Place) -> None:
    core = place.centre.core
    assert (
        Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(place.centre.org).faults == []
    )


def told_and_healed(*laptops: Laptop) -> None:
    """Each is told once, with status saying so, and is well after that; all hold the same in the end."""
    for one in laptops:
        outcome = one.sync()
        assert (outcome.ending, outcome.exit_code) == (Ending.EPOCH_CHANGED, 16)
        assert one.replica.status().code == "epoch"
    for one in laptops:
        one.synced()
        assert one.replica.status().state == "ok"
    for one in laptops:
        one.synced()
    assert len({one.export() for one in laptops}) == 1


def centre_s(place: Place) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


def versions(place: Place) -> dict[str, int]:
    """Of every record, as its readers see it."""
    import json

    return {line["id"]: line["version"] for line in map(json.loads, centre_s(place).splitlines())}


@pytest.mark.both_databases
def test_what_was_acknowledged_since_comes_back_from_each_laptop_whenever_it_comes(
    place: Place, ada: Laptop, ben: Laptop, laptop: MakeLaptop
) -> None:
    kept = ada.create("account", name="Before")
    for one in (ada, ben):
        one.synced()
    last_night = backup(place)
    hers, his = ada.create("account", name="Hers"), ben.create("account", name="His")
    ada.update("account", kept, industry="tools")
    for one in (ada, ben, ada):
        one.synced()
    place.centre.put_back(last_night)
    assert ada.sync().exit_code == 16
    late = laptop("eve").synced()  # new, before ben has come
    assert late.get("account", hers)["name"] == "Hers"
    told_and_healed(ben)
    for one in (ada, late):
        one.synced()
    assert {late.get("account", one)["name"] for one in (kept, hers, his)} == {"Before", "Hers", "His"}
    assert late.get("account", kept)["industry"] == "tools"
    assert ada.export() == ben.export() == late.export() == centre_s(place)
    sound(place)


@pytest.mark.both_databases
def test_no_version_is_given_twice(place: Place, ada: Laptop, ben: Laptop) -> None:
    last_night = backup(place)
    ada.create("account", name="Lost and offered again")
    ada.synced()
    ben.synced()
    before = versions(place)
    place.centre.put_back(last_night)
    told_and_healed(ada, ben)
    ben.create("account", name="New")
    ben.synced()
    after = versions(place)
    assert before.keys() < after.keys()
    fresh = [version for record, version in after.items() if before.get(record) != version]
    assert len(fresh) == 2
    assert min(fresh) > max(before.values())


@pytest.mark.both_databases
def test_two_restores_in_a_row_lose_nothing(place: Place, ada: Laptop, ben: Laptop) -> None:
    first = backup(place, "first")
    one = ada.create("account", name="One")
    ada.synced()
    second = backup(place, "second")
    two = ben.create("account", name="Two")
    ben.synced()
    ada.synced()
    place.centre.put_back(second)
    place.centre.put_back(first)
    told_and_healed(ada, ben)
    place.centre.put_back(first)
    told_and_healed(ben, ada)
    assert {ada.get("account", one)["name"], ben.get("account", two)["name"]} == {"One", "Two"}
    assert ada.export() == centre_s(place)
    assert place.centre.core.feed.head(place.centre.org).epoch == 3
    sound(place)


@pytest.mark.both_databases
def test_a_restore_between_two_of_its_own_epochs_is_noticed_by_who_was_there(
    place: Place, ada: Laptop, ben: Laptop
) -> None:
    last_night = backup(place)
    ada.create("account", name="First epoch")
    ada.synced()
    place.centre.put_back(last_night)
    assert ada.sync().exit_code == 16
    in_the_second = backup(place, "second epoch")
    later = ada.create("account", name="Second epoch")
    ada.synced()
    place.centre.put_back(in_the_second)
    told_and_healed(ada)
    assert ben.sync().exit_code in (0, 16)
    ben.synced()
    assert ben.get("account", later)["name"] == "Second epoch"
    assert ben.export() == ada.export()


def test_a_centre_that_went_on_before_the_first_laptop_came_keeps_both_histories(
    place: Place, ada: Laptop, ben: Laptop, laptop: MakeLaptop
) -> None:
    account = ada.create("account", name="Acme", industry="wood")
    for one in (ada, ben):
        one.synced()
    last_night = backup(place)
    lost = [ada.create("account", name=f"Lost {number}") for number in range(3)]
    ada.update("account", account, industry="tools", website="https://ada.example")
    ada.synced()
    place.centre.put_back(last_night)
    # A new laptop works at the restored centre, under numbers that the lost history had given already.
    eve = laptop("eve").synced()
    fresh = [eve.create("account", name=f"Fresh {number}") for number in range(5)]
    eve.update("account", account, employees=7)
    eve.synced()
    told_and_healed(ada)
    assert eve.sync().exit_code in (0, 16)
    for one in (eve, ben, ben, eve, ada):
        one.sync()
    for record in (*lost, *fresh):
        assert eve.get("account", record)["name"] == ada.get("account", record)["name"]
    shown = ben.get("account", account)
    assert (shown["industry"], shown["website"], shown["employees"]) == ("tools", "https://ada.example", 7)
    assert ada.export() == ben.export() == eve.export() == centre_s(place)
    sound(place)


def test_a_delete_acknowledged_since_is_offered_again(place: Place, ada: Laptop, ben: Laptop) -> None:
    account = ada.create("account", name="Goes")
    for one in (ada, ben):
        one.synced()
    last_night = backup(place)
    ada.delete("account", account)
    for one in (ada, ben):
        one.synced()
    place.centre.put_back(last_night)
    assert account in versions(place)
    told_and_healed(ada, ben)
    assert account not in versions(place)


def test_a_delete_offered_again_over_a_new_edit_asks(place: Place, ada: Laptop, laptop: MakeLaptop) -> None:
    account = ada.create("account", name="Goes")
    ada.synced()
    last_night = backup(place)
    ada.delete("account", account)
    ada.synced()
    place.centre.put_back(last_night)
    eve = laptop("eve").synced()
    eve.update("account", account, industry="tools")
    eve.synced()
    assert ada.sync().exit_code == 16
    ada.sync()
    (conflict,) = ada.replica.conflicts()
    assert conflict.record == account
    assert ada.get("account", account)["industry"] == "tools"


@pytest.mark.both_databases
def test_a_restore_in_the_middle_of_a_round_loses_nothing(place: Place, ada: Laptop, ben: Laptop) -> None:
    last_night = backup(place)
    first = ada.create("account", name="First")
    ada.synced()
    second = ada.create("account", name="Second")
    remote, push, pull = ada.remote, ada.remote.push, ada.remote.pull
    restored = threading.Event()

    def after_the_restore(request: Push) -> object:
        remote.push = push  # type: ignore[method-assign]
        place.centre.put_back(last_night)
        restored.set()
        return push(request)

    def once_it_is_over(request: Pull) -> Page:
        # Nobody reads while a centre is put back, for no server runs then.
        assert restored.wait(PATIENCE)
        return pull(request)

    remote.push = after_the_restore  # type: ignore[method-assign, assignment]
    remote.pull = once_it_is_over  # type: ignore[method-assign]
    outcome = ada.sync()
    assert outcome.exit_code == 16
    ada.synced()
    assert ben.sync().exit_code in (0, 16)
    ben.synced()
    assert {ben.get("account", first)["name"], ben.get("account", second)["name"]} == {"First", "Second"}
    assert ben.export() == ada.export() == centre_s(place)


def put_back_between_push_and_pull(place: Place, one: Laptop, other: Laptop) -> None:
    """Lets `one` push its edits to a centre that is put back before it is asked for rows; `other` goes on there."""
    pushed = threading.Event()
    push, pull, snapshot = one.remote.push, one.remote.pull, one.remote.snapshot

    def before_the_restore(request: Push) -> object:
        one.remote.push = push  # type: ignore[method-assign]
        last_night = backup(place)
        answer = push(request)
        place.centre.put_back(last_night)
        for number in range(5):
            other.create("account", name=f"Fresh {number}")
        other.synced()
        pushed.set()
        return answer

    def snapshot_after_it(request: SnapshotRequest) -> SnapshotPage:
        assert pushed.wait(PATIENCE)
        return snapshot(request)

    def pull_after_it(request: Pull) -> Page:
        assert pushed.wait(PATIENCE)
        return pull(request)

    one.remote.push = before_the_restore  # type: ignore[method-assign, assignment]
    one.remote.snapshot = snapshot_after_it  # type: ignore[method-assign]
    one.remote.pull = pull_after_it  # type: ignore[method-assign]


@pytest.mark.parametrize("had_rows", [False, True])
def test_verdicts_beside_rows_of_the_centre_that_was_put_back_are_not_taken_for_its_own(
    place: Place, ben: Laptop, laptop: MakeLaptop, had_rows: bool
) -> None:
    ada = laptop("ada")
    if had_rows:
        ada.synced()
    lost = ada.create("account", name="Acknowledged")
    put_back_between_push_and_pull(place, ada, ben)
    for one in (ada, ada, ben, ada):
        one.sync()
    assert ben.get("account", lost)["name"] == "Acknowledged"
    assert ada.export() == ben.export() == centre_s(place)
    assert ada.replica.mending.mended() == []
    sound(place)


def test_rows_of_a_snapshot_that_a_restore_cut_short_give_way_to_those_of_the_next(
    place: Place, ada: Laptop, ben: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.sync.driver.SNAPSHOT_ROWS", 1)
    accounts = [ben.create("account", name=f"Before {number}") for number in range(3)]
    for one in (ben, ada):
        one.synced()
    place.centre.admin.set_role("ada", "admin")  # she is due for all rows anew
    last_night = backup(place)
    for account in accounts:
        ben.update("account", account, industry="tools")
    ben.synced()
    snapshot, came = ada.remote.snapshot, list[SnapshotPage]()

    def put_back_after_an_account(request: SnapshotRequest) -> SnapshotPage:
        came.append(snapshot(request))
        if came[-1].cursor is not None and any(table.type == "account" for table in came[-1].tables):
            ada.remote.snapshot = snapshot  # type: ignore[method-assign]
            place.centre.put_back(last_night)
        return came[-1]

    ada.remote.snapshot = put_back_after_an_account  # type: ignore[method-assign]
    ada.sync()
    ada.synced()
    assert came[-1].cursor is not None
    assert ada.replica.mending.mended() == []
    assert ada.export() == centre_s(place)


@pytest.mark.both_databases
@pytest.mark.parametrize("bringing", ["snapshot", "pages"])
def test_rows_of_later_than_the_place_that_they_came_with_show_that_the_centre_was_put_back(
    place: Place, ada: Laptop, ben: Laptop, monkeypatch: pytest.MonkeyPatch, bringing: str
) -> None:
    """Pages carry rows as they stand: what a laptop then holds may be of the lost time, though its place is shared."""
    for name in ("SNAPSHOT_ROWS", "PAGE_ROWS"):
        monkeypatch.setattr(f"crmdesk.sync.driver.{name}", 1)
    accounts = [ben.create("account", name=f"Before {number}") for number in range(3)]
    ben.synced()
    if bringing == "snapshot":
        ada.synced()
        place.centre.admin.set_role("ada", "admin")  # she is due for all rows anew
    last_night = list[Path]()
    ask = ada.remote.snapshot if bringing == "snapshot" else ada.remote.pull

    def ask_in_the_lost_time(request: Pull | SnapshotRequest) -> Page | SnapshotPage:
        if bringing == "pages" and not last_night:
            last_night.append(edit_after_a_backup())
        page = ask(request)  # type: ignore[arg-type]
        going_on = page.cursor is not None if isinstance(page, SnapshotPage) else page.more
        if not last_night:
            last_night.append(edit_after_a_backup())
        elif any(table.type == "account" for table in page.tables) and going_on:
            setattr(ada.remote, ask.__name__, ask)
            place.centre.put_back(last_night[0])
        return page

    def edit_after_a_backup() -> Path:
        made = backup(place)
        for account in accounts:
            ben.update("account", account, industry="tools")
        ben.synced()
        return made

    setattr(ada.remote, ask.__name__, ask_in_the_lost_time)
    endings = {ada.sync().ending for _ in range(3)}
    assert ada.remote.__dict__[ask.__name__] is ask, "it was put back"
    assert Ending.EPOCH_CHANGED in endings
    ben.sync()
    ada.synced()
    assert ada.replica.mending.mended() == []
    assert ada.export() == centre_s(place)


@pytest.mark.both_databases
@pytest.mark.parametrize("greeted", [False, True])
def test_a_restore_between_the_word_that_a_resync_is_due_and_the_snapshot_is_noticed(
    place: Place, ada: Laptop, ben: Laptop, monkeypatch: pytest.MonkeyPatch, greeted: bool
) -> None:
    """Said by a page within a session, or by the handshake of a new one."""
    last_night = backup(place)
    lost = ada.create("account", name="Lost")
    ada.synced()
    if greeted:
        ben.create("account", name="More than a page carries")
        monkeypatch.setattr("crmdesk.server.feed.ANSWER_BYTES", 2)
        ben.sync()
    else:
        place.centre.admin.set_role("ada", "admin")  # she is due for all rows anew
        ada.reopen()
    snapshot, asked = ada.remote.snapshot, list[SnapshotRequest]()

    def put_back_first(request: SnapshotRequest) -> SnapshotPage:
        asked.append(request)
        if len(asked) == 1:
            monkeypatch.undo()
            place.centre.put_back(last_night)
            for number in range(5):
                ben.create("account", name=f"Fresh {number}")
            ben.sync()
        return snapshot(request)

    ada.remote.snapshot = put_back_first  # type: ignore[method-assign]
    assert ada.sync().exit_code == 16
    assert asked[0].shown
    ada.remote.snapshot = snapshot  # type: ignore[method-assign]
    for one in (ada, ben):
        one.sync()
    assert ada.get("account", lost)["name"] == "Lost"
    assert ben.get("account", lost)["name"] == "Lost"
    assert ada.replica.mending.mended() == []
    sound(place)


def test_who_is_interrupted_while_healing_is_told_until_it_is_done(place: Place, ada: Laptop) -> None:
    last_night = backup(place)
    lost = ada.create("account", name="Lost")
    ada.synced()
    place.centre.put_back(last_night)
    snapshot = ada.remote.snapshot
    ada.remote.snapshot = None  # type: ignore[method-assign, assignment]
    with pytest.raises(TypeError):
        ada.sync()
    ada.remote.snapshot = snapshot  # type: ignore[method-assign]
    ada.reopen()
    assert ada.sync().exit_code == 16
    ada.synced()
    assert ada.get("account", lost)["name"] == "Lost"
    assert ada.export() == centre_s(place)


def test_a_laptop_that_was_set_back_as_well_doubles_nothing(place: Place, ada: Laptop, ben: Laptop) -> None:
    one = ada.create("account", name="One")
    ada.synced()
    ada.close()
    copy = place.directory / "profile of last week"
    shutil.copytree(ada.directory, copy)
    ada.reopen()
    last_night = backup(place)
    two = ada.create("account", name="Two")
    for each in (ada, ben):
        each.synced()
    place.centre.put_back(last_night)
    old = Laptop(place, copy, Replica.open(copy, KEY, now=now, new_id=new_id))
    three = old.create("account", name="Three")
    old.sync()
    told_and_healed(ada, ben)
    old.sync()
    for each in (ada, ben, old):
        each.synced()
    names = [line for line in centre_s(place).splitlines() if b'"type":"account"' in line]
    assert len(names) == 3
    assert {ben.get("account", record)["name"] for record in (one, two, three)} == {"One", "Two", "Three"}
    assert old.export() == ada.export() == centre_s(place)
    old.close()


def test_only_what_came_after_is_offered_again(place: Place, ada: Laptop) -> None:
    for number in range(40):
        ada.create("account", name=f"Kept {number}")
        ada.synced()
    last_night = backup(place)
    for number in range(3):
        ada.create("account", name=f"Lost {number}")
        ada.synced()
    place.centre.put_back(last_night)
    offered: list[str] = []
    send = ada.rounds._performer._send_batch

    def counted(effect: SendBatch) -> object:
        offered.extend(op for item in effect.items for op in item.op_ids)
        return send(effect)

    ada.rounds._performer._do[SendBatch] = counted  # type: ignore[assignment]
    told_and_healed(ada)
    assert 3 <= len(offered) <= 8
    assert ada.export() == centre_s(place)


def test_a_signed_in_stranger_to_the_truth_makes_nobody_else_start_over(
    place: Place, ada: Laptop, ben: Laptop
) -> None:
    epoch = place.centre.core.feed.head(place.centre.org).epoch
    forged = Position(epoch=epoch, seq=10**6, tag=1, proof="0" * 32)
    asked = Handshake(
        protocol=(1, 1),
        schema="",
        client="forger",
        replica=None,
        token=None,
        now="",
        position=forged,
        seen=forged,
    )
    assert ada.remote.handshake(asked).epoch_changed
    ben.create("account", name="Undisturbed")
    ben.synced()
    assert place.centre.core.feed.head(place.centre.org).epoch == epoch
