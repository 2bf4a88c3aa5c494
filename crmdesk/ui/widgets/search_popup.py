"""Owns the list under the search box: heads, lines, the line of keys below. The box keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.ui.accessible import Speaks, say_aloud
from crmdesk.ui.widgets.card import Line
from crmdesk.ui.widgets.hit_delegate import (
    ASIDE_ROLE,
    DETAIL_MARKS_ROLE,
    DETAIL_ROLE,
    HEAD,
    HEAD_ROLE,
    ICON_ROLE,
    LINE,
    MARKS_ROLE,
    TARGET_ROLE,
    HitDelegate,
)
from crmdesk.ui.widgets.labels import Label
from crmdesk.ui.widgets.shadow import Shadow

Span = tuple[int, int]
_PAGE = 8
_ABOVE_HINT = 5
_AROUND = 2 * 6 + 2 * 1 + 1
"""Pixels of the margins, the edges and the line above the hint."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result. `target` is what `chosen` reports; hits with the same `group` stand under one head."""

    target: str
    title: str
    group: str = ""
    detail: str = ""
    icon: str = "search"
    aside: str = ""
    """At the right: a shortcut, or the kind of record where the head does not say it."""
    marks: tuple[Span, ...] = ()
    """The parts of the title that match, as first and beyond the last character."""
    detail_marks: tuple[Span, ...] = ()


class SearchPopup(Speaks, QFrame):
    """A child of the window. Filling it again for the same text keeps what is chosen, and where it stands."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self.nothing_text = "{0}"
        self.waiting_text = ""
        self.text: str | None = None
        """The text that is answered, None while the list is empty."""
        self.final = True
        """Whether that is the whole answer."""
        self._shown: list[SearchHit] = []
        self.setProperty("floating", True)
        Shadow(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(0)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(False)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = Label(tone="muted")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hint = Label(tone="muted")
        self.hint.setContentsMargins(10, 6, 10, 2)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.list, 1)
        column.addSpacing(_ABOVE_HINT)
        column.addWidget(Line())
        column.addWidget(self.hint)
        box.window().installEventFilter(self)
        self.hide()

    def fill(self, text: str, hits: Sequence[SearchHit], *, final: bool = True) -> None:
        """Show hits; `final` False: more may follow for the same text, so that none yet says nothing."""
        shown, self._shown, self.final = self._shown, list(hits), final
        if text == self.text and shown and shown == self._shown:
            return  # nothing more has come
        chosen = self.target if text == self.text else None
        offset = self._offset() if chosen else 0
        self.list.clear()
        self.text = text
        group = None
        for hit in hits:
            if hit.group and hit.group != group:
                head = QListWidgetItem(hit.group, self.list)
                head.setData(HEAD_ROLE, True)
                head.setSizeHint(HEAD)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            group = hit.group
            self._add(hit)
        self._nothing.setText(self.nothing_text.format(text) if final else self.waiting_text)
        self._nothing.setVisible(not hits)
        self.list.setVisible(bool(hits))
        if not hits:
            say_aloud(self, self._nothing.full_text())
        if not (chosen and self._choose(chosen, offset)):
            self.list.scrollToTop()
            self.step(1, start=-1)

    def _add(self, hit: SearchHit) -> None:
        item = QListWidgetItem(hit.title, self.list)
        for role, value in (
            (DETAIL_ROLE, hit.detail),
            (ICON_ROLE, hit.icon),
            (TARGET_ROLE, hit.target),
            (ASIDE_ROLE, hit.aside),
            (MARKS_ROLE, hit.marks),
            (DETAIL_MARKS_ROLE, hit.detail_marks),
        ):
            if value:
                item.setData(role, value)
        item.setSizeHint(LINE)
        said = ", ".join(filter(None, (hit.title, hit.detail, hit.aside)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    @property
    def target(self) -> str | None:
        """What is chosen."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(TARGET_ROLE)) if row >= 0 else None

    def _offset(self) -> int:
        return int(self.list.visualItemRect(self.list.currentItem()).top())

    def _choose(self, target: str, offset: int) -> bool:
        """Chooses a hit that was chosen before, at the height at which it stood."""
        for row in range(self.list.count()):
            if self.list.item(row).data(TARGET_ROLE) == target:
                self.list.setCurrentRow(row)
                self.list.doItemsLayout()
                bar = self.list.verticalScrollBar()
                bar.setValue(bar.value() + self._offset() - offset)
                return True
        return False

    def content_height(self) -> int:
        below = int(self.hint.sizeHint().height()) + _ABOVE_HINT + _AROUND
        if not self.list.count():
            return int(self._nothing.sizeHint().height()) + below
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        return rows + below + 2 * self.list.frameWidth()

    def step(self, step: int, start: int | None = None) -> bool:
        """Choose the next line that can be chosen, downwards (1) or upwards (-1); False at the end."""
        row = self.list.currentRow() if start is None else start
        while 0 <= (row := row + step) < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                if row == 1:
                    self.list.scrollToTop()  # its head is worth seeing again
                return True
        return False

    def go(self, key: int) -> bool:
        """Move as the key says; False when it is none that moves."""
        count = self.list.count()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            for _ in range(_PAGE):
                if not self.step(1 if key == Qt.Key.Key_PageDown else -1):
                    break
        elif key == Qt.Key.Key_Home:
            self.step(1, start=-1)
        elif key == Qt.Key.Key_End:
            self.step(-1, start=count)
        else:
            return False
        self._tell()
        return True

    def _tell(self) -> None:
        """The keyboard stays in the box, so that a screen reader would not notice what is chosen."""
        chosen = self.list.currentItem()
        if chosen is not None:
            say_aloud(self.list, str(chosen.data(Qt.ItemDataRole.AccessibleTextRole)))

    def sizeHint(self) -> QSize:
        return QSize(480, self.content_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.hide()
        return False
