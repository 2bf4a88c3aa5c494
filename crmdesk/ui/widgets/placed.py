"""What stands in a layout, in its order. Knows no page.

`QLayout.itemAt` is not for Python: the object that stands for the item stays with its layout when Qt has deleted
the item itself, and whatever widget or menu entry comes to lie at that address is then taken for it (PySide6 6.11).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def placed(layout: QLayout) -> list[QWidget | QLayout]:
    """Its widgets and the layouts within it, as they were added; nothing where the layout lies in no widget yet."""
    around = layout.parentWidget()
    if around is None:
        return []
    widgets = around.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(each), each) for each in widgets]
    places += [(layout.indexOf(each), each) for each in layout.children() if isinstance(each, QLayout)]
    return [thing for at, thing in sorted(places, key=lambda each: each[0]) if at >= 0]
