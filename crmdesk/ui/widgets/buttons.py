"""Owns the buttons: primary, plain, quiet, danger and link, with an icon of the family. Knows no action."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from crmdesk.ui import theme
from crmdesk.ui.widgets.pressing import pressed_by_enter

ButtonKind = Literal["primary", "plain", "quiet", "danger", "link"]

_TONES = {
    "primary": "on_accent",
    "plain": "text",
    "quiet": "text_muted",
    "danger": "danger_text",
    "link": "accent_text",
}


class Button(QPushButton):
    """A button with a text; one primary button a screen."""

    def __init__(
        self,
        text: str = "",
        kind: ButtonKind = "plain",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._drawn = ("", 0)
        self.set_kind(kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(16, 16))

    def set_kind(self, kind: ButtonKind) -> None:
        """What it is among the buttons beside it now."""
        if kind == self.property("kind"):
            return
        self.setProperty("kind", kind)
        # Before it is shown it has no looks yet that could change.
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self.style().unpolish(self)
            self.style().polish(self)
        if self._icon is not None:
            theme.set_icon(self, self._icon, _TONES[kind])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.text()
        drawn = (text, self.fontMetrics().horizontalAdvance(text))
        if self._drawn[0] == text and self._drawn != drawn:
            # Another language draws the same signs in another width and says so to nobody; Qt keeps what it measured.
            self.setText("")
            self.setText(text)
        self._drawn = drawn
        super().paintEvent(event)


class OnceButton(Button):
    """A button for what cannot be taken back. Whoever clicks it twice means it once: by the second click it may stand
    for what comes next."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class NameButton(Button):
    """A button that is called as a record or an address is: it gives way in its middle where there is no room, as both
    ends tell more, and its tool tip says the whole.

    Otherwise one long name would widen its column, whose texts would be measured for a width that they do not get.
    """

    def __init__(
        self,
        text: str = "",
        kind: ButtonKind = "link",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, icon, parent)
        self._full = text
        self._measured = 0
        self._show(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _show(self, shown: str) -> None:
        self._shown = shown
        self.setText(shown.replace("&", "&&"))  # a name's own sign, not the mark of a key

    def _around(self) -> int:
        """Width of all that is not text."""
        return int(super().sizeHint().width()) - self.fontMetrics().horizontalAdvance(self._shown)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        self._measured = self.fontMetrics().horizontalAdvance(self._full)
        hint.setWidth(self._around() + self._measured + 2)
        return hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(self._around() + 24)
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._measured != self.fontMetrics().horizontalAdvance(self._full):
            self.updateGeometry()  # another language draws the same signs in another width
            self._fit()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._around()
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideMiddle, room)
        if shown != self._shown:
            self._show(shown)
            self.setToolTip(self._full if shown != self._full else "")


class IconButton(QToolButton):
    """A button that shows an icon only; its name is the tool tip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str = "",
        parent: QWidget | None = None,
        tone: str = "text_muted",
        size: int = 16,
    ) -> None:
        super().__init__(parent)
        self.setProperty("compact", True)
        self.setIconSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.set_icon(self, icon, tone)
        self.set_name(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Tool tip and accessible name; a shortcut is shown in the tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {shortcut}" if shortcut else name)
