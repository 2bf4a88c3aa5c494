"""The slim bar: quiet while all is well, plain words when syncing waits for somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.entities import CATALOGUE
from crmdesk.protocol.messages import OrganisationInfo, Person, Tokens
from crmdesk.store.identity import Session
from crmdesk.store.replica import Replica
from crmdesk.sync.effects import Outcome, Progress
from crmdesk.sync.endings import Ending
from crmdesk.sync.schedule import Schedule
from crmdesk.ui.desk import Desk
from crmdesk.ui.sync.banner import SyncBanner
from crmdesk.ui.sync_state import SyncState
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import SyncLight
from crmdesk.ui.worker import SyncWorker
from tests.support.sample_replica import NOW, numbered_ids

MakeBanner = Callable[..., SyncBanner]


@pytest.fixture
def banner_of(qtbot: QtBot) -> Iterator[MakeBanner]:
    """Makes the bar of a desk. Kept by the test itself: answers may come until the desk is idle."""
    made: list[tuple[Desk, SyncLight, SyncBanner]] = []

    def make(desk: Desk, worker: SyncWorker | None = None) -> SyncBanner:
        light = SyncLight()
        state = SyncState(desk, worker, light, light)
        banner = SyncBanner(desk, state)
        made.append((desk, light, banner))
        qtbot.waitUntil(lambda: state.status is not None)
        return banner

    yield make
    qtbot.waitUntil(lambda: not any(desk.busy for desk, _, _ in made))


def matter_of(banner: SyncBanner) -> str:
    return banner.matter


def test_all_well_shows_nothing(desk: Desk, banner_of: MakeBanner) -> None:
    assert banner_of(desk).isHidden()


def test_ended_session_asks_to_sign_in_again(desk: Desk, banner_of: MakeBanner, qtbot: QtBot) -> None:
    desk.replica.end_session()
    banner = banner_of(desk)
    assert matter_of(banner) == "sign-in"
    assert "what you save is kept" in banner.words.full_text()
    with qtbot.waitSignal(desk.sign_in_requested):
        banner.button.click()


@pytest.mark.parametrize(
    ("code", "matter", "words"),
    [
        ("update", "update", "has to be updated"),
        ("storage", "storage", "gives trouble"),
        ("wiped", "wiped", "locked by your administrator"),
    ],
)
def test_what_time_does_not_heal_is_said(
    desk: Desk, banner_of: MakeBanner, qtbot: QtBot, code: str, matter: str, words: str
) -> None:
    desk.replica.note_attempt(code)
    banner = banner_of(desk)
    assert matter_of(banner) == matter
    assert words in banner.words.full_text()
    with qtbot.waitSignal(desk.sync_page_requested):
        banner.button.click()


def test_being_offline_is_no_matter_for_a_bar(desk: Desk, banner_of: MakeBanner, qtbot: QtBot) -> None:
    desk.replica.note_attempt("offline")
    assert banner_of(desk).isHidden()


class NoRounds:
    """Rounds that nobody starts: the tests say what happened."""

    def round(self) -> Outcome:
        return Outcome(Ending.OK)

    def cancel(self) -> None:
        """Nothing is under way."""


@pytest.fixture
def fresh(translator: Translator, tmp_path: Path) -> Iterator[Desk]:
    """The desk of somebody who has signed in and not synced yet."""
    replica = Replica.create(
        tmp_path / "fresh", bytes(32), catalogue=CATALOGUE, now=lambda: NOW, new_id=numbered_ids()
    )
    user = Person(id=numbered_ids(3)(), login="dana", name="Dana", role="rep", home=None, scope="")
    organisation = OrganisationInfo(id=1, name="Acme", currency="USD", languages=["en"], modules=["sales"])
    tokens = Tokens(access="a", refresh="r", expires_in=60, device="d", user=user, organisation=organisation)
    replica.begin_session("http://127.0.0.1:9", tokens, Session("a", "r", "later"))
    made = Desk(replica, replica.author(), translator)
    yield made
    made.close()
    replica.close()


def test_first_sync_shows_how_far_it_is(fresh: Desk, banner_of: MakeBanner, qtbot: QtBot) -> None:
    worker = SyncWorker(lambda _: NoRounds(), Schedule(lambda: 0.0, lambda: 0.0))
    banner = banner_of(fresh, worker)
    assert matter_of(banner) == ""
    fresh.replica.commit(edits.create(fresh.author, "account", {"name": "First"}))
    qtbot.waitUntil(lambda: matter_of(banner) == "first")
    worker.progressed.emit(Progress("snapshot", 1200, 8400))
    assert "Receiving your records: 1,200 of 8,400" in banner.words.full_text()
    assert banner.bar.value() == 1200
    worker.round_finished.emit(Outcome(Ending.OFFLINE))
    assert matter_of(banner) == "first-offline"
    worker.progressed.emit(Progress("snapshot", 1300, 8400))
    assert matter_of(banner) == "first"
