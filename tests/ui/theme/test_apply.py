"""A theme is put into force at run time, icons included."""

import re

import pytest
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.locations import resource_path
from crmdesk.ui import theme
from crmdesk.ui.theme.icons import svg
from crmdesk.ui.translations import Translator

ICONS = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


def _ink(icon: QIcon) -> str:
    """The colour of the most opaque pixel."""
    image = icon.pixmap(32, 32).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda color: color.alpha()).name()


def test_dark_mode_turns_palette_and_given_icons_dark(
    qtbot: QtBot, qapp: QApplication, translator: Translator
) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "check", "text")
    assert _ink(button.icon()) == theme.current().colors["text"]
    dark = theme.apply(qapp, "dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == dark.colors["window"]
    assert _ink(button.icon()) == dark.colors["text"]
    theme.apply(qapp, "light")


def test_whoever_asked_is_told_of_a_change(qtbot: QtBot, qapp: QApplication, translator: Translator) -> None:
    from crmdesk.ui.theme.state import look

    with qtbot.waitSignal(look().changed):
        theme.apply(qapp, "dark")
    theme.apply(qapp, "light")


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_of_one_family(name: str) -> None:
    drawing = svg(name, "#123456")
    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke-width="1.75"' in drawing
    assert set(re.findall(r"#[0-9a-f]{6}", drawing)) == {"#123456"}


@pytest.mark.parametrize("name", ICONS)
def test_icons_paint_something(qapp: QApplication, name: str) -> None:
    image = theme.icon(name).pixmap(24, 24).toImage()
    painted = sum(
        image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(image.height())
    )
    assert painted >= 12


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")
