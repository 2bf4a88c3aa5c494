"""What was drawn by hand, kept as strokes, comes onto paper as a picture."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from crmdesk.ui.visit.signature import picture, written


@pytest.mark.usefixtures("qapp")
def test_strokes_become_a_picture_black_on_white() -> None:
    image = QImage.fromData(picture(written([[(100, 50), (300, 50)]])))
    assert not image.isNull()
    assert QColor(image.pixel(200, 50)).lightness() < 40
    assert QColor(image.pixel(200, 10)).lightness() == 255
