"""The slim bar that offers the report of the last fault or crash: to read, to copy, to delete. It sends nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from crmdesk.domain.errors import StorageFault
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.crash_reports import CrashReports, ended_the_program
from crmdesk.ui.faults import fault_text
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton, IconLabel, Label
from crmdesk.ui.widgets.toast import ToastTone

_HEIGHT = 240


class CrashBar(Speaks, Retranslates, QFrame):
    """Hidden where there is no report. `say` shows a notice in a tone."""

    spoken_role = Role.AlertMessage

    def __init__(
        self, reports: CrashReports, say: Callable[[str, ToastTone], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reports = reports
        self._say = say
        self._report = reports.left()
        self._just_now = False
        self.setObjectName("crashBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 6, 24, 6)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("warning", "warning_text"))
        self.words = Label(wrap=True)
        row.addWidget(self.words, 1)
        self.show_button = Button()
        self.show_button.clicked.connect(self._toggle)
        self.copy_button = Button(kind="quiet")
        self.copy_button.clicked.connect(self._copy)
        self.delete_button = Button(kind="quiet")
        self.delete_button.clicked.connect(self._delete)
        self.close_button = IconButton("close", size=14)
        self.close_button.clicked.connect(self.hide)
        for button in (self.show_button, self.copy_button, self.delete_button, self.close_button):
            row.addWidget(button)
        column.addLayout(row)
        self.text = QPlainTextEdit(self._report, readOnly=True)
        self.text.setFixedHeight(_HEIGHT)
        self.text.setTabChangesFocus(True)
        self.text.hide()
        column.addWidget(self.text)
        self.setVisible(bool(self._report))
        self.retranslate()

    def offer(self) -> None:
        """Show what has just been kept."""
        self._report = self._reports.left()
        self._just_now = True
        self.text.setPlainText(self._report)
        self.setVisible(bool(self._report))
        self.retranslate()

    def retranslate(self) -> None:
        self.words.setText(self._said())
        shown = not self.text.isHidden()
        self.show_button.setText(self.tr("Hide report") if shown else self.tr("Show report"))
        self.copy_button.setText(self.tr("Copy"))
        self.delete_button.setText(self.tr("Delete"))
        self.close_button.set_name(self.tr("Not now"))
        self.text.setAccessibleName(self.tr("Report"))
        self.setAccessibleName(self.words.text())

    def _said(self) -> str:
        if ended_the_program(self._report):
            return self.tr(
                "The program ended unexpectedly. What was saved is safe. A report is kept on this laptop."
            )
        if self._just_now:
            return self.tr("Something failed. What was saved is safe. A report is kept on this laptop.")
        return self.tr("Something failed last time. What was saved is safe. A report is kept on this laptop.")

    def _toggle(self) -> None:
        self.text.setVisible(self.text.isHidden())
        if not self.text.isHidden():
            self.text.setFocus()
        self.retranslate()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._say(self.tr("The report is in the clipboard."), "done")

    def _delete(self) -> None:
        try:
            self._reports.discard(self._report)
        except StorageFault as fault:
            self._say(fault_text(fault), "problem")
        else:
            self.hide()


class ProgramWatch(QObject):
    """The watch over the running program, and the bar that offers what it kept."""

    _failed = Signal(object)

    def __init__(self, reports: CrashReports, admit: Callable[[Exception], object]) -> None:
        super().__init__()
        self._reports = reports
        self._admit = admit
        self.bar: CrashBar | None = None
        self._failed.connect(self._on_failed)

    def tell(self, fault: Exception) -> None:
        """Tell the person of a fault; on whatever thread it was, they are told on that of the window."""
        self._failed.emit(fault)

    def _on_failed(self, fault: Exception) -> None:
        self._admit(fault)

    def offer(self) -> None:
        """Show the report of what has just failed."""
        if self.bar is not None:
            self.bar.offer()

    def close(self) -> None:
        """The program ends as it should."""
        self._reports.close()


def watch_program(folder: Path, window: MainWindow, admit: Callable[[Exception], object]) -> ProgramWatch:
    """Keep faults from now on, in `folder`, and offer in the window what an earlier run left. Close what is given at
    the end; `admit` tells the person of a fault."""
    reports = CrashReports(folder)
    watch = ProgramWatch(reports, admit)
    reports.watch(watch.tell)
    watch.bar = CrashBar(reports, window.notify)
    window.add_banner(watch.bar)
    return watch
