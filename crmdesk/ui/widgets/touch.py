"""Owns how large a control is that a finger shall hit. The style sheet makes it so for whatever is marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

TOUCH = 44
"""Pixels at 100 %: the least size of a target (WCAG 2.2, success criterion 2.5.5)."""


def for_fingers(widget: QWidget) -> None:
    """Mark a widget: it and all controls in it are at least `TOUCH` high from now on."""
    widget.setProperty("touch", True)
    for part in widget.findChildren(QWidget):
        if part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # it has its looks already
            part.style().unpolish(part)
            part.style().polish(part)
