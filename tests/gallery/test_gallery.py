"""The gallery shows what the workspace has, and notices texts that have no room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

from crmdesk.ui.screens import RECORD_PAGES, SECTIONS
from crmdesk.ui.workspace import NEW
from tests.gallery.__main__ import Wanted, render
from tests.gallery.screens import furnish, screens
from tests.gallery.stage import stage


def test_every_section_record_page_and_form_has_its_picture(qapp: QApplication, tmp_path: Path) -> None:
    with stage(qapp, tmp_path, signed_in=True) as shown:
        furnish(shown)
        names = {screen.name for screen in screens(shown)}
        cut = QLabel("a text that needs more room", shown.page)
        cut.setFixedWidth(20)
        cut.show()
        assert [text for text in shown.cut_texts() if "needs more room" in text]
    assert {section.key for section in SECTIONS} <= names
    assert {f"{name}-page" for name in RECORD_PAGES} | {f"{name}-form" for name, _ in NEW} <= names


def test_pictures_are_written_in_the_wanted_language_theme_and_size(
    qapp: QApplication, tmp_path: Path
) -> None:
    wanted = Wanted(("zh_TW",), ("dark",), (QSize(1366, 768),), ("settings", "sign-in", "failed-today"))
    assert render(qapp, tmp_path, wanted) == []
    found = {path.name: QImage(str(path)) for path in tmp_path.glob("*.png")}
    assert set(found) == {
        f"{name}-zh_TW-dark-1366.png"
        for name in ("settings", "sign-in", "sign-in-again", "sign-in-refused", "failed-today")
    }
    assert {(image.width(), image.height()) for image in found.values()} == {(1366, 768)}
    assert all(image.pixelColor(5, 760).lightness() < 80 for image in found.values())
