"""A scope that is cut anew costs what is lost and what is gained, whenever in a round it happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from crmdesk.domain.errors import NoSuchRecord, Offline
from crmdesk.sync.driver import Synchroniser
from tests.sync.laptops import Laptop, Place, now
from tests.sync.watched import WatchedRemote

MakeLaptop = Callable[[str], Laptop]
STEPS = ("handshake", "push", "pull", "snapshot")


@pytest.fixture
def north_and_south(place: Place, laptop: MakeLaptop) -> dict[str, list[str]]:
    """Accounts of ada's in the north and of sue's in the south, ten each."""
    place.centre.add_user("sue", territory="South")
    found = {}
    for login in ("ada", "sue"):
        one = laptop(login).synced()
        found[login] = [one.create("account", name=f"{login} {number}") for number in range(10)]
        one.synced()
    return found


def watched(laptop: Laptop, falsify: Callable[[str, Any], Any] | None = None) -> WatchedRemote:
    """From now on the laptop speaks through the remote that this gives."""
    remote = WatchedRemote(laptop.remote, falsify)
    laptop.rounds = Synchroniser(laptop.replica, remote, now)
    laptop.synced()
    remote.talk.clear()
    return remote


def central_export(place: Place, login: str) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal(login)))


def brought(remote: WatchedRemote) -> set[str]:
    """The accounts that came in snapshot pages."""
    return {
        row[0]
        for name, _, answer in remote.talk
        if name == "snapshot"
        for table in answer.tables
        if table.type == "account"
        for row in msgspec.json.decode(table.rows)
    }


def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.sync.driver.SNAPSHOT_ROWS", 3)


def test_only_what_is_gained_travels_and_the_feed_goes_on_where_it_was(
    place: Place, laptop: MakeLaptop, north_and_south: dict[str, list[str]]
) -> None:
    ben = laptop("ben")
    remote = watched(ben)
    before = ben.replica.identity().position
    own = ben.create("account", name="Ben's own")
    ben.synced()
    remote.talk.clear()
    place.centre.admin.move_user("ben", "South")
    outcome = ben.synced().rounds.round()
    assert outcome.exit_code == 0
    assert brought(remote) == set(north_and_south["sue"])
    asked = [request for name, request, _ in remote.talk if name == "snapshot"]
    assert all(len(request.buckets) == 1 for request in asked)
    assert remote.names.count("handshake") == 1
    assert before is not None
    assert ben.get("account", own)["name"] == "Ben's own"
    with pytest.raises(NoSuchRecord):
        ben.get("account", north_and_south["ada"][0])
    assert ben.export() == central_export(place, "ben")
    assert ben.replica.mending.mended() == []


def test_rows_that_go_are_counted_and_told(
    place: Place, laptop: MakeLaptop, north_and_south: dict[str, list[str]]
) -> None:
    ben = laptop("ben").synced()
    ben.replica.note_used("account", north_and_south["ada"][0])
    place.centre.admin.move_user("ben", "South")
    told: list[frozenset[str]] = []
    ben.replica.subscribe(lambda event: told.append((event.ids or {}).get("account", frozenset())))
    assert ben.sync().counts.left == 10
    assert any(ids >= set(north_and_south["ada"]) for ids in told)
    with ben.replica._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM used").fetchone() == (0,)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("moment", [1, 2])
def test_a_user_may_be_moved_at_any_step_of_a_round(
    place: Place,
    laptop: MakeLaptop,
    north_and_south: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    *,
    step: str,
    moment: int,
) -> None:
    in_pieces(monkeypatch)
    ben = laptop("ben")
    left = [moment]

    def move(name: str, answer: Any) -> Any:
        left[0] -= name == step
        if left[0] == 0 and name == step:
            place.centre.admin.move_user("ben", "North")
        return answer

    remote = watched(ben)
    first, second, *_ = north_and_south["ada"]
    ben.update("account", first, industry="tools")
    note = ben.create("note", body="They want a catalogue", account=second)
    place.centre.admin.move_user("ben", "South")
    remote._falsify = move
    for _ in range(4):
        ben.sync()
    remote._falsify = None
    place.centre.admin.move_user("ben", "North")
    assert ben.synced().sync().pending_left == 0
    assert ben.export() == central_export(place, "ben")
    told = {one.record for one in ben.replica.refused()}
    assert note in told or ben.get("note", note)["body"] == "They want a catalogue"
    assert first in told or ben.get("account", first)["industry"] == "tools"
    assert ben.replica.mending.mended() == []


def test_what_was_half_gained_goes_when_the_scope_moves_on(
    place: Place,
    laptop: MakeLaptop,
    north_and_south: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    in_pieces(monkeypatch)
    place.centre.admin.add_territory("East")
    ben = laptop("ben")
    remote = watched(ben)
    place.centre.admin.move_user("ben", "South")
    moved: list[str] = []

    def move(name: str, answer: Any) -> Any:
        if name == "snapshot" and not moved:
            moved.append("East")
            place.centre.admin.move_user("ben", "East")
        return answer

    remote._falsify = move
    ben.synced()
    assert moved
    assert ben.replica.query("account") == []
    assert ben.export() == central_export(place, "ben")
    assert remote.names.count("handshake") == 2


def test_what_was_half_gained_and_lost_comes_whole_when_it_is_gained_again(
    place: Place,
    laptop: MakeLaptop,
    north_and_south: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The scope is that of before, so the centre would go on behind the pages whose rows went."""
    in_pieces(monkeypatch)
    boss, admin = laptop("max"), place.centre.admin
    remote = watched(boss)
    admin.move_territory("South", "North")
    moved: list[str] = []

    def move_back(name: str, answer: Any) -> Any:
        if name == "snapshot" and answer.tables and not moved:
            moved.append("South")
            admin.move_territory("South", None)
        return answer

    remote._falsify = move_back
    boss.synced()
    assert moved
    admin.move_territory("South", "North")
    boss.synced()
    assert boss.replica.mending.mended() == []
    assert boss.export() == central_export(place, "max")


def test_a_gain_that_was_cut_off_goes_on_at_its_page(
    place: Place,
    laptop: MakeLaptop,
    north_and_south: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    in_pieces(monkeypatch)
    ben = laptop("ben")
    remote = watched(ben)
    place.centre.admin.move_user("ben", "South")
    pages = [2]

    def cut(name: str, answer: Any) -> Any:
        pages[0] -= name == "snapshot"
        if pages[0] < 0:
            raise Offline("The line is cut")
        return answer

    remote._falsify = cut
    assert ben.sync().exit_code == 10
    remote._falsify = None
    remote.talk.clear()
    ben.rounds = Synchroniser(ben.replica, remote, now)  # as after a restart
    ben.synced()
    asked = [request.cursor for name, request, _ in remote.talk if name == "snapshot"]
    assert asked
    assert None not in asked
    assert ben.export() == central_export(place, "ben")


def test_a_manager_s_subtree_may_grow_and_shrink(
    place: Place, laptop: MakeLaptop, north_and_south: dict[str, list[str]]
) -> None:
    boss = laptop("max")
    remote = watched(boss)
    admin = place.centre.admin
    admin.move_territory("South", "North")
    boss.synced()
    assert brought(remote) == set(north_and_south["sue"])
    assert boss.export() == central_export(place, "max")
    admin.move_territory("South", None)
    remote.talk.clear()
    assert boss.sync().counts.left == 10
    assert brought(remote) == set()
    assert boss.export() == central_export(place, "max")
    assert boss.replica.mending.mended() == []


def test_a_rep_may_become_administrator_and_rep_again(
    place: Place, laptop: MakeLaptop, north_and_south: dict[str, list[str]]
) -> None:
    ben = laptop("ben").synced()
    for role in ("admin", "rep", "manager", "admin", "rep"):
        place.centre.admin.set_role("ben", role)
        ben.synced()
        assert ben.export() == central_export(place, "ben"), role
    assert ben.replica.mending.mended() == []


def test_a_snapshot_of_foreign_buckets_is_refused(
    place: Place, laptop: MakeLaptop, north_and_south: dict[str, list[str]]
) -> None:
    from crmdesk.domain.errors import RequestRefused
    from crmdesk.protocol.messages import SnapshotRequest

    ben = laptop("ben").synced()
    known = ben.replica.identity()
    territory = place.centre.principal("sue").home
    assert known.replica is not None
    request = SnapshotRequest(replica=known.replica, buckets=[f"territory:{territory}"], scope=known.scope)
    with pytest.raises(RequestRefused) as caught:
        ben.remote.snapshot(request)
    assert caught.value.code == "snapshot_gone"


def test_a_resync_that_was_begun_is_ended_though_the_scope_is_as_before(
    place: Place,
    laptop: MakeLaptop,
    north_and_south: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half of what an administrator sees has come when the user is a rep again."""
    in_pieces(monkeypatch)
    ben = laptop("ben")
    remote = watched(ben)
    place.centre.admin.set_role("ben", "admin")
    pages = [6]

    def cut(name: str, answer: Any) -> Any:
        pages[0] -= name == "snapshot"
        if pages[0] < 0:
            raise Offline("The line is cut")
        return answer

    remote._falsify = cut
    assert ben.sync().exit_code == 10
    assert {one.id for one in ben.replica.query("account")} & set(north_and_south["sue"])
    remote._falsify = None
    place.centre.admin.set_role("ben", "rep")
    ben.rounds = Synchroniser(ben.replica, remote, now)  # as after a restart
    ben.synced()
    assert ben.export() == central_export(place, "ben")
    assert ben.replica.mending.mended() == []
