"""Puts the briefs into the menus and the palette: of the record in front, of today's visits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from crmdesk.ui.brief.request import open_brief, open_todays_briefs
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Command, MainWindow
from crmdesk.ui.record_page import RecordPage


class Briefs(QObject):
    """Adds their commands to the window."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        for command in (
            Command(
                "brief",
                lambda: QCoreApplication.translate("brief", "Pre-visit brief"),
                self.open_current,
                "record",
                "Ctrl+Shift+P",
                "print",
                separated=True,
            ),
            Command(
                "briefs-today",
                lambda: QCoreApplication.translate("brief", "Briefs for today's visits"),
                lambda: open_todays_briefs(desk),
                "record",
                icon="print",
            ),
        ):
            window.add_command(command)

    def open_current(self) -> None:
        """The brief of the customer in front, for the visit if it is one; of today's visits where there is none."""
        page = self._window.pages.currentWidget()
        record = page.record if isinstance(page, RecordPage) else None
        account = record and (record.id if record.type == "account" else record.fields.get("account"))
        if record is None or not account:
            open_todays_briefs(self._desk)
        else:
            open_brief(self._desk, account, record.id if record.type == "visit" else "")
