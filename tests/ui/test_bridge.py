"""What changes the replica tells the window, and that an edit among them is never taken for a download."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.custom_fields import CustomField
from crmdesk.store.events import RecordsChanged
from crmdesk.store.replica import Replica
from crmdesk.ui.bridge import Bridge
from tests.ui.records import first


def test_edit_that_joins_what_was_downloaded_is_told_as_an_edit(replica: Replica, qtbot: QtBot) -> None:
    bridge = Bridge(replica)
    told: list[RecordsChanged] = []
    bridge.records_changed.connect(told.append)
    account = first(replica, "account")
    replica.adopt_fields([CustomField("lead", "x_size", "string", "latest", "Size")])
    replica.commit(edits.update(replica.author(zone="UTC"), account, {"industry": "Glass"}))
    qtbot.waitUntil(lambda: bool(told))
    assert [(event.types, event.origin) for event in told] == [(frozenset({"lead", "account"}), "local")]
    bridge.close()
