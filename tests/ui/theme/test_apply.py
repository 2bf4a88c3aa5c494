"""A theme is put into force at run time, icons included."""

import re

import pytest
from PySide6.QtGui import QAction, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
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
    button.show()
    theme.set_icon(button, "check", "text")
    assert _ink(button.icon()) == theme.current().colors["text"]
    dark = theme.apply(qapp, "dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == dark.colors["window"]
    assert _ink(button.icon()) == dark.colors["text"]
    theme.apply(qapp, "light")


def test_what_is_hidden_turns_dark_when_it_is_shown(
    qtbot: QtBot, qapp: QApplication, translator: Translator
) -> None:
    pages, front, behind = QStackedWidget(), QLabel("a"), QWidget()
    button, line = QPushButton("b", behind), QLabel("c", behind)
    line.setProperty("tone", "muted")
    theme.set_icon(button, "check", "text")
    for page in (front, behind):
        pages.addWidget(page)
    qtbot.addWidget(pages)
    pages.show()
    pages.setCurrentWidget(behind)
    pages.setCurrentWidget(front)
    light = theme.current()
    dark = theme.apply(qapp, "dark")
    try:
        assert _words(front) == dark.colors["text"]
        assert _words(line) == light.colors["text_muted"], "nobody sees it, so nobody waits for it"
        pages.setCurrentWidget(behind)
        assert _words(line) == dark.colors["text_muted"]
        assert _words(button) == dark.colors["text"]
        assert _ink(button.icon()) == dark.colors["text"]
    finally:
        theme.apply(qapp, "light")


def test_what_has_to_be_scrolled_to_turns_dark_a_moment_later(
    qtbot: QtBot, qapp: QApplication, translator: Translator
) -> None:
    area, page = QScrollArea(), QWidget()
    above, below = QLabel("a", page), QLabel("b", page)
    below.move(0, 900)
    page.setFixedSize(200, 1000)
    area.setWidget(page)
    qtbot.addWidget(area)
    area.resize(220, 200)
    area.show()
    light = theme.current()
    dark = theme.apply(qapp, "dark")
    try:
        assert _words(above) == dark.colors["text"]
        assert _words(below) == light.colors["text"], "nobody sees it, so nobody waits for it"
        qtbot.waitUntil(lambda: _words(below) == dark.colors["text"])
    finally:
        theme.apply(qapp, "light")


def test_icons_of_commands_follow_a_moment_later(
    qtbot: QtBot, qapp: QApplication, translator: Translator
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = [QAction(window) for _ in range(20)]
    for action in actions:
        theme.set_icon(action, "check", "text")
        window.addAction(action)
    actions[3].deleteLater()
    dark = theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: _ink(actions[-1].icon()) == dark.colors["text"])
    theme.apply(qapp, "light")


def _words(widget: QWidget) -> str:
    return widget.palette().color(widget.foregroundRole()).name()


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
