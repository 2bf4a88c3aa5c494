"""Owns short notices at the bottom of a window, with an Undo where there is one. Knows nothing of what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks, say_aloud
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.buttons import IconButton
from crmdesk.ui.widgets.card import IconLabel
from crmdesk.ui.widgets.labels import Label

ToastTone = Literal["done", "info", "problem"]
_ICONS = {"done": "check", "info": "info", "problem": "warning"}
LIFE_MS = 6000
"""How long a notice stays by itself."""
_AT_MOST = 3


class Toast(Speaks, Retranslates, QFrame):
    """One notice. It goes by itself, not while the pointer or the keyboard is on it; a problem stays."""

    spoken_role = Role.AlertMessage

    closed = Signal()

    def __init__(
        self,
        text: str,
        tone: ToastTone = "done",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_action = on_action
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel(_ICONS[tone], "on_toast"))
        self.label = Label(text)
        self.label.setMaximumWidth(520)
        row.addWidget(self.label)
        row.addSpacing(8)
        self.action_button = QPushButton(action)
        self.action_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.action_button.clicked.connect(self._act)
        row.addWidget(self.action_button)
        self.action_button.setVisible(bool(action))
        self.close_button = IconButton("close", tone="on_toast", size=14)
        self.close_button.clicked.connect(self.dismiss)
        row.addWidget(self.close_button)
        self._timer = QTimer(self, singleShot=True, interval=LIFE_MS)
        self._timer.timeout.connect(self.dismiss)
        self._stays = tone == "problem"
        if not self._stays:
            self._timer.start()
        self.setAccessibleName(text)
        self._dress()
        theme.on_change(self._dress)
        self.retranslate()

    def retranslate(self) -> None:
        self.close_button.set_name(self.tr("Close this notice"))

    def _dress(self) -> None:
        colors = theme.current().colors
        self.setStyleSheet(
            f"QLabel {{ color: {colors['on_toast']}; }}"
            f"QPushButton {{ color: {colors['toast_action']}; background: transparent; font-weight: 600;"
            " border: 1px solid transparent; padding: 3px 8px; }"
            f"QPushButton:hover, QPushButton:focus {{ border: 1px solid {colors['toast_action']}; }}"
            "QToolButton:hover { background: rgba(128, 136, 150, 90); }"
        )

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()
        self.dismiss()

    def dismiss(self) -> None:
        """Take it away now."""
        self._timer.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter and self._timer.isActive():
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave and not self._stays:
            self._timer.start()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().colors["toast"]))
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.end()


class ToastStack(QWidget):
    """Stacks notices at the bottom centre of a window, the newest lowest; older ones make room."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._toasts: list[Toast] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        window.installEventFilter(self)
        self.hide()

    def show_toast(
        self,
        text: str,
        tone: ToastTone = "done",
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> Toast:
        """Show a notice, with a button when `action` names one."""
        while len(self._toasts) >= _AT_MOST:
            self._toasts[0].dismiss()
        if action:
            # "Undo" takes back what was done last: an older notice must not promise it any more.
            for older in self._toasts:
                older.action_button.hide()
        toast = Toast(text, tone, action, on_action, self)
        toast.closed.connect(lambda: self._forget(toast))
        self._toasts.append(toast)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        self.show()
        self.raise_()
        self._place()
        say_aloud(toast, f"{text} {action}".strip(), urgent=tone == "problem")
        return toast

    def toasts(self) -> tuple[Toast, ...]:
        """Those on screen, oldest first."""
        return tuple(self._toasts)

    def _forget(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._column.removeWidget(toast)
        self.setVisible(bool(self._toasts))
        self._place()

    def _place(self) -> None:
        window = self._window
        self._column.activate()
        size = self._column.sizeHint()
        self.setGeometry(
            (window.width() - size.width()) // 2,
            window.height() - size.height() - 24,
            size.width(),
            size.height(),
        )

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return bool(handled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
