"""Owns the bar of sections at the left: icon, name, count. Knows no section by name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.models.columns import Tone
from crmdesk.ui.theme.state import look
from crmdesk.ui.widgets.card import scrolled
from crmdesk.ui.widgets.pressing import pressed_by_enter

_HEIGHT = 36


class SectionButton(Speaks, QAbstractButton):
    """One section; painted by hand for the pill of the current one and the count at its right."""

    spoken_role = Role.PageTab

    def __init__(self, key: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._icon = icon
        self._count = 0
        self._tone: Tone = "neutral"
        self._shortcut = ""
        self._icon_only = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_texts(self, title: str, shortcut: str) -> None:
        self.setText(title)
        self._shortcut = shortcut
        self._describe()

    def set_count(self, count: int, tone: Tone) -> None:
        self._count, self._tone = count, tone
        self._describe()
        self.update()

    def set_icon_only(self, *, only: bool) -> None:
        """Without its name, which the tool tip tells."""
        if only != self._icon_only:
            self._icon_only = only
            self.updateGeometry()
            self.update()

    def _describe(self) -> None:
        said = f"{self.text()}, {self._count}" if self._count else self.text()
        self.setAccessibleName(said)
        self.setToolTip(f"{said}  {self._shortcut}".strip())

    def sizeHint(self) -> QSize:
        return QSize(_HEIGHT if self._icon_only else 180, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed_by_enter(self, event):
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the bar moves the keyboard; a button of its own would also press what it reaches
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color("section" if self.isChecked() else "pressed"))
            painter.drawRoundedRect(body, now.radius, now.radius)
        if self.hasFocus():
            painter.setPen(QPen(now.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), now.radius, now.radius)
        tone = "accent_soft_text" if self.isChecked() else "text_muted"
        left = (self.width() - 18) // 2 if self._icon_only else 12
        painter.drawPixmap(left, (self.height() - 18) // 2, theme.pixmap(self._icon, tone, 18))
        right = self._paint_count(painter)
        if self._icon_only:
            painter.end()
            return
        painter.setPen(now.color("accent_soft_text" if self.isChecked() else "text"))
        make = theme.strong_font if self.isChecked() else theme.body_font
        painter.setFont(make(now, look().language))
        room = right - 40 - 8
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(40, 0, room, self.height(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _paint_count(self, painter: QPainter) -> int:
        """Paint the count and give the x where it begins."""
        if not self._count:
            return self.width() - 4
        now = theme.current()
        text = f"{self._count:,}" if self._count < 10_000 else "9,999+"
        if self._icon_only:  # beside the icon's shoulder, and no wider than the bar
            text = text if self._count < 100 else "99+"
            width = max(16, painter.fontMetrics().horizontalAdvance(text) + 6)
            pill = QRectF(self.width() - width, 1, width, 16)
        else:
            width = max(20, painter.fontMetrics().horizontalAdvance(text) + 12)
            pill = QRectF(self.width() - width - 8, (self.height() - 20) / 2, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color(f"{self._tone}_soft"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(now.color(f"{self._tone}_text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return int(pill.left())


class SectionBar(Speaks, QWidget):
    """Sections one below the other; arrow keys move, Enter opens."""

    spoken_role = Role.PageTabList

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons: dict[str, SectionButton] = {}
        self._column = QVBoxLayout(self)
        self._icons_only = False
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(2)
        self._column.addStretch(1)

    def add(self, key: str, icon: str, title: str, shortcut: str = "") -> SectionButton:
        """Append a section."""
        button = SectionButton(key, icon, self)
        button.set_texts(title, shortcut)
        button.clicked.connect(lambda: self.chosen.emit(key))
        button.set_icon_only(only=self._icons_only)
        self._group.addButton(button)
        self._buttons[key] = button
        self._column.insertWidget(len(self._buttons) - 1, button)
        return button

    def button(self, key: str) -> SectionButton | None:
        """The button of a section, None for one that is not here."""
        return self._buttons.get(key)

    def scrolled(self) -> QScrollArea:
        """The bar in an area that scrolls where the window is lower than the sections are many."""
        area = scrolled(self)
        area.setMinimumHeight(_HEIGHT)
        return area

    def set_icons_only(self, *, only: bool) -> None:
        """Names or, where the window is narrow, icons alone."""
        self._icons_only = only
        for button in self._buttons.values():
            button.set_icon_only(only=only)

    def set_title(self, key: str, title: str, shortcut: str = "") -> None:
        self._buttons[key].set_texts(title, shortcut)

    def set_count(self, key: str, count: int, tone: Tone = "neutral") -> None:
        """The number beside a section; none for 0."""
        self._buttons[key].set_count(count, tone)

    def set_current(self, key: str | None) -> None:
        """Mark a section without opening it; None marks none."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(True)
        for at, (name, button) in enumerate(self._buttons.items()):
            # Tab stops once: at the section that is open; the arrow keys go on from there.
            stops = name == key if key in self._buttons else at == 0
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)

    def keys(self) -> tuple[str, ...]:
        return tuple(self._buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        focused = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if focused is not None:
            buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
