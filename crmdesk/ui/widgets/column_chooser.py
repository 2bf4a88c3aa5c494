"""Owns the pop-up that says which columns a table shows, in which order and how wide, by mouse and by keys alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.models import Column
from crmdesk.ui.translations import label
from crmdesk.ui.widgets.buttons import IconButton
from crmdesk.ui.widgets.column_layout import ColumnLayout
from crmdesk.ui.widgets.labels import Label

STEP = 16
"""Pixels that a column grows or shrinks at a key: two of the grid."""
_KEY = int(Qt.ItemDataRole.UserRole)
_ALT = Qt.KeyboardModifier.AltModifier
_WIDTH, _MOST_ROWS = 304, 12


class ColumnChooser(Speaks, QFrame):
    """Space shows or hides, Alt+Up and Alt+Down move, Left and Right make narrower and wider, Esc leaves.

    Columns on screen stand first, in their order. What is done shows in the table at once.
    """

    spoken_role = Role.Form

    def __init__(self, parent: QWidget, layout: ColumnLayout, columns: Sequence[Column]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("popup", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Columns"))
        self._layout = layout
        self._columns = {column.key: column for column in columns}
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 16)
        frame.setSpacing(8)
        frame.addWidget(Label(self.tr("Columns"), strong=True))
        self.list = _Choices(self)
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setFixedWidth(_WIDTH)
        frame.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.buttons: dict[str, IconButton] = {}
        for icon, name, keys, act in (
            ("chevron-up", self.tr("Move up"), "Alt+↑", lambda: self.move_by(-1)),
            ("chevron-down", self.tr("Move down"), "Alt+↓", lambda: self.move_by(1)),
            ("narrower", self.tr("Narrower"), "←", lambda: self.widen(-STEP)),
            ("wider", self.tr("Wider"), "→", lambda: self.widen(STEP)),
        ):
            button = self.buttons[icon] = IconButton(icon, size=18)
            button.set_name(name, keys)
            button.clicked.connect(lambda _=False, chosen=act: chosen())
            row.addWidget(button)
        row.addStretch(1)
        self.told = Label(tone="muted")
        row.addWidget(self.told)
        frame.addLayout(row)
        self._fill()
        self.list.itemChanged.connect(self._on_changed)
        self.list.currentItemChanged.connect(lambda *_: self._tell())
        self.list.setCurrentRow(0)

    def _fill(self) -> None:
        shown = self._layout.shown()
        for key in [*shown, *(key for key in self._columns if key not in shown)]:
            item = QListWidgetItem(label(self._columns[key].title_key))
            item.setData(_KEY, key)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            if self._columns[key].strong:  # the column that names the record stays
                flags &= ~Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        height = self.list.sizeHintForRow(0) * min(self.list.count(), _MOST_ROWS)
        self.list.setFixedHeight(height + 2 * self.list.frameWidth())

    def show_at(self, at: QPoint) -> None:
        """Open at a global position, or as near to it as the screen has room."""
        room, size = self.screen().availableGeometry(), self.sizeHint()
        left = max(room.left(), min(at.x(), room.right() - size.width()))
        top = max(room.top(), min(at.y(), room.bottom() - size.height()))
        self.move(left, top)
        self.show()
        self.list.setFocus()

    def _keys(self) -> list[str]:
        """The chosen columns in the order of the pop-up."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked]

    @property
    def _current(self) -> str:
        return str(self.list.currentItem().data(_KEY))

    def _on_changed(self, _: QListWidgetItem) -> None:
        self._layout.arrange(self._keys())
        self._tell()

    def move_by(self, rows: int) -> None:
        """Move the current column up or down among the others."""
        at = self.list.currentRow()
        to = at + rows
        if 0 <= to < self.list.count():
            self.list.blockSignals(True)
            self.list.insertItem(to, self.list.takeItem(at))
            self.list.setCurrentRow(to)
            self.list.blockSignals(False)
            self._layout.arrange(self._keys())
            self._tell()

    def widen(self, pixels: int) -> None:
        """Make the current column so much wider, or narrower, if it is shown."""
        if self._current in self._keys():
            self._layout.set_width(self._current, self._layout.width(self._current) + pixels)
            self._tell()

    def _tell(self) -> None:
        """Say how wide the current column is; nothing of one that is hidden."""
        shown = self._current in self._keys()
        said = self.tr("{0} px wide").format(self._layout.width(self._current)) if shown else ""
        self.told.setText(said)
        self.list.setAccessibleDescription(said)
        for icon in ("narrower", "wider"):
            self.buttons[icon].setEnabled(shown)


class _Choices(QListWidget):
    """The keys that a list does not know."""

    def __init__(self, chooser: ColumnChooser) -> None:
        super().__init__(chooser)
        self._chooser = chooser

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        widths = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}
        key = Qt.Key(event.key())
        if key in moves and event.modifiers() & _ALT:
            self._chooser.move_by(moves[key])
        elif key in widths:
            self._chooser.widen(widths[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._chooser.close()
        else:
            super().keyPressEvent(event)
