"""The tour points at the real thing, goes by key, is left by Esc, and comes back only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.frame import Preferences
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.tour.steps import tour_steps
from crmdesk.ui.tour.tour import Tour
from crmdesk.ui.widgets import Label
from tests.gallery.stage import Stage, stage


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(qapp, tmp_path_factory.mktemp("s"), signed_in=True) as made:
        yield made


@pytest.fixture
def tour(shown: Stage) -> Iterator[Tour]:
    shown.dress("en", "light", QSize(1366, 768))
    made = shown.workspace.tour
    shown.window.preferences.tour_shown = False
    yield made
    made.end()
    shown.dress("en", "light", QSize(1366, 768))


def press(shown: Stage, key: Qt.Key) -> None:
    focused: QWidget | None = shown.window.focusWidget()
    QTest.keyClick(focused if focused is not None else shown.window, key)


def test_enter_goes_through_all_steps_and_ends(shown: Stage, tour: Tour) -> None:
    tour.welcome()
    titles = []
    while tour.is_shown:
        assert tour.bubble.next_button.hasFocus()
        titles.append(tour.bubble.title.full_text())
        press(shown, Qt.Key.Key_Return)
        assert len(titles) <= 6
    assert titles == [step.title() for step in tour_steps(shown.window)]
    assert not tour.bubble.isVisible()
    assert not tour.ring.isVisible()
    assert shown.page.isAncestorOf(shown.window.focusWidget() or shown.window)


def test_each_step_stands_beside_its_target_in_every_language_and_size(shown: Stage, tour: Tour) -> None:
    for language in LANGUAGES:
        for size in (QSize(1366, 768), QSize(1000, 640), QSize(1920, 1080)):
            shown.dress(language, "light", size)
            tour.start()
            for step in tour_steps(shown.window):
                target = step.place()
                assert target is not None, (language, step.title())
                bubble = tour.bubble.geometry()
                assert shown.window.rect().contains(bubble), (language, size, step.title())
                assert not bubble.intersects(target), (language, size, step.title())
                assert tour.ring.geometry().contains(target)
                for label in tour.bubble.findChildren(Label):
                    assert label.height() >= label.heightForWidth(label.width()), (
                        language,
                        label.full_text(),
                    )
                tour.bubble.next_button.click()


def test_it_follows_its_target_when_the_window_is_resized(shown: Stage, tour: Tour) -> None:
    tour.start()
    for _ in range(3):
        press(shown, Qt.Key.Key_Return)
    before = tour.ring.geometry()
    shown.window.resize(1366, 900)
    shown.settle()
    light = shown.window.sync_light
    placed = QRect(light.mapTo(shown.window, light.rect().topLeft()), light.size())
    assert tour.ring.geometry().contains(placed)
    assert tour.ring.geometry() != before


def test_escape_ends_it_wherever_the_keyboard_is(shown: Stage, tour: Tour) -> None:
    tour.start()
    press(shown, Qt.Key.Key_Escape)
    assert not tour.is_shown
    tour.start()
    shown.page.setFocus()
    press(shown, Qt.Key.Key_Escape)
    assert not tour.is_shown
    assert shown.window.pages.history.current == "today"


def test_the_window_works_beside_it(shown: Stage, tour: Tour) -> None:
    tour.start()
    QTest.keyClick(shown.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert shown.window.pages.history.current == "accounts"
    assert tour.is_shown
    press(shown, Qt.Key.Key_Escape)
    assert not tour.is_shown
    assert shown.window.pages.history.current == "accounts"


def test_a_step_whose_target_is_not_on_screen_stands_alone(shown: Stage, tour: Tour) -> None:
    tour.start()
    tour.bubble.next_button.click()
    shown.desk.go("accounts")
    shown.settle()
    tour._place()
    assert not tour.ring.isVisible(), "the quick log's button is on Today"
    assert shown.window.rect().contains(tour.bubble.geometry())


def test_it_is_shown_once_and_again_when_asked_for(shown: Stage, tour: Tour, tmp_path: Path) -> None:
    tour.welcome()
    assert tour.is_shown
    tour.end()
    tour.welcome()
    assert not tour.is_shown
    assert shown.window.pages.history.current == "today"
    shown.window.menus.action("tour").trigger()
    assert tour.is_shown
    fresh = Preferences(tmp_path / "desktop.ini")
    assert not fresh.tour_shown
    fresh.tour_shown = True
    fresh.save()
    assert Preferences(tmp_path / "desktop.ini").tour_shown


def test_a_screen_reader_hears_the_step_with_the_button(shown: Stage, tour: Tour, qtbot: QtBot) -> None:
    tour.start()
    step = tour_steps(shown.window)[0]
    assert tour.bubble.accessibleName() == f"Tour: {step.title()}"
    assert tour.bubble.next_button.accessibleDescription() == f"{step.title()}. {step.text()}"
    tour.bubble.next_button.click()
    step = tour_steps(shown.window)[1]
    assert tour.bubble.next_button.accessibleDescription() == f"{step.title()}. {step.text()}"
    tour.bubble.back_button.click()
    assert tour.bubble.count.full_text() == "1 of 6"
