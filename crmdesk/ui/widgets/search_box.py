"""Owns the search box and its list of results. Knows nothing of how is searched: hits are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from crmdesk.ui import theme
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.hit_delegate import DETAIL_ROLE, HEAD_ROLE, ICON_ROLE, TARGET_ROLE, HitDelegate
from crmdesk.ui.widgets.labels import Label

_PAUSE_MS = 60  # between the last key and the query; a frame or two of a fast typist
_AT_MOST = 40
_TALLEST = 440


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result. `target` is what `chosen` reports; hits with the same `group` stand under one head."""

    target: str
    title: str
    group: str = ""
    detail: str = ""
    icon: str = "search"


class SearchBox(Retranslates, QLineEdit):
    """One box for everything: type, arrow down, Enter. `Esc` empties it, then leaves it."""

    searched = Signal(str)
    """The text to look for; answer with `set_results` for the same text."""
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent = ""
        self.setClearButtonEnabled(True)
        self._lens = QAction(self)
        theme.set_icon(self._lens, "search")
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._send)
        self.textEdited.connect(lambda _: self._pause.start())
        self.textChanged.connect(self._on_text)
        self.popup = _Popup(self)
        self.popup.list.itemClicked.connect(self._choose)
        self._before: QWidget | None = None
        self.retranslate()

    def retranslate(self) -> None:
        self.setPlaceholderText(self.tr("Search everything"))
        self.setAccessibleName(self.tr("Search everything"))
        self.popup.list.setAccessibleName(self.tr("Search results"))
        self.popup.nothing_text = self.tr("Nothing found for “{0}”")

    def set_results(self, text: str, hits: Sequence[SearchHit]) -> None:
        """Show the answer to a search; ignored when the user has typed on since."""
        if text != self.text().strip() or not text or not self.hasFocus():
            return
        self.popup.fill(text, hits[:_AT_MOST])
        self.show_popup()

    def activate(self) -> None:
        """Take the keyboard, remembering where it was."""
        focused = self.window().focusWidget()
        if focused is not self:
            self._before = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _on_text(self, text: str) -> None:
        if not text.strip():
            self._pause.stop()
            self.popup.hide()

    def _send(self) -> None:
        text = self.text().strip()
        if text:
            self._sent = text
            self.searched.emit(text)

    def _choose(self, item: QListWidgetItem | None) -> None:
        target = item.data(TARGET_ROLE) if item is not None else None
        if target:
            self.popup.hide()
            self.clear()
            self._give_back()  # what opens now takes the keyboard only from others, never from a box in use
            self.chosen.emit(target)

    def show_popup(self) -> None:
        """Open the list under the box, above everything else in the window."""
        window = self.window()
        if self.popup.parentWidget() is not window:
            self.popup.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        width = max(self.width(), 480)
        left = min(corner.x(), window.width() - width - 16)
        height = min(self.popup.content_height(), _TALLEST, window.height() - corner.y() - 16)
        self.popup.setGeometry(max(8, left), corner.y(), width, height)
        self.popup.show()
        self.popup.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif self.popup.isVisible() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.move_current(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.popup.isVisible() and not self._pause.isActive() and self._sent == self.text().strip():
                self._choose(self.popup.list.currentItem())
            else:
                self._pause.stop()
                self._send()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        if self.text():
            self.clear()
        else:
            self._give_back()

    def _give_back(self) -> None:
        """The keyboard goes where it was."""
        before = self._before
        if before is not None and isValid(before) and before.isVisible():  # its page may be gone meanwhile
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]  # Qt's own event, handed on
        self.popup.hide()


class _Popup(QFrame):
    """The list under the box: a child of the window, so that the box keeps the keyboard."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box)
        self._box = box
        self.nothing_text = "{0}"
        self.setProperty("card", True)
        shadow = QGraphicsDropShadowEffect(self, blurRadius=32)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = Label(tone="muted")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self._nothing)
        column.addWidget(self.list)
        box.window().installEventFilter(self)
        self.hide()

    def fill(self, text: str, hits: Sequence[SearchHit]) -> None:
        self.list.clear()
        group = None
        for hit in hits:
            if hit.group and hit.group != group:
                head = QListWidgetItem(hit.group, self.list)
                head.setData(HEAD_ROLE, True)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            group = hit.group
            item = QListWidgetItem(hit.title, self.list)
            item.setData(DETAIL_ROLE, hit.detail)
            item.setData(ICON_ROLE, hit.icon)
            item.setData(TARGET_ROLE, hit.target)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (hit.title, hit.detail))))
        self._nothing.setText(self.nothing_text.format(text))
        self._nothing.setVisible(not hits)
        self.list.setVisible(bool(hits))
        self.move_current(1, start=-1)

    def content_height(self) -> int:
        if not self.list.count():
            return int(self._nothing.sizeHint().height()) + 14
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        return rows + 14 + 2 * self.list.frameWidth()

    def move_current(self, step: int, start: int | None = None) -> None:
        row = self.list.currentRow() if start is None else start
        while 0 <= (row := row + step) < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                return

    def sizeHint(self) -> QSize:
        return QSize(480, self.content_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.hide()
        return False
