"""Where controls stand out of reach or are too small to hit. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from tests.accessibility.spoken import place, takes_keyboard, visible

LEAST = 24
"""Pixels either way that a pointer target has (WCAG 2.2, 2.5.8)."""
_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_TOLERANCE = 2


def out_of_reach(tops: Iterable[QWidget]) -> Iterator[str]:
    """One line for each control of which a part can be neither seen nor scrolled to."""
    for widget in visible(tops):
        if takes_keyboard(widget) and not _in_item_view(widget):
            beyond = _beyond(widget)
            if beyond:
                yield f"{place(widget)} {_words(widget)}: {beyond}"


def _in_item_view(widget: QWidget) -> bool:
    """Editors and heads in tables and canvases lie where rows and hours do; their view scrolls to them itself."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QAbstractScrollArea) and not isinstance(around, QScrollArea):
            return True
        around = around.parentWidget()
    return False


def _beyond(widget: QWidget) -> str:
    """What hides a part of it."""
    inner, around = widget, widget.parentWidget()
    if widget.width() < 8 or widget.height() < 8:
        return f"only {widget.width()} × {widget.height()}"
    while around is not None and not inner.isWindow():
        shown = QRect(inner.mapTo(around, QPoint(0, 0)), inner.size())
        area = around.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is around:
            # What scrolls has no end below; sideways only where there is a bar.
            if area.horizontalScrollBarPolicy() == _OFF and shown.width() > around.width() + _TOLERANCE:
                return f"{shown.width()} wide in an area of {around.width()} that does not scroll sideways"
            inner, around = area, area.parentWidget()
            continue
        hidden = _outside(shown, around.rect())
        if hidden:
            return f"{hidden} of {type(around).__name__}"
        # A widget as large as it is within is as good as the one around it.
        if not around.isWindow() and isinstance(around, QWidget):
            around = around.parentWidget()
            continue
        break
    return ""


def _outside(shown: QRect, room: QRect) -> str:
    if shown.right() > room.right() + _TOLERANCE:
        return f"{shown.right() - room.right()} pixels right"
    if shown.left() < -_TOLERANCE:
        return f"{-shown.left()} pixels left"
    if shown.bottom() > room.bottom() + _TOLERANCE:
        return f"{shown.bottom() - room.bottom()} pixels below"
    return f"{-shown.top()} pixels above" if shown.top() < -_TOLERANCE else ""


def too_small(tops: Iterable[QWidget], least: int = LEAST) -> Iterator[str]:
    """One line for each button that a pointer could hardly hit."""
    for widget in visible(tops):
        if not isinstance(widget, QAbstractButton) or not widget.isEnabled() or isinstance(widget, QLabel):
            continue
        if isinstance(widget.parentWidget(), QLineEdit):
            continue  # a mark in a line, which takes the click itself
        if widget.height() < least or widget.width() < min(least, LEAST):
            yield f"{place(widget)} {_words(widget)}: {widget.width()} × {widget.height()}"


def _words(widget: QWidget) -> str:
    return f"“{widget.accessibleName() or getattr(widget, 'text', str)()}”"
