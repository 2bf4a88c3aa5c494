"""Keeps keyboard and scroll bars where they are while a part of the window is filled anew. Knows no page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QScrollBar, QWidget


@contextmanager
def staying(part: QWidget) -> Iterator[None]:
    """What had the keyboard and is built anew has it again, by its kind and name, and what is read stays in sight.

    Where nothing has that name any more, the keyboard is where the block left it.
    """
    held: QWidget | None = part.window().focusWidget()
    name = _name(held) if held is not None and part.isAncestorOf(held) else ""
    bars = [_HeldBar.of(area.verticalScrollBar()) for area in part.findChildren(QScrollArea)]
    stood = [bar.place() for bar in bars]
    yield
    if held is not None and name and not (shiboken6.isValid(held) and held.isVisibleTo(part)):
        for each in part.findChildren(type(held)):
            if _name(each) == name and _shown_at_once(each, part):
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                break
    for bar, place in zip(bars, stood, strict=True):
        bar.go_back(place)


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _shown_at_once(widget: QWidget, part: QWidget) -> bool:
    """Shows what its layout would show later, as only what is shown takes the keyboard; whether it is to be seen: what
    somebody has hidden stays so."""
    around = [widget]
    while (outer := around[-1].parentWidget()) is not None and outer is not part:
        around.append(outer)
    unseen = [each for each in around if each.isHidden()]
    if any(each.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) for each in unseen):
        return False
    for each in unseen:
        each.show()
    return True


class _HeldBar(QObject):
    """A bar that goes back to where it stood as soon as there is as much to scroll again, for what is long is built
    little by little. Whoever scrolls meanwhile stays where they went."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._stood: int | None = None
        """None while nothing is to be gone back to."""
        bar.rangeChanged.connect(self._on_range)
        bar.valueChanged.connect(self._on_value)

    @classmethod
    def of(cls, bar: QScrollBar) -> _HeldBar:
        """The one of a bar."""
        known = bar.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return known if isinstance(known, cls) else cls(bar)

    def place(self) -> int:
        """Where it stands, or is on its way back to."""
        return max(self._bar.value(), self._stood or 0)

    def go_back(self, place: int) -> None:
        """To that place, as far as there is room, and the rest of the way when there is."""
        self._bar.setValue(place)
        self._stood = place or None

    def _on_range(self, _lowest: int, highest: int) -> None:
        if self._stood is not None and highest >= self._stood:
            self._bar.setValue(self._stood)
            self._stood = None

    def _on_value(self, value: int) -> None:
        if self._stood is not None and not value == self._bar.maximum() < self._stood:
            self._stood = None
