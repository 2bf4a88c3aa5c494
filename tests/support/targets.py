"""Measures controls: which of those in sight are smaller than what a finger hits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from crmdesk.ui.widgets.click_row import ClickRow
from crmdesk.ui.widgets.touch import TOUCH

_CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, ClickRow)


def small_targets(root: QWidget) -> list[str]:
    """Every control in sight that is lower or narrower than `TOUCH`, and every table with lower rows, by name and size.
    What lies inside a line (its calendar, its cross) is as high as the line; an editor in a cell as its row."""
    found = []
    for part in root.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, QTableView):
            if part.verticalHeader().defaultSectionSize() < TOUCH:
                found.append(f"rows of {part.accessibleName()}: {part.verticalHeader().defaultSectionSize()}")
        elif isinstance(part, _CONTROLS) and not _within(part):
            size = part.size()
            if size.height() < TOUCH or size.width() < TOUCH:
                name = part.accessibleName() or type(part).__name__
                found.append(f"{name}: {size.width()} × {size.height()}")
    return found


def _within(part: QWidget) -> bool:
    """Whether a larger control holds it, which takes the touch for it."""
    above = part.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, (QLineEdit, QComboBox, QAbstractItemView)):
            return True
        above = above.parentWidget()
    return part.focusPolicy() == Qt.FocusPolicy.NoFocus and isinstance(part, QLineEdit)
