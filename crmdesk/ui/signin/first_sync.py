"""The page of the first sync: how far it has come; it gives way as soon as the first screens can work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from crmdesk.sync.effects import Outcome, Progress
from crmdesk.sync.endings import Ending
from crmdesk.ui import formats
from crmdesk.ui.faults import fault_title
from crmdesk.ui.frame import Page
from crmdesk.ui.sync_state import SyncState
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Label

_WIDTH = 400


class FirstSyncPage(Retranslates, Page):
    """Rows come by the ten thousand; what Today and the lists of names need comes first."""

    usable = Signal()
    """The first screens can be shown; the rest arrives meanwhile."""

    def __init__(self, sync: SyncState) -> None:
        super().__init__()
        self._sync = sync
        self._progress: Progress | None = None
        self._fault: Outcome | None = None
        self.head.hide()
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 32)
        column.setSpacing(12)
        self._title, self._words = Label(title=True), Label(tone="muted", wrap=True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 1)  # empty, not swinging, while nobody knows how far it goes
        self.again = Button(kind="primary")
        self.again.clicked.connect(self._try_again)
        for widget in (self._title, self._words, self.bar, self.again):
            column.addWidget(widget)
        self.again.hide()
        row = QHBoxLayout()  # not an alignment, which would cut texts of several lines
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(2)
        sync.progressed.connect(self._on_progress)
        sync.round_finished.connect(self._on_finished)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Getting your data"))
        self.setAccessibleName(self._title.full_text())
        self.again.setText(self.tr("Try again"))
        self.bar.setAccessibleName(self.tr("Progress of the first sync"))
        self._words.setText(self._state())

    def _state(self) -> str:
        fault = self._fault.error if self._fault is not None else None
        if fault is not None:
            return self.tr("{0}. What has come so far stays; the rest follows.").format(fault_title(fault))
        progress = self._progress
        if progress is None or not progress.total:
            return self.tr(
                "Your territory is being copied to this laptop. You can start before it is all here."
            )
        done, total = formats.number(progress.done), formats.number(progress.total)
        return self.tr("{0} of {1} records. You can start before it is all here.").format(done, total)

    def _on_progress(self, progress: Progress) -> None:
        self._progress, self._fault = progress, None
        if self.again.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # hidden, it would give the keyboard to anything
        self.again.hide()
        if progress.total:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)
        self.retranslate()
        if progress.phase == "snapshot" and progress.done and progress.usable:
            self.usable.emit()

    def _on_finished(self, outcome: Outcome) -> None:
        if outcome.ending is Ending.OK:
            self.usable.emit()
            return
        self._fault = outcome
        self.again.show()
        if self.hasFocus():
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        self.retranslate()

    def _try_again(self) -> None:
        self._sync.sync_now()
