"""Owns the containers of a page: cards with a head, rows of label and value, empty states, lines. Knows no record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.widgets.buttons import Button, NameButton
from crmdesk.ui.widgets.labels import Badge, Label

_HEAD = 46
"""Pixels of height of a card's head."""
_BAR = 12
"""Pixels of width of a scroll bar, as the style sheet has it."""


class Line(Speaks, QFrame):
    """A quiet horizontal separator."""

    spoken_role = Role.Separator

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", True)
        self.setFixedHeight(1)


class IconLabel(QLabel):
    """An icon that isn't clicked and follows the theme."""

    def __init__(
        self, icon: str, tone: str = "text_muted", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self.setFixedSize(size, size)
        self._draw()
        theme.on_change(self._draw)

    def set_icon(self, icon: str, tone: str = "text_muted") -> None:
        self._icon, self._tone = icon, tone
        self._draw()

    @Slot()  # Known to Qt as one it is connected in a quarter of the time, and a long list has an icon a row.
    def _draw(self) -> None:
        self.setPixmap(theme.pixmap(self._icon, self._tone, self._size))


class Card(Speaks, QFrame):
    """A raised surface with an optional head; content goes into `body`, buttons of the head into `buttons`."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, flush: bool = False) -> None:
        """`flush` leaves no padding around the body, for tables and lists that reach the edge."""
        super().__init__(parent)
        self.setProperty("card", True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        top, bottom = 12, 12 if flush else 4
        head.setContentsMargins(16, top, 12, bottom)
        head.setSpacing(8)
        # As high with buttons as without, so that neighbours align; higher where a button is made for fingers.
        head.addStrut(_HEAD - top - bottom)
        self.title = Label(strong=True, parent=self._head)
        self.count = Badge(parent=self._head)
        self.count.hide()
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        head.addLayout(self.buttons)
        outer.addWidget(self._head)
        self.body = QVBoxLayout()
        margin = 0 if flush else 16
        self.body.setContentsMargins(margin, 0 if flush else 8, margin, margin)
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)
        self.set_title(title)

    def set_title(self, title: str, count: int | None = None) -> None:
        """Head of the card; without a title there is none."""
        self.title.setText(title)
        self._head.setVisible(bool(title))
        self.count.setText("" if count is None else str(count))
        self.count.setVisible(count is not None)
        self.setAccessibleName(title)


_READABLE = 480
"""Pixels that a line of an explanation may be long."""


class EmptyState(QWidget):
    """What a list says when there is nothing: what belongs here and the action that puts it there."""

    action = Signal()

    def __init__(
        self, icon: str, title: str = "", text: str = "", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(8)
        column.addStretch(1)
        self._icon = IconLabel(icon, "text_placeholder", 32, self)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        self._title = Label(strong=True, parent=self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        self._text = Label(tone="muted", wrap=True, parent=self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(_READABLE)
        # Between stretches, not aligned: an aligned label gets the height of its hint, not that of its wrapped text.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(8)
        self.button = Button(kind="primary", parent=self)
        self.button.clicked.connect(self.action)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._actions.addStretch(1)
        self._actions.addWidget(self.button)
        self._actions.addStretch(1)
        column.addLayout(self._actions)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(0, 8, 0, 0)
        column.addLayout(self._foot)
        column.addStretch(1)
        self.set_texts(title, text, action)

    def offer(self, *buttons: Button) -> None:
        """More that can be done, before the action."""
        for place, button in enumerate(buttons, start=1):
            self._actions.insertWidget(place, button)

    def set_foot(self, label: Label) -> None:
        """What is to be known of the actions, under them."""
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setFixedWidth(_READABLE)
        self._foot.addStretch(1)
        self._foot.addWidget(label)
        self._foot.addStretch(1)

    def set_icon(self, icon: str) -> None:
        """Another drawing above the head."""
        self._icon.set_icon(icon, "text_placeholder")

    def set_texts(self, title: str, text: str, action: str = "") -> None:
        """Head, explanation and the button's text; no button when that is empty."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._balance()
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def stand_in(self, content: QWidget, *, empty: bool) -> None:
        """Stand on a page in place of its content while that is empty; the keyboard goes along, from the page too."""
        focused: QWidget | None = self.window().focusWidget()
        inside = focused is not None and (content.isAncestorOf(focused) or focused is self.parentWidget())
        content.setVisible(not empty)
        self.setVisible(empty)
        if empty and inside and not self.button.isHidden():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not empty and focused is self.button:
            content.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._balance()

    def _balance(self) -> None:
        """Lines of about the same length: as narrow as the words can be in as few lines, so that none stands alone."""
        text = self._text
        text.ensurePolished()
        text.setMinimumWidth(0)
        narrow, broad = _READABLE // 2, _READABLE
        height = text.heightForWidth(broad)
        while narrow < broad:
            middle = (narrow + broad) // 2
            if text.heightForWidth(middle) > height:
                narrow = middle + 1
            else:
                broad = middle
        text.setFixedWidth(broad)


@dataclass(frozen=True, slots=True)
class Property:
    """One row of a PropertyList. `link` is what `activated` reports when the value is clicked."""

    name: str
    value: str
    link: str = ""
    icon: str = ""


_NAMES = (96, 136)
"""Pixels that the names of a list have at least and at most."""


_AROUND = 3
"""Pixels above and below words, as a link has them: all rows are as far apart."""


class PropertyList(QWidget):
    """Names at the left, values at the right; empty values show a dash."""

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[int | Property, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)

    def set_properties(self, properties: Sequence[Property]) -> None:
        """Replace all rows; the same ones stay, with the keyboard."""
        width = self._names_width(properties)
        if self._shown == (width, *properties):
            return
        self._shown = (width, *properties)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, shown in enumerate(properties):
            name = Label(shown.name, tone="muted", wrap=True, parent=self)
            name.setFixedWidth(width)
            name.setContentsMargins(0, _AROUND, 0, _AROUND)
            # A link is a button, higher than words where fingers press it.
            level = Qt.AlignmentFlag.AlignVCenter if shown.link and shown.value else Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(name, row, 0, level)
            self._grid.addWidget(self._value(shown), row, 1, Qt.AlignmentFlag.AlignTop)

    def _names_width(self, properties: Sequence[Property]) -> int:
        """As wide as the longest name, within bounds: values have the rest."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(shown.name) for shown in properties), default=0)
        return min(_NAMES[1], max(_NAMES[0], longest + 2))

    def _value(self, shown: Property) -> QWidget:
        if shown.link and shown.value:
            holder = QWidget(self)
            link = NameButton(shown.value, "link", shown.icon or None, holder)
            link.setIconSize(QSize(14, 14))
            link.setAccessibleName(f"{shown.name}: {shown.value}")
            link.clicked.connect(lambda _=False, target=shown.link: self.activated.emit(target))
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(link)
            row.addStretch(1)
            return holder
        text = Label(shown.value or "–", wrap=True, tone="" if shown.value else "muted", parent=self)
        text.setContentsMargins(2, _AROUND, 0, _AROUND)  # level with links, which are buttons
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setAccessibleName(f"{shown.name}: {shown.value}")
        return text


class _Scrolled(QScrollArea):
    """Takes its content in when it gets its looks, which is when it stands in its window. Taken in before, the content
    would be measured and so get its looks at once, and once more each time that something around it finds its place.
    """

    def __init__(self, content: QWidget, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._content: QWidget | None = content
        content.setParent(self.viewport())

    def setWidget(self, widget: QWidget) -> None:
        """As everywhere, what was there goes; what was only waiting as well."""
        waiting, self._content = self._content, None
        if waiting is not None and waiting is not widget:
            waiting.deleteLater()
        super().setWidget(widget)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish and self._content is not None:
            self.setWidget(self._content)
        return super().event(event)

    def hold_width(self) -> None:
        """Leave the content as wide without a bar as with one."""
        self.setViewportMargins(0, 0, _BAR, 0)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def _on_range(self, lowest: int, highest: int) -> None:
        self.setViewportMargins(0, 0, 0 if highest > lowest else _BAR, 0)


class IntoMargin(QVBoxLayout):
    """Reaches into the margin at its right as far as a scroll bar is wide, so that what scrolls in it ends where what
    stands above it does. It stands in a page: in a widget without a margin it would be cut."""

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room.adjusted(0, 0, _BAR, 0))


def scrolled(content: QWidget, parent: QWidget | None = None, *, in_margin: bool = False) -> QScrollArea:
    """A page that scrolls when it doesn't fit, without a frame of its own. `in_margin`: its bar has room of its own
    beside the content, which `IntoMargin` gives."""
    area = _Scrolled(content, parent)
    if in_margin:
        area.hold_width()
    content.setProperty("scrolled", not content.property("card"))
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
