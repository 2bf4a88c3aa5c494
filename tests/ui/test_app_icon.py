"""The program's icon is there in every size and in the form of every system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from crmdesk.ui.app_icon import SIZES, app_icon, drawn

ROOT = Path(__file__).parents[2]


def test_the_icon_is_drawn_in_every_size(qapp: QApplication) -> None:
    assert {size.width() for size in app_icon().availableSizes()} == set(SIZES)
    for side in SIZES:
        image = drawn(side)
        assert image.pixelColor(0, 0).alpha() == 0
        assert image.pixelColor(side // 2, side // 16 or 1).name() == "#2f5bd7"


def test_each_system_gets_its_form(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "icons.py"), str(tmp_path)], check=True, timeout=120
    )
    written = [tmp_path / "crmdesk.ico", tmp_path / "crmdesk.icns"]
    written += [tmp_path / "hicolor" / f"{side}x{side}" / "apps" / "crmdesk.png" for side in SIZES]
    assert all(not QImage(str(path)).isNull() for path in written)
