"""A copy damaged behind the program's back is found out in the next round, and only what differs is repaired."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import msgspec
import pytest

from crmdesk.schema.digest import leaf_of
from crmdesk.store.connection import open_keyed
from crmdesk.store.mending import Agreement
from crmdesk.store.profile import Profile
from crmdesk.sync import session
from crmdesk.sync.driver import Synchroniser
from crmdesk.sync.endings import Ending
from tests.sync.laptops import KEY, Laptop, Place, now
from tests.sync.watched import WatchedRemote

pytestmark = pytest.mark.expected_log("The replica differed from the centre")

MakeLaptop = Callable[[str], Laptop]


def tamper(laptop: Laptop, statement: str, *values: object) -> None:
    """Changes the laptop's encrypted database as another program with the key would."""
    with closing(open_keyed(Profile(laptop.directory).database, KEY, cache_kib=1000)) as connection:
        assert connection.execute(statement, values).rowcount == 1, "nothing was damaged"


def watched(laptop: Laptop, falsify: Callable[[str, Any], Any] | None = None) -> WatchedRemote:
    """From now on the laptop speaks through the remote that this gives."""
    remote = WatchedRemote(laptop.remote, falsify)
    laptop.rounds = Synchroniser(laptop.replica, remote, now)
    laptop.synced()
    remote.talk.clear()
    return remote


def travelled(remote: WatchedRemote) -> dict[str, set[str]]:
    """The rows that came in repairs, by type, and the ids that were told to be gone."""
    found: dict[str, set[str]] = {"gone": set()}
    for name, _, answer in remote.talk:
        if name == "repair":
            for table in answer.tables:
                rows = msgspec.json.decode(table.rows)
                found.setdefault(table.type, set()).update(row[0] for row in rows)
            found["gone"].update(record for _, record in answer.gone)
    return found


def central_export(place: Place, login: str) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal(login)))


@pytest.fixture
def ada(laptop: MakeLaptop) -> Laptop:
    """A laptop with thirty accounts on it."""
    ada = laptop("ada").synced()
    for number in range(30):
        ada.create("account", name=f"Account {number}", tags=["a"])
    return ada.synced()


def accounts(laptop: Laptop) -> list[str]:
    return [record.id for record in laptop.replica.query("account")]


def test_a_copy_that_agrees_asks_for_nothing(ada: Laptop) -> None:
    remote = watched(ada)
    ada.synced()
    assert remote.names == ["pull"]
    assert remote.talk[0][2].digest is not None


def test_a_changed_value_is_put_right_and_nothing_else_travels(place: Place, ada: Laptop) -> None:
    remote, damaged = watched(ada), accounts(ada)[3]
    tamper(ada, "UPDATE account SET name = 'Forged' WHERE id = ?", damaged)
    outcome = ada.sync()
    assert (outcome.ending, outcome.counts.repaired) == (Ending.OK, 1)
    assert travelled(remote) == {"account": {damaged}, "gone": set()}
    (asked,) = [request for name, request, _ in remote.talk if name == "repair"]
    assert {leaf.leaf for leaf in asked.leaves} == {leaf_of(damaged)}
    assert ada.export() == central_export(place, "ada")
    (mended,) = ada.replica.mending.mended()
    assert (mended.rows, mended.dropped) == (1, 0)
    remote.talk.clear()
    assert ada.synced().sync().counts.repaired == 0
    assert remote.names == ["pull", "pull"]


def test_a_row_that_is_missing_comes_back(place: Place, ada: Laptop) -> None:
    remote, damaged = watched(ada), accounts(ada)[7]
    tamper(ada, "DELETE FROM account WHERE id = ?", damaged)
    assert ada.sync().counts.repaired == 1
    assert travelled(remote) == {"account": {damaged}, "gone": set()}
    assert ada.export() == central_export(place, "ada")


@pytest.mark.parametrize("columns", ["", ", _set"], ids=["in no bucket", "in a bucket"])
@pytest.mark.parametrize("version", [0, 5])
def test_a_row_that_nobody_made_goes(place: Place, ada: Laptop, columns: str, version: int) -> None:
    remote, model = watched(ada), accounts(ada)[0]
    made = "0190a000-0000-7000-8000-00000000dead"
    tamper(
        ada,
        f"INSERT INTO account (id, version, name{columns}) SELECT ?, ?, 'Nobody'{columns} FROM account WHERE id = ?",
        made,
        version,
        model,
    )
    assert ada.sync().counts.repaired == 1
    assert travelled(remote) == {"gone": {made}}
    assert ada.export() == central_export(place, "ada")


@pytest.mark.parametrize("number", [None, 4711], ids=["none", "an unknown one"])
def test_a_membership_that_was_altered_is_put_right(place: Place, ada: Laptop, number: int | None) -> None:
    remote, damaged = watched(ada), accounts(ada)[5]
    before = ada.replica.mending.sums()
    tamper(ada, "UPDATE account SET _set = ? WHERE id = ?", number, damaged)
    assert ada.sync().counts.repaired == 1
    assert travelled(remote) == {"account": {damaged}, "gone": set()}
    assert {bucket: one for bucket, one in ada.replica.mending.sums().items() if one} == before


def test_edits_pending_on_a_damaged_row_stay_on_top(
    place: Place, ada: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote, (first, second, *_) = watched(ada), accounts(ada)
    names = [ada.get("account", one)["name"] for one in (first, second)]
    ada.update("account", first, industry="tools")
    tamper(ada, "UPDATE base SET image = json_set(image, '$.name', 'Forged') WHERE record = ?", first)
    tamper(ada, "UPDATE account SET name = 'Forged' WHERE id = ?", second)
    # Cut before it arrives: an edit that the centre has would bring its row with a page, and no repair.
    with monkeypatch.context() as line:
        line.setattr(remote, "push", _cut, raising=False)
        ada.sync()
    assert travelled(remote)["account"] == {first, second}
    assert ada.get("account", first)["industry"] == "tools"
    assert [ada.get("account", one)["name"] for one in (first, second)] == names
    assert ada.sync().pending_left == 0
    assert ada.export() == central_export(place, "ada")


def _cut(_: object) -> object:
    from crmdesk.domain.errors import Offline

    raise Offline("The line is cut")


def test_much_damage_is_repaired_in_several_requests(
    place: Place, ada: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.store.mending.ROWS_AT_ONCE", 4)
    remote = watched(ada)
    for record in accounts(ada)[:12]:
        tamper(ada, "DELETE FROM account WHERE id = ?", record)
    assert ada.sync().counts.repaired == 12
    assert remote.names.count("repair") > 2
    assert ada.export() == central_export(place, "ada")


def test_a_difference_that_a_repair_leaves_is_told_and_not_repaired_for_ever(ada: Laptop) -> None:
    remote = watched(ada)
    remote._falsify = lambda name, answer: (
        msgspec.structs.replace(answer, digest=4711) if name == "pull" else answer
    )
    outcome = ada.sync()
    assert (outcome.ending, outcome.exit_code) == (Ending.STORAGE, 13)
    assert outcome.error is not None
    assert outcome.error.code == "differs"
    assert remote.names.count("digest") == 1
    remote.talk.clear()
    assert ada.sync().exit_code == 13
    assert remote.names.count("digest") == 0
    assert ada.replica.status().state == "storage"
    remote._falsify = None
    assert ada.sync().exit_code == 0
    assert ada.replica.status().state == "ok"


def test_what_others_write_meanwhile_does_not_disturb(place: Place, ada: Laptop, laptop: MakeLaptop) -> None:
    ben = laptop("ben").synced()
    remote, damaged = watched(ada), accounts(ada)[3]
    tamper(ada, "UPDATE account SET name = 'Forged' WHERE id = ?", damaged)

    def write(name: str, answer: Any) -> Any:
        if name in ("digest", "repair"):
            ben.update("account", accounts(ben)[9], industry=name)
            ben.create("account", name=f"After {name}")
            ben.synced()
        return answer

    remote._falsify = write
    assert ada.sync().exit_code == 0
    assert ada.export() == central_export(place, "ada")


def test_only_rows_of_the_reader_s_own_buckets_are_told(
    place: Place, ada: Laptop, laptop: MakeLaptop
) -> None:
    """A laptop that asks for leaves of a foreign bucket, and names foreign rows, learns nothing."""
    place.centre.add_user("sue", territory="South")
    sue = laptop("sue").synced()
    secret = sue.create("account", name="Secret")
    sue.synced()
    remote = watched(ada)

    from crmdesk.protocol.comparing import HeldLeaf, RepairRequest

    identity = ada.replica.identity()
    user = sue.replica.identity().user
    assert identity.replica is not None
    assert user is not None
    leaf, buckets = leaf_of(secret), (f"user:{user.id}", f"territory:{user.home}", "*", "?")
    request = RepairRequest(
        replica=identity.replica,
        scope=identity.scope,
        leaves=[HeldLeaf(bucket=one, leaf=leaf, rows=[("account", secret, 1)]) for one in buckets],
    )
    answer = remote.repair(request)
    assert answer.tables == []
    assert answer.gone == [("account", secret)]


def test_verify_finds_what_was_altered_so_that_no_trigger_saw_it(place: Place, ada: Laptop) -> None:
    remote, damaged = watched(ada), accounts(ada)[2]
    assert ada.replica.verify().sound
    assert session.compare(ada.replica, remote) is Agreement.SAME
    tamper(ada, "UPDATE bucket_sum SET sum = sum + 1 WHERE bucket = 'org'")
    hidden(ada, "UPDATE account SET name = 'Forged' WHERE id = ?", damaged)
    found = ada.replica.verify()
    assert found.doubtful == (("account", damaged),)
    assert any("org does not sum up" in fault for fault in found.faults)
    assert session.compare(ada.replica, remote) is Agreement.DIFFERS
    assert ada.sync().counts.repaired == 1
    assert ada.replica.verify().sound
    assert ada.export() == central_export(place, "ada")


def hidden(laptop: Laptop, statement: str, *values: object) -> None:
    """As `tamper`, past the triggers."""
    with closing(open_keyed(Profile(laptop.directory).database, KEY, cache_kib=1000)) as connection:
        find = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = connection.execute(find).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        assert connection.execute(statement, values).rowcount == 1, "nothing was damaged"
        for _, made in triggers:
            connection.execute(made)


def test_the_centre_having_gone_on_is_no_difference(ada: Laptop, laptop: MakeLaptop) -> None:
    ben = laptop("ben").synced()
    ben.create("account", name="New")
    ben.synced()
    assert session.compare(ada.replica, ada.remote) is Agreement.UNTOLD
