"""Owns the list of options that drops down under a line while one types. Knows no source of options."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from crmdesk.ui.accessible import Speaks, say_aloud
from crmdesk.ui.widgets.editors.base import Option
from crmdesk.ui.widgets.hit_delegate import DETAIL_ROLE, ICON_ROLE, LINE, TARGET_ROLE, HitDelegate

_TALLEST = 260


class OptionList(Speaks, QFrame):
    """Follows one line edit; arrows, Enter and Tab choose, Esc closes. The line keeps the keyboard."""

    chosen = Signal(object)
    """The Option."""

    def __init__(self, line: QLineEdit, icon: str = "search") -> None:
        super().__init__(line)
        self._line = line
        self._icon = icon
        self._options: tuple[Option, ...] = ()
        self.setProperty("floating", True)
        line.installEventFilter(self)
        self.hide()

    @cached_property
    def list(self) -> QListWidget:
        """Made when there is first something to offer: a form has many of them, and most are never opened."""
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        made = QListWidget()
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setItemDelegate(HitDelegate(made))
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.itemClicked.connect(self._choose)
        column.addWidget(made)
        return made

    def offer(self, options: Sequence[Option]) -> None:
        """Show options under the line; none closes the list."""
        if not options and not self._options:
            self.hide()
            return
        self._options = tuple(options)
        self.list.clear()
        for option in options:
            item = QListWidgetItem(option.label, self.list)
            item.setData(DETAIL_ROLE, option.detail)
            item.setData(ICON_ROLE, self._icon)
            item.setData(TARGET_ROLE, option.value)
            item.setSizeHint(LINE)
        self.list.setCurrentRow(0)
        if options and self._line.hasFocus():
            self._place()
        else:
            self.hide()

    def _place(self) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        height = min(_TALLEST, 12 + 36 * len(self._options))
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        if corner.y() + height > window.height():
            corner = self._line.mapTo(window, QPoint(0, -height - 2))
        self.setGeometry(corner.x(), corner.y(), max(240, self._line.width()), height)
        self.show()
        self.raise_()

    def _tell(self) -> None:
        """The line keeps the keyboard, so that a screen reader would not notice what is chosen."""
        if 0 <= self.list.currentRow() < len(self._options):
            option = self._options[self.list.currentRow()]
            say_aloud(self.list, ", ".join(filter(None, (option.label, option.detail))))

    def _choose(self, item: QListWidgetItem | None) -> bool:
        if item is None or not self.isVisible():
            return False
        option = self._options[self.list.row(item)]
        self.hide()
        self.chosen.emit(option)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.isVisible():
            return self._on_key(Qt.Key(event.key()))
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % max(1, self.list.count()))
            self._tell()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            return self._choose(self.list.currentItem()) and key != Qt.Key.Key_Tab
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False
