"""Records in windows of their own beside the main one: the same pages; what they ask for, the main window does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.frame import Command, MainWindow, Page, Preferences
from crmdesk.ui.frame.focus_order import step
from crmdesk.ui.frame.main_window import LEAST
from crmdesk.ui.frame.page_area import PageArea
from crmdesk.ui.held_cells import ask, held_cell
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.widgets import ToastStack

_GEOMETRY = "window/record"
_WIDTH, _HEIGHT = 1000, 760
_CASCADE = 32
"""Pixels that each further window lies below and beside the one before."""


class RecordWindow(QMainWindow):
    """One page. `Esc` leaves what is open in it, then closes it, as `Ctrl+W` does at once."""

    closed = Signal()

    def __init__(self, desk: Desk, page: QWidget, preferences: Preferences) -> None:
        super().__init__()
        self._desk = desk
        self._page = page
        self._preferences = preferences
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(LEAST)
        self.toasts = ToastStack(self)
        desk.noticed.connect(self._notify)
        page.windowTitleChanged.connect(self._retitle)
        self._retitle(page.windowTitle())
        for keys, act in (
            ("Ctrl+W", self.close),
            ("Ctrl+Z", desk.undo),
            ("Ctrl+Shift+Z", desk.redo),
            ("Ctrl+Y", desk.redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        if isinstance(page, Page):
            page.head.drop_back()
            page.back.connect(self.close)
        stored = preferences.bytes(_GEOMETRY)
        if stored is None or not self.restoreGeometry(stored):
            room = self.screen().availableGeometry()
            self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        # Making a page takes half of what a person does not notice, and giving it its looks the other half.
        QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        """The page comes into the window, and begins to read."""
        self.setCentralWidget(PageArea(self._page))
        if isinstance(self._page, Page):
            self._page.entered()

    @property
    def page(self) -> QWidget:
        """What it shows."""
        return self._page

    def _retitle(self, title: str) -> None:
        self.setWindowTitle(f"{title} – CRMDesk" if title else "CRMDesk")

    def _notify(self, notice: Notice) -> None:
        """What was done here is said here too, with its Undo."""
        if self.isActiveWindow():
            self.toasts.show_toast(notice.text, notice.tone, notice.action, notice.on_action)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab goes as people read, as in the main window."""
        return step(self._page, self.focusWidget(), forward=forward) or bool(
            super().focusNextPrevChild(forward)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not (isinstance(self._page, Page) and self._page.escape()):
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What the page still holds back is saved, as when another page comes to the front."""
        cell = held_cell(self)
        if cell is not None:
            event.ignore()
            ask(cell, self.toasts, self.close)
            return
        writing: QWidget | None = self.focusWidget()
        if writing is not None:
            writing.clearFocus()
        if isinstance(self._page, Page):
            self._page.left()
        self._preferences.remember(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)
        self.closed.emit()


class RecordWindows(QObject):
    """The open ones, one a record. They close with the main window."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        pages: Mapping[str, Callable[[Desk, str], QWidget]],
    ) -> None:
        """`pages` by type; a record of another type is opened in the main window."""
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._pages = pages
        self._open: dict[tuple[str, str], RecordWindow] = {}
        desk.window_requested.connect(self.open)
        for request in (
            desk.record_requested,
            desk.form_requested,
            desk.history_requested,
            desk.preview_requested,
            desk.section_requested,
            desk.quick_log_requested,
        ):
            request.connect(self._bring_main)
        window.closing.connect(self.close)
        window.add_command(
            Command(
                "new-window",
                lambda: QCoreApplication.translate("RecordWindows", "Open in a new window"),
                self.open_current,
                "view",
                "Ctrl+Shift+N",
                "duplicate",
            )
        )

    @property
    def windows(self) -> list[RecordWindow]:
        """In the order of opening."""
        return list(self._open.values())

    def open(self, type_name: str, record_id: str) -> None:
        """Show a record in a window of its own; the one that shows it already comes to the front."""
        if type_name not in self._pages:
            self._desk.open(type_name, record_id)
            return
        key = (type_name, record_id)
        shown = self._open.get(key)
        if shown is None:
            page = self._pages[type_name](self._desk, record_id)
            shown = self._open[key] = RecordWindow(self._desk, page, self._window.preferences)
            shown.move(_place(shown, (len(self._open) - 1) * _CASCADE))
            shown.closed.connect(lambda: self._open.pop(key, None))
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def open_current(self) -> None:
        """Show the record of the page in front in a window of its own."""
        page = self._window.pages.currentWidget()
        if isinstance(page, RecordPage):
            self.open(page.entity.name, page.record_id)

    def close(self) -> None:
        """Close them all."""
        for shown in self.windows:
            shown.close()

    def _bring_main(self, *_: object) -> None:
        if any(shown.isActiveWindow() for shown in self.windows):
            self._window.raise_()
            self._window.activateWindow()


def _place(window: RecordWindow, aside: int) -> QPoint:
    """So far below and beside where it would stand, and from the screen's edge on again at the other one."""
    room = window.screen().availableGeometry()
    size = window.frameGeometry().size()
    across, down = max(0, room.width() - size.width()), max(0, room.height() - size.height())
    x, y = window.x() - room.x() + aside, window.y() - room.y() + aside
    return QPoint(room.x() + x % (across + 1), room.y() + y % (down + 1))
