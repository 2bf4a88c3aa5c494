"""Owns the picture that stands for the program: in the task bar, on windows, in the tray, in what installs it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crmdesk.locations import resource_path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Pixels of a side that desktops ask for."""


def drawn(side: int) -> QImage:
    """The picture with so many pixels a side, on a transparent ground."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(resource_path("app", "crmdesk.svg"))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def app_icon() -> QIcon:
    """The icon of windows, sharp in every size."""
    icon = QIcon()
    for side in SIZES:
        icon.addPixmap(QPixmap.fromImage(drawn(side)))
    return icon
