"""What floats throws the same soft shadow on every screen."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.widgets.shadow import Shadow

SHOWN = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from tests.ui.widgets.test_shadow import darkness
print(*darkness(app))
"""


def darkness(app: QApplication) -> list[int]:
    """How dark it is above, beside and below a white frame on a white window, in its middle and 10 pixels off."""
    window = QWidget()
    window.setStyleSheet("background: white")
    window.resize(400, 300)
    frame = QFrame(window)
    Shadow(frame)
    frame.setGeometry(100, 100, 200, 80)
    window.show()
    app.processEvents()
    seen: QImage = window.grab().toImage()
    scale = seen.devicePixelRatio()
    places = ((200, 90), (90, 140), (310, 140), (200, 190), (200, 40), (20, 20))
    found = [255 - seen.pixelColor(round(x * scale), round(y * scale)).red() for x, y in places]
    window.close()
    return found


def test_a_shadow_is_soft_and_lies_low(qapp: QApplication, qtbot: QtBot) -> None:
    above, left, right, below, far, corner = darkness(qapp)
    assert 0 < above < left < below < 60
    assert right == pytest.approx(left, abs=1)
    assert far == corner == 0


@pytest.mark.parametrize("scale", ["1.25", "2"])
def test_it_is_the_same_where_a_pixel_is_several(scale: str, qapp: QApplication, qtbot: QtBot) -> None:
    told = subprocess.run(
        [sys.executable, "-c", SHOWN],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert list(map(int, told.stdout.split())) == pytest.approx(darkness(qapp), abs=3)
