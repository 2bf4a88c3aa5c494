"""What a list shows while its rows are read for the first time, or when that failed. It reads nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.ui.desk import Desk
from crmdesk.ui.models.keyset import KeysetModel
from crmdesk.ui.widgets.data_table import DataTable
from crmdesk.ui.widgets.reading_cover import ReadingCover


class Unread(QObject):
    """Covers `holder`, in which the table is, below the heads of the columns."""

    def __init__(self, desk: Desk, model: KeysetModel, table: DataTable, holder: QWidget) -> None:
        super().__init__(holder)
        self._desk, self._model = desk, model
        self.cover = ReadingCover(holder, table.horizontalHeader(), on_card=True)
        self.cover.again.connect(table.refresh)
        model.asked.connect(self.cover.begin)
        model.counted.connect(lambda _: self.cover.done())
        model.unread.connect(self._on_unread)

    def _on_unread(self, error: Exception) -> None:
        """Rows that were read before stay, and the fault is told beside them."""
        if self._model.known:
            self._desk.report(error)
        else:
            self.cover.fail(self._desk.explain(error))
