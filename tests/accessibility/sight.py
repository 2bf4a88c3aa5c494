"""How far words stand out from what is behind them, measured in the picture of a window. Knows no token."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from crmdesk.ui.theme.contrast import LARGE, TEXT, luminance
from tests.accessibility.spoken import place, visible

_LARGE_POINTS = 14
"""Points of bold text from which WCAG 2.2, 1.4.3 calls it large."""
_SHARE = 0.9
"""Strokes are a pixel wide and smoothed: hardly one has all of its colour."""


def pale(top: QWidget) -> Iterator[str]:
    """One line for each text in sight that is too near to its ground."""
    image = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for widget in visible([top]):
        text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        if not text.strip() or not widget.isEnabled():
            continue
        corner = widget.mapTo(top, QPoint(0, 0))
        seen = widget.visibleRegion().boundingRect()
        if seen != widget.rect() or top.childAt(corner + seen.center()) is not widget:
            continue  # a part is scrolled away or covered
        reached = measured(image.copy(QRect(corner, widget.size())))
        bold = widget.font().pointSizeF() >= _LARGE_POINTS and widget.font().weight() >= 600
        if reached < (LARGE if bold else TEXT) * _SHARE:
            yield f"{place(widget)} “{text}”: {reached:.2f}"


def measured(image: QImage) -> float:
    """Contrast between the ground, the colour of most pixels, and the ink, the one farthest from it."""
    colors = Counter(memoryview(image.constBits()).cast("I").tolist())
    ground = _luminance(colors.most_common(1)[0][0])
    return max(_ratio(ground, _luminance(color)) for color in colors)


@cache
def _luminance(color: int) -> float:
    return luminance(f"#{color & 0xFFFFFF:06x}")


def _ratio(one: float, other: float) -> float:
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)
