"""Draws the program's icon for those who install it: `python packaging/icons.py FOLDER`.

Writes `crmdesk.ico` (Windows), `crmdesk.icns` (macOS) and `hicolor/SIDExSIDE/apps/crmdesk.png` (Linux, as the icon
theme specification has it), all from resources/app/crmdesk.svg.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QGuiApplication

from crmdesk.ui.app_icon import SIZES, drawn


def write(folder: Path) -> None:
    """Write all of them. Raises OSError for a file that cannot be written."""
    for side in SIZES:
        _save(folder / "hicolor" / f"{side}x{side}" / "apps" / "crmdesk.png", side)
    _save(folder / "crmdesk.ico", 256)
    (folder / "crmdesk.icns").write_bytes(icns({128: b"ic07", 256: b"ic08", 512: b"ic09"}))


def icns(kinds: dict[int, bytes]) -> bytes:
    """Pictures by side and type in Apple's container: type, length with this head in big-endian, PNG; Qt's own writer
    makes a table of contents that it cannot read back itself."""
    content = b""
    for side, kind in kinds.items():
        png = QBuffer()
        png.open(QBuffer.OpenModeFlag.WriteOnly)
        drawn(side).save(png, "PNG")
        data = png.data().data()
        content += kind + struct.pack(">I", len(data) + 8) + data
    return b"icns" + struct.pack(">I", len(content) + 8) + content


def _save(path: Path, side: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not drawn(side).save(str(path)):
        raise OSError(f"cannot write {path}")


if __name__ == "__main__":
    app = QGuiApplication(sys.argv[:1])
    write(Path(sys.argv[1]))
