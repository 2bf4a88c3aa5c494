"""A decision is sent once its author has had the time to think again; everything else goes out at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.errors import NotAllowed
from crmdesk.sync.schedule import Schedule
from crmdesk.ui.desk import Desk
from crmdesk.ui.sync_state import SyncState
from crmdesk.ui.widgets import SyncLight
from crmdesk.ui.worker import SyncWorker
from tests.ui.sync.test_banner import NoRounds


class Hastened(SyncWorker):
    """Counts how often a round is asked for."""

    def __init__(self) -> None:
        super().__init__(lambda _: NoRounds(), Schedule(lambda: 0.0, lambda: 0.0))
        self.asked = 0

    def edited(self) -> None:
        self.asked += 1


@pytest.fixture
def hastened(desk: Desk, qtbot: QtBot) -> Hastened:
    desk.thoughts._timer.setInterval(600_000)  # no machine is so slow that it runs out by itself
    worker, light = Hastened(), SyncLight()
    qtbot.addWidget(light)
    state = SyncState(desk, worker, light, light)
    qtbot.waitUntil(lambda: state.status is not None)
    return worker


def decided(desk: Desk, qtbot: QtBot, fields: dict[str, str]) -> Callable[[], object]:
    account = desk.replica.query("account")[0]
    with qtbot.waitSignal(desk.noticed) as said:
        desk.decide(lambda: edits.update(desk.author, account, fields), "Decided")
    undo = said.args[0].on_action
    assert undo is None or callable(undo)
    return undo or (lambda: None)


def test_a_decision_waits_for_its_notice_and_an_edit_does_not(
    desk: Desk, hastened: Hastened, qtbot: QtBot
) -> None:
    account = desk.replica.query("account")[0]
    desk.commit(lambda: edits.update(desk.author, account, {"industry": "Wood"}), "")
    qtbot.waitUntil(lambda: hastened.asked == 1)
    decided(desk, qtbot, {"industry": "Steel"})
    assert (hastened.asked, desk.thoughts.young) == (1, True)
    desk.thoughts._timer.setInterval(0)
    qtbot.waitUntil(lambda: hastened.asked == 2)
    assert not desk.thoughts.young


def test_a_decision_that_is_taken_back_or_cannot_be_made_holds_back_nothing(
    desk: Desk, hastened: Hastened, qtbot: QtBot
) -> None:
    undo = decided(desk, qtbot, {"industry": "Steel"})
    with qtbot.waitSignal(desk.thoughts.over):
        undo()
    assert not desk.thoughts.young

    def refuse() -> list[object]:
        raise NotAllowed("Not this one")

    with qtbot.waitSignals([desk.noticed, desk.thoughts.over]):
        desk.decide(refuse, "Never said")
    assert not desk.thoughts.young
    assert hastened.asked >= 2
