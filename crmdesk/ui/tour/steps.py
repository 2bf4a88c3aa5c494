"""What the tour points at, and what it says there, in the order of a first look. Knows the window, not the bubble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtWidgets import QWidget

from crmdesk.ui.frame import MainWindow
from crmdesk.ui.today.page import TodayPage

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class TourStep:
    """`place` gives where its target is in the window; None while it is not on screen."""

    title: Words
    text: Words
    place: Callable[[], QRect | None]


def tour_steps(window: MainWindow) -> tuple[TourStep, ...]:
    """Search, quick log, Today, the sync light, undo, the keys."""
    return (
        TourStep(
            lambda: QCoreApplication.translate("Tour", "Find anything"),
            lambda: QCoreApplication.translate(
                "Tour",
                "Ctrl+K from anywhere: customers, people, commands and settings, by any part of a word.",
            ),
            lambda: _of(window, window.search),
        ),
        TourStep(
            lambda: QCoreApplication.translate("Tour", "Log it in one line"),
            lambda: QCoreApplication.translate(
                "Tour", "Type what happened, as you would say it. You see what it becomes before it is saved."
            ),
            lambda: _of(window, _quick_log(window)),
        ),
        TourStep(
            lambda: QCoreApplication.translate("Tour", "Your day starts here"),
            lambda: QCoreApplication.translate(
                "Tour", "Visits, tasks, and what went quiet. Two clicks at most to log a visit."
            ),
            lambda: _of(window, window.sections.button("today")),
        ),
        TourStep(
            lambda: QCoreApplication.translate("Tour", "Saved here, sent when it can be"),
            lambda: QCoreApplication.translate(
                "Tour",
                "Everything works without a network. This light says what waits and when it last synced.",
            ),
            lambda: _of(window, window.sync_light),
        ),
        TourStep(
            lambda: QCoreApplication.translate("Tour", "Nothing is final"),
            lambda: QCoreApplication.translate(
                "Tour",
                "Ctrl+Z takes back what you did last, even many changes at once. No questions asked.",
            ),
            lambda: window.menus.place_of("edit"),
        ),
        TourStep(
            lambda: QCoreApplication.translate("Tour", "Every key on one page"),
            lambda: QCoreApplication.translate(
                "Tour", "F1 shows the keys of the page in front of you. This tour is in the same menu."
            ),
            lambda: window.menus.place_of("help"),
        ),
    )


def _quick_log(window: MainWindow) -> QWidget | None:
    page = window.pages.currentWidget()
    return page.quick_log if isinstance(page, TodayPage) else None


def _of(window: MainWindow, target: QWidget | None) -> QRect | None:
    if target is None or not target.isVisibleTo(window) or target.visibleRegion().isEmpty():
        return None
    return QRect(target.mapTo(window, QPoint(0, 0)), target.size())
