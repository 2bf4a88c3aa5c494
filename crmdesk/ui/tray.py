"""The icon in the system's tray: where syncing stands, the few things that need no window, and staying there if wanted.

It knows the window and its sync light; where the system has no tray there is none of it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from crmdesk.ui import theme
from crmdesk.ui.frame import MainWindow

_SIZES = (16, 22, 24, 32, 48, 64)
"""Pixels; panels ask for one of them."""


class Tray(QObject):
    """The icon of one window. Build it with `system_tray`."""

    def __init__(
        self, window: MainWindow, log_visit: Callable[[], object], sync_now: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = window.preferences
        self._leaving = False
        """The program ends, and the window may not stay."""
        self._told = False
        self._answer: Callable[[], object] = self.show_window
        """What a click on the note that was shown last does."""
        self.menu = QMenu()
        self.status = self.menu.addAction("")
        self.status.setEnabled(False)
        self.menu.addSeparator()
        self.open = self.menu.addAction("")
        self.log_visit = self.menu.addAction("")
        self.sync = self.menu.addAction("")
        self.menu.addSeparator()
        self.leave = self.menu.addAction("")
        self.open.triggered.connect(self.show_window)
        # Shown first, since a visit is logged in it.
        self.log_visit.triggered.connect(self.show_window)
        self.log_visit.triggered.connect(lambda _=False: log_visit())
        self.sync.triggered.connect(lambda _=False: sync_now())
        self.leave.triggered.connect(self.quit)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(lambda: self._answer())  # noqa: PLW0108 - the one of then
        window.sync_light.changed.connect(self._retranslate)
        theme.on_change(self._retranslate)
        self._retranslate()
        self.icon.show()
        window.installEventFilter(self)
        window.quitting.connect(self._let_go)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # The system ends the session, or the program ends itself: the window may not stay then.
            app.commitDataRequest.connect(self._let_go)
            app.aboutToQuit.connect(self._let_go)

    def show_window(self) -> None:
        """Bring the window to the front, wherever it is."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def quit(self) -> None:
        """End the program, unless a form that is not saved asks first; then its answer ends it."""
        self._window.quit()
        if self._window.isVisible():
            self.show_window()

    def close(self) -> None:
        """The icon goes; closing the window ends the program from now on."""
        self._let_go()
        self._window.removeEventFilter(self)
        self._window.quitting.disconnect(self._let_go)
        self._window.sync_light.changed.disconnect(self._retranslate)
        QApplication.setQuitOnLastWindowClosed(True)
        self.icon.hide()
        self.menu.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window's closing leaves it in the tray, if its person chose so."""
        kind = event.type()
        if kind == QEvent.Type.Show:
            self._leaving = False
            QApplication.setQuitOnLastWindowClosed(True)
        stays = kind == QEvent.Type.Close and not self._leaving and self._preferences.keep_running
        if stays:
            event.ignore()
            QApplication.setQuitOnLastWindowClosed(False)
            self._window.hide()
            self._tell_once()
        return stays

    def _tell_once(self) -> None:
        if not self._told:
            self._told = True
            self._answer = self.show_window
            self.icon.showMessage(
                "CRMDesk", self.tr("CRMDesk keeps running and syncing here."), self.icon.icon()
            )

    def note(self, title: str, body: str, answer: Callable[[], object]) -> None:
        """Show a note at the icon; a click on it calls `answer`."""
        self._answer = answer
        self.icon.showMessage(title, body, QSystemTrayIcon.MessageIcon.Information)

    def stay(self) -> None:
        """Quitting was called off: closing the window means again what its person chose."""
        self._leaving = False

    def _let_go(self, *_: object) -> None:
        self._leaving = True

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.show_window()

    def _retranslate(self) -> None:
        light = self._window.sync_light
        self.status.setText(light.words())
        self.open.setText(self.tr("Open CRMDesk"))
        self.log_visit.setText(self.tr("Log a visit"))
        self.sync.setText(self.tr("Sync now"))
        self.leave.setText(self.tr("Quit"))
        self.icon.setToolTip(f"CRMDesk – {light.words()}")
        self.icon.setIcon(_badge(light.icon_name()))


def system_tray(
    window: MainWindow, log_visit: Callable[[], object], sync_now: Callable[[], object]
) -> Tray | None:
    """The tray's icon of a window; None where the system shows none."""
    return Tray(window, log_visit, sync_now) if QSystemTrayIcon.isSystemTrayAvailable() else None


def _badge(name: str) -> QIcon:
    """The drawing in white on a ground of its own: the panel may be light or dark, whatever the theme is."""
    icon = QIcon()
    for size in _SIZES:
        ground = QPixmap(size, size)
        ground.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().colors["accent"]))
        painter.drawRoundedRect(QRectF(0, 0, size, size), size / 5, size / 5)
        drawing = theme.pixmap(name, "on_accent", size)
        edge = size / 8
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(
            QRectF(edge, edge, size - 2 * edge, size - 2 * edge), drawing, QRectF(drawing.rect())
        )
        painter.end()
        icon.addPixmap(ground)
    return icon
