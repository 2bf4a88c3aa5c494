"""Rounds while the centre is away, slow to trust or put back: over real sockets."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crmdesk.protocol.messages import Push
from crmdesk.sync import session
from crmdesk.sync.effects import Outcome
from crmdesk.sync.endings import Ending
from crmdesk.sync.schedule import Pace, Schedule
from crmdesk.sync.watch import Watch
from tests.support import PATIENCE, until
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]


@pytest.fixture(params=["http"])
def place(request: pytest.FixtureRequest, centre: RunningCentre, tmp_path: Path) -> Iterator[Place]:
    """Only over HTTP: stopping a server is what is tried here."""
    for login in ("ada", "ben"):
        centre.add_user(login)
    yield Place(centre, request.param, tmp_path)
    centre.stop()


def test_a_laptop_works_offline_and_everything_drains_when_the_server_is_back(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    place.centre.stop()
    account = ada.create("account", name="Made offline")
    ada.update("account", account, industry="tools")
    outcome = ada.sync()
    assert (outcome.ending, outcome.exit_code, outcome.pending_left) == (Ending.OFFLINE, 10, 2)
    assert ada.replica.status().state == "offline"
    place.centre.start()
    assert ada.sync().exit_code == 0
    ben.synced()
    assert ben.get("account", account)["industry"] == "tools"
    assert ada.replica.status().state == "ok"


def test_a_watched_laptop_drains_by_itself_when_the_server_is_back(place: Place, laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    place.centre.stop()
    account = ada.create("account", name="Made offline")
    outcomes: list[Outcome] = []
    pace = Pace(debounce=0.01, poll=0.05, longest_poll=0.1, retry=0.05, longest_retry=0.1, hint=0.05)
    watch = Watch(ada.rounds, Schedule(time.monotonic, lambda: 0.5, pace), outcomes.append)
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        until(lambda: Ending.OFFLINE in {one.ending for one in outcomes})
        place.centre.start()
        watch.network_returned()
        until(lambda: ada.replica.pending() == 0)
        ada.update("account", account, industry="tools")
        watch.edited()
        until(lambda: ada.replica.pending() == 0)
    finally:
        watch.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()
    assert ada.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


def test_signing_out_offline_ends_the_session_here_and_keeps_every_edit(
    place: Place, laptop: MakeLaptop
) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Kept")
    place.centre.stop()
    assert not session.sign_out(ada.replica, ada.remote)
    assert ada.replica.session() is None
    assert ada.sync().exit_code == 11
    assert ada.replica.pending() == 1


def test_an_expired_access_token_is_renewed_in_the_middle_of_work(place: Place, laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    before = ada.replica.session()
    expire_access_tokens(place)
    ada.create("account", name="After lunch")
    assert ada.sync().exit_code == 0
    after = ada.replica.session()
    assert before is not None
    assert after is not None
    assert after.refresh != before.refresh


def test_a_centre_put_back_to_last_night_is_told_and_offered_everything_again(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    kept = ada.create("account", name="Before the backup")
    ada.synced()
    ben.synced()
    backup = copy_database(place)
    lost = ada.create("account", name="After the backup")
    ada.update("account", kept, industry="tools")
    ada.synced()
    ben.synced()
    put_back(place, backup)
    outcome = ada.sync()
    assert (outcome.ending, outcome.exit_code, outcome.pending_left) == (Ending.EPOCH_CHANGED, 16, 0)
    assert ada.sync().exit_code == 0
    assert ben.sync().exit_code == 16
    assert ben.sync().exit_code == 0
    assert ben.get("account", lost)["name"] == "After the backup"
    assert ben.get("account", kept)["industry"] == "tools"
    assert ada.export() == ben.export()


def test_edits_acknowledged_beyond_the_cursor_are_missed_in_a_centre_put_back(
    place: Place, laptop: MakeLaptop
) -> None:
    ada = laptop("ada").synced()
    backup = copy_database(place)
    account = ada.create("account", name="Acknowledged, never pulled")
    identity = ada.replica.identity()
    assert identity.replica is not None
    assert identity.position is not None
    push = Push(replica=identity.replica, epoch=identity.position.epoch, items=ada.replica.next_batch())
    answer = ada.remote.push(push)
    ada.replica.apply_verdicts(answer.verdicts, answer.head)
    put_back(place, backup)
    assert ada.sync().exit_code == 16
    assert ada.sync().exit_code == 0
    assert place.centre.core.feed.visible(place.centre.principal("ada"), "account", account)["name"]


def test_a_value_that_lost_is_in_history_again_after_the_centre_was_put_back(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="Acme")
    visit = ada.create("visit", account=account, purpose="Meet")
    ada.synced()
    ben.synced()
    ada.update("visit", visit, check_in={"at": "2026-03-02T09:00:00.000Z"})
    ben.update("visit", visit, check_in={"at": "2026-03-02T09:30:00.000Z"})
    ada.synced()
    backup = copy_database(place)
    ben.synced()  # the first check-in stays, his goes to history
    put_back(place, backup)
    ada.create("account", name="Makes the loss known")
    for one in (ben, ada, ben):
        one.sync()
    history = place.centre.core.feed.history(place.centre.principal("ben"), "visit", visit)
    said = [(entry.new["at"][11:16], entry.outcome) for entry in history if entry.field == "check_in"]
    assert said == [("09:00", "applied"), ("09:30", "lost")]


def expire_access_tokens(place: Place) -> None:
    core = place.centre.core
    table = core.identity_tables.access
    past = (core.now() - timedelta(days=1)).isoformat()
    with core.engine.begin() as connection:
        connection.execute(table.update().values(expires_at=past))


def copy_database(place: Place) -> Path:
    return place.centre.backup(place.directory / "backup")


def put_back(place: Place, backup: Path) -> None:
    place.centre.put_back(backup)
