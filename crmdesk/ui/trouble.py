"""The page in place of everything when the profile cannot be opened: what happened, what to do, try again.

Where the files are damaged it also offers to build the replica anew and to save what can be read; how, it is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from crmdesk.domain.errors import UserError
from crmdesk.ui.faults import fault_rest, fault_title
from crmdesk.ui.frame import Page
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, EmptyState, Label

RESCUE_FILE = "edits.jsonl"


@dataclass(frozen=True, slots=True)
class Mending:
    """What can be done about a damaged replica. `rebuild` builds it anew and opens it, or shows the next trouble;
    `rescue` writes the edits to a new file and gives their number, raising `UserError`."""

    rebuild: Callable[[], object]
    rescue: Callable[[Path], int]
    losing: bool = False
    """Whether edits were found to be missing: building anew goes on without them."""


class TroublePage(Retranslates, Page):
    """Says one fault in its own words. `again` tries once more; it is called after the page is left standing."""

    def __init__(self, error: UserError, again: Callable[[], object], mending: Mending | None = None) -> None:
        super().__init__()
        self._error = error
        self._mending = mending
        self._said: Callable[[], str] = str
        self.head.hide()
        self.state = EmptyState("warning")
        self.state.action.connect(again)
        self.body.addWidget(self.state)
        # Where going on costs edits, saving them is what is proposed.
        losing = mending is not None and mending.losing
        self.rebuild = Button(kind="danger" if losing else "primary")
        self.save = Button(kind="primary" if losing else "plain")
        self.told = Label(tone="muted", wrap=True)
        self.setFocusProxy(self.state.button)
        if mending is not None:
            self._offer(mending)
            self.setFocusProxy(self.save if losing else self.rebuild)
        self.retranslate()

    def _offer(self, mending: Mending) -> None:
        self.state.button.set_kind("plain")
        first, second = (self.save, self.rebuild) if mending.losing else (self.rebuild, self.save)
        self.state.offer(first, second)
        QWidget.setTabOrder(first, second)
        QWidget.setTabOrder(second, self.state.button)
        self.state.set_foot(self.told)
        self.rebuild.clicked.connect(lambda: self._busy(mending.rebuild))
        self.save.clicked.connect(lambda: self._ask_where(mending))

    def _busy(self, work: Callable[[], object]) -> None:
        """Every page of the replica is read: that takes some seconds for a large one."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            work()
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _ask_where(self, mending: Mending) -> None:
        dialog = QFileDialog(self, self.tr("Save what can be read"), RESCUE_FILE)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self._busy(lambda: self._rescue(mending, Path(name))))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _rescue(self, mending: Mending, out: Path) -> None:
        try:
            number = mending.rescue(out)
        except UserError as error:
            fault = error
            self._said = lambda: f"{fault_title(fault)}. {fault_rest(fault)}"
        else:
            self._said = lambda: self.tr(
                "%n edit(s) are in the file. It can be read by whoever has it.", "", number
            )
        self.retranslate()

    def retranslate(self) -> None:
        title = fault_title(self._error)
        self.state.set_texts(title, fault_rest(self._error), self.tr("Try again"))
        losing = self._mending is not None and self._mending.losing
        self.rebuild.setText(self.tr("Rebuild without them") if losing else self.tr("Rebuild"))
        self.save.setText(self.tr("Save what can be read…"))
        self.told.setText(self._said() or (self._cost() if losing else self._promise()))
        self.setAccessibleName(title)

    def _promise(self) -> str:
        return self.tr(
            "Rebuilding keeps every edit that was saved and takes the records from the server again."
            " If an edit cannot be read, you are asked first. The damaged files are kept."
        )

    def _cost(self) -> str:
        return self.tr(
            "Rebuilding goes on without the edits that are missing and takes the records from the server again."
            " All others, and the damaged files, are kept."
        )
