"""What is done with many leads at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.widgets.filter_bar import Condition
from tests.ui.bulk.test_on_a_list import CTRL, counted, press
from tests.ui.lists.test_pane import count_after, make


def test_tasks_are_made_for_leads_and_told_on_their_pages(desk: Desk, qtbot: QtBot) -> None:
    leads = make(desk, qtbot, "lead")
    try:
        count_after(leads, qtbot, "", Condition("status", "=", "qualified"))
        leads.table.selectAll()
        leads.selection.ask("task")
        qtbot.keyClicks(leads.focusWidget(), "Invite to the fair")
        counted(leads, qtbot)
        with qtbot.waitSignal(desk.noticed):
            press(qtbot, leads, Qt.Key.Key_Return, CTRL)
        made = desk.replica.query("task", Query((Filter("subject", "=", "Invite to the fair"),)))
        assert len({task["lead"] for task in made}) == leads._model.rowCount()
        told = desk.replica.timeline("lead", made[0]["lead"])
        assert made[0].id in [each.record.id for each in told]
    finally:
        leads.close()
