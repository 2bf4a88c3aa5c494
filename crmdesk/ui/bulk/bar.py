"""The bar above the pages that says how far a bulk act is, and ends it. Hidden while nothing runs long."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from crmdesk.ui import formats
from crmdesk.ui.bulk.progress import BulkProgress
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Label

_PATIENCE_MS = 300
"""What is through before is not worth a bar that flashes up."""


class LongWork(Protocol):
    """What says how far it is (`progressed`: `BulkProgress` or None) and can be ended."""

    @property
    def progressed(self) -> SignalInstance: ...

    def stop(self) -> None: ...


class BulkBar(Retranslates, QWidget):
    """What runs, how far it is, and a button to end it."""

    def __init__(self, work: LongWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._shown: BulkProgress | None = None
        self.setObjectName("bulkBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(16)
        self.title = Label(elided=True, parent=self)
        row.addWidget(self.title, 2)
        self.line = QProgressBar(self)
        self.line.setTextVisible(False)
        row.addWidget(self.line, 1)
        self.count = Label(tone="muted", parent=self)
        row.addWidget(self.count)
        self.stop = Button(kind="quiet", icon="close", parent=self)
        self.stop.clicked.connect(work.stop)
        row.addWidget(self.stop)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        work.progressed.connect(self._on_progress)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.stop.setText(self.tr("Stop here"))
        self.line.setAccessibleName(self.tr("Progress"))
        self._on_progress(self._shown)

    def _on_progress(self, progress: BulkProgress | None) -> None:
        self._shown = progress
        if progress is None:
            self._patience.stop()
            self.hide()
            return
        self.title.setText(progress.title)
        self.line.setRange(0, max(1, progress.total))
        self.line.setValue(progress.done)
        self.count.setText(
            self.tr("{0} of {1}").format(formats.number(progress.done), formats.number(progress.total))
        )
        self.setAccessibleName(f"{progress.title} {self.count.full_text()}")
        self.stop.setToolTip(
            progress.stopping or self.tr("What has been changed so far stays, and can be undone")
        )
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()
