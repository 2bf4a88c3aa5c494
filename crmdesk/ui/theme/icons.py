"""Owns the icons: one family of stroke drawings, tinted with the theme's colours. Knows no meaning of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crmdesk.locations import resource_path
from crmdesk.ui.theme.state import current

_NAME, _TONE = "themeIcon", "themeTone"
_SIZES = (16, 20, 24)
_INK = "#000000"  # what the drawings are stroked with


class TakesIcon(Protocol):
    """Buttons and actions."""

    def setIcon(self, icon: QIcon, /) -> None: ...

    def setProperty(self, name: str, value: object, /) -> bool: ...


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _renderer(name: str, color: str) -> QSvgRenderer:
    """Kept for as long as the sizes of one icon are drawn: reading a drawing costs more than drawing it."""
    return QSvgRenderer(QByteArray(svg(name, color).encode()))


@lru_cache(maxsize=2048)
def _tinted(name: str, color: str, size: int, scale: float) -> QPixmap:
    renderer = _renderer(name, color)
    side = round(size * scale)
    image = QPixmap(side, side)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


def svg(name: str, color: str) -> str:
    """The drawing as SVG text in a colour `#rrggbb`. Raises FileNotFoundError for an unknown name."""
    return _drawing(name).replace(_INK, color)


def pixmap(name: str, tone: str = "text_muted", size: int = 16) -> QPixmap:
    """The icon for painting: `size` in device-independent pixels, sharp on the densest screen attached."""
    screens = QGuiApplication.screens()
    scale = max((screen.devicePixelRatio() for screen in screens), default=1.0)
    return _tinted(name, current().colors[tone], size, scale)


@lru_cache(maxsize=512)
def _icon(name: str, normal: str, disabled: str, scales: tuple[float, ...]) -> QIcon:
    # Each drawing costs as much as a small query, and the first window shows dozens: only what a screen can show.
    result = QIcon()
    for size in _SIZES:
        for scale in scales:
            result.addPixmap(_tinted(name, normal, size, scale))
            result.addPixmap(_tinted(name, disabled, size, scale), QIcon.Mode.Disabled)
    return result


def icon(name: str, tone: str = "text_muted") -> QIcon:
    """A QIcon of the family in a colour token. Raises FileNotFoundError (name) or KeyError (tone).

    It keeps its colours when the mode changes; `set_icon` makes one that follows.
    """
    colors = current().colors
    scales = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}
    return _icon(name, colors[tone], colors["text_disabled"], tuple(sorted(scales)))


def set_icon(target: TakesIcon, name: str, tone: str = "text_muted") -> None:
    """Give a button or action an icon that is drawn anew whenever the theme changes."""
    target.setProperty(_NAME, name)
    target.setProperty(_TONE, tone)
    target.setIcon(icon(name, tone))


def retint(targets: Iterable[QObject]) -> None:
    """Draw the icons given by `set_icon` in the colours of the theme now in force."""
    for target in targets:
        name = target.property(_NAME)
        if name and hasattr(target, "setIcon"):
            target.setIcon(icon(str(name), str(target.property(_TONE))))
