"""The card about what is kept when the program fails: on this laptop, to be copied or deleted. Nothing is sent."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain.errors import StorageFault
from crmdesk.ui.crash_reports import CrashReports
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Label


class ReportsCard(Retranslates, Card):
    """Says whether there is a report."""

    def __init__(self, desk: Desk, reports: CrashReports, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._reports = reports
        self._report = ""
        self.state, self._words = Label(parent=self), Label(tone="muted", wrap=True, parent=self)
        self.body.addWidget(self.state)
        self.body.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy, self.delete = Button(icon="note", parent=self), Button(icon="delete", parent=self)
        self.copy.clicked.connect(self._copy)
        self.delete.clicked.connect(self._delete)
        row.addWidget(self.copy)
        row.addWidget(self.delete)
        row.addStretch(1)
        self.body.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self.tr("Privacy and crash reports"))
        self._words.setText(
            self.tr(
                "When the program fails it keeps a report here, without names or values. Nothing is ever sent."
            )
        )
        self.copy.setText(self.tr("Copy the report"))
        self.delete.setText(self.tr("Delete the report"))
        self._show()

    def look(self) -> None:
        """Read whether there is one."""
        self._report = self._reports.left()
        self._show()

    def _show(self) -> None:
        there = bool(self._report)
        self.state.setText(
            self.tr("A report is kept on this laptop.") if there else self.tr("No report is kept.")
        )
        self.copy.setVisible(there)
        self.delete.setVisible(there)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._desk.say(self.tr("The report is in the clipboard."))

    def _delete(self) -> None:
        try:
            self._reports.discard(self._report)
        except StorageFault as fault:
            self._desk.report(fault)
        self.look()
