"""The order in which Tab goes through a window: as people read it, whatever was built first. Knows no page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QScrollArea, QStackedLayout, QStackedWidget, QWidget

from crmdesk.ui.widgets.placed import placed

_BACKWARDS = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """What Tab can reach in a widget, itself included, top to bottom and left to right as its layouts place it."""
    if widget.isHidden():
        return
    takes = widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    if takes and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea | QStackedWidget):
        inside = widget.widget() if isinstance(widget, QScrollArea) else widget.currentWidget()
        if inside is not None:
            yield from reading_order(inside)
    elif (layout := widget.layout()) is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    things = placed(layout)
    if isinstance(layout, QStackedLayout):
        things = [each for each in things if each is layout.currentWidget()]
    elif isinstance(layout, QBoxLayout) and layout.direction() in _BACKWARDS:
        things.reverse()
    for thing in things:
        yield from reading_order(thing) if isinstance(thing, QWidget) else _of_layout(thing)


def _place(order: list[QWidget], current: QWidget | None) -> int | None:
    """Where a widget is among what Tab reaches, or the first in it; None when it is not there."""
    if current in order:
        return order.index(current)
    return next((at for at, each in enumerate(order) if current and current.isAncestorOf(each)), None)


def step(root: QWidget, current: QWidget | None, *, forward: bool) -> bool:
    """Give the keyboard to the next widget of `root`, going around at its end; False when `current` is none of it.

    From a page itself, which Tab does not stop at, the next is the first of what is in it.
    """
    order = list(reading_order(root))
    place = _place(order, current)
    if current is None or place is None:
        return False
    onward = (1 if current in order else 0) if forward else -1
    target = order[(place + onward) % len(order)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    around = target.parentWidget()
    while around is not None and around is not root:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(target)
        around = around.parentWidget()
    return True
