"""Leads through the steps in the window: begins once, goes on by key, ends at any time, and is never in the way."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crmdesk.ui.frame import Command, MainWindow
from crmdesk.ui.tour.bubble import Bubble, Ring
from crmdesk.ui.tour.steps import tour_steps

_FOLLOW_MS = 200
"""How often the place of a target is looked at while the tour is shown: a page may lay itself out anew."""


class Tour(QObject):
    """Puts itself into the Help menu. Nothing of the window is locked while it is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._steps = tour_steps(window)
        self._at: int | None = None
        self.ring, self.bubble = Ring(window), Bubble(window)
        self.bubble.forth.connect(self._forth)
        self.bubble.back.connect(self._back)
        self.bubble.left.connect(self.end)
        self._follow = QTimer(self, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._place)
        window.installEventFilter(self)
        window.add_command(
            Command(
                "tour",
                lambda: QCoreApplication.translate("Tour", "Tour of the window"),
                self.start,
                "help",
                icon="info",
            )
        )

    @property
    def is_shown(self) -> bool:
        return self._at is not None

    def welcome(self) -> None:
        """Show Today to somebody who has come in for the first time, with the tour if this profile never saw it."""
        self._window.show_section("today")
        if not self._window.preferences.tour_shown:
            self.start()

    def start(self) -> None:
        """Begin at the first step, on Today."""
        window = self._window
        window.preferences.tour_shown = True
        with window.undisturbed():
            window.show_section("today")
            self._show(0)
            self.bubble.next_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow.start()

    def end(self) -> None:
        """Take it away; the keyboard goes back to where it was."""
        focused: QWidget | None = self._window.focusWidget()
        had = focused is not None and self.bubble.isAncestorOf(focused)
        self._at = None
        self._follow.stop()
        self.ring.hide()
        self.bubble.hide()
        page = self._window.pages.currentWidget()
        if had and page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forth(self) -> None:
        if self._at is not None and self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self.end()

    def _back(self) -> None:
        self._show(max(0, (self._at or 0) - 1))
        if self._at == 0:
            self.bubble.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, number: int) -> None:
        self._at = number
        step = self._steps[number]
        self.bubble.say(step.title(), step.text(), number, len(self._steps))
        self.bubble.show()
        self._place()

    def _place(self) -> None:
        if self._at is None:
            return
        target = self._steps[self._at].place()
        self.ring.surround(target)
        self.bubble.stand_by(target, self._window.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._at is None:
            return False
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.LanguageChange:
            self._show(self._at)
        return event.type() == QEvent.Type.KeyPress and self._ends_at(event)

    def _ends_at(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        self.end()
        return True
