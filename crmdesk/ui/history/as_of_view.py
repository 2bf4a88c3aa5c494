"""Shows a record as it was on a day beside what it is now, with a way back for each value and for all. It reads
nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.ui import formats, theme
from crmdesk.ui.conflicts.differences import Span, differences, marked_up
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.as_of import AsOf, Belonging, Compared
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, IconButton, Label, Line
from crmdesk.ui.widgets.buttons import NameButton
from crmdesk.ui.widgets.editors.base import Unreadable
from crmdesk.ui.widgets.editors.dates import DayLine

_NAMES, _WAYS_BACK = 184, 96
"""Pixels of the first and the last column, the same in both cards."""
_BESIDE_LINK = (0, 4, 0, 0)
"""Margins that bring a text to the height of the words of a link beside it."""


class AsOfView(Retranslates, QWidget):
    """`instant_wanted` asks for another instant (None: now), `back_wanted` for the old values of these fields."""

    instant_wanted = Signal(object)
    back_wanted = Signal(object)
    opened = Signal(str, str)

    def __init__(self, desk: Desk, type_name: str) -> None:
        super().__init__()
        self._desk = desk
        self._type = type_name
        self._content: AsOf | None = None
        self.restores: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(16)
        column.addLayout(self._build_bar())
        self.words = Label(tone="muted", wrap=True)
        column.addWidget(self.words)
        self._card, self._belongings = Card(), Card()
        self.restore_all = Button(kind="quiet", icon="undo")
        self.restore_all.clicked.connect(self._ask_for_all)
        self._card.buttons.addWidget(self.restore_all)
        for card in (self._card, self._belongings):
            column.addWidget(card)
        column.addStretch(1)
        theme.on_change(self._show)
        self.retranslate()

    def _build_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self.earlier, self.later = IconButton("chevron-left", size=18), IconButton("chevron-right", size=18)
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.day = DayLine()
        self.day.setFixedWidth(160)
        self.day.editingFinished.connect(self._choose_day)
        self.day.picked.connect(self._choose_day)
        self.when = Label(strong=True)
        self.only = QCheckBox()
        self.only.setChecked(True)
        self.only.toggled.connect(self._show)
        for widget in (self.earlier, self.day, self.later, self.when):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.only)
        return bar

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("The record as of a date"))
        self.earlier.set_name(self.tr("The change before"), "←")
        self.later.set_name(self.tr("The next change"), "→")
        self.day.setAccessibleName(self.tr("As of the end of this day"))
        self.only.setText(self.tr("Only what differs"))
        self.restore_all.setText(self.tr("Restore all"))
        self.restore_all.setToolTip(self.tr("Bring all values of then back in one edit, which can be undone"))
        self._show()

    # -- where one is --------------------------------------------------------------------------------------

    def step(self, way: int) -> None:
        """To the change before, or to the next one; behind the last is now."""
        content = self._content
        if content is None:
            return
        steps = content.steps
        # Behind the last change it is as it is now: that place needs no step of its own.
        before = [each for each in steps[:-1] if each < content.at]
        behind = [each for each in steps if each > content.at]
        if way > 0:
            self.instant_wanted.emit(behind[0] if len(behind) > 1 else None)
        elif before:
            self.instant_wanted.emit(before[-1])

    def _choose_day(self) -> None:
        try:
            chosen = self.day.day(self._desk.today())
        except Unreadable as error:
            self.words.setText(str(error))
            self.words.show()
            return
        if self._content is None:
            return
        if chosen is None or chosen == self._day(self._content).isoformat():
            self._show_day(self._content)  # what was wrong with the one before is not said any more
            return
        end = datetime.combine(date.fromisoformat(chosen), time(23, 59, 59, 999_000), self._desk.now().tzinfo)
        self.instant_wanted.emit(None if end > self._desk.now() else formats.canonical_instant(end))

    def _day(self, content: AsOf) -> date:
        """The day that is shown."""
        return self._desk.today() if content.now else formats.local(content.at, self._desk.zone).date()

    # -- what is shown -------------------------------------------------------------------------------------

    def show_content(self, content: AsOf) -> None:
        """Show the record as of its instant."""
        self._content = content
        self._show()

    @property
    def shown(self) -> AsOf | None:
        """What is on screen."""
        return self._content

    def _show(self) -> None:
        content = self._content
        if content is None:
            return
        desk, now = self._desk, content.now
        self._show_day(content)
        self.when.setText(self.tr("Now") if now else formats.instant(content.at, desk.zone))
        self.earlier.setEnabled(any(each < content.at for each in content.steps[:-1]))
        self.later.setEnabled(not now)
        rows = content.differing if self.only.isChecked() else content.rows
        self._card.set_title(self.tr("Then and now"), len(content.differing))
        self.restore_all.setVisible(bool(content.restorable))
        held = any(button.hasFocus() for button in (*self.restores.values(), self.restore_all))
        self.restores = {}
        self._fill(self._card, self._table(rows) if content.there and rows else None)
        self._card.setVisible(content.there and bool(rows))
        self._fill(self._belongings, self._children(content.belongings) if content.belongings else None)
        self._belongings.set_title(self.tr("What belonged to it"))
        self._belongings.setVisible(content.there and bool(content.belongings) and not now)
        if held:  # the button that was pressed has gone with its row: the keyboard goes on at the next one
            next(iter(self.restores.values()), self.day).setFocus()

    def _show_day(self, content: AsOf) -> None:
        self.day.set_day(self._day(content).isoformat())
        self.words.setText(self._said(content, now=content.now))
        self.words.setVisible(bool(self.words.text()))

    def _said(self, content: AsOf, *, now: bool) -> str:
        if now:
            return self.tr("This is what stands. Choose a day, or go back change by change with ← and →.")
        if not content.there:
            return self.tr("There was no such record at that time, as far as is known here.")
        parts = []
        if not content.differing:
            parts.append(self.tr("Everything was as it is now."))
        if any(not row.known for row in content.rows):
            parts.append(self.tr("Some values of then are not known on this laptop."))
        if content.people_then:
            parts.append(self.tr("%n of its contacts were known already.", "", content.people_then))
        if content.left_out:
            parts.append(self.tr("%n more that belong to it are not shown.", "", content.left_out))
        return " ".join(parts)

    @staticmethod
    def _fill(card: Card, widget: QWidget | None) -> None:
        while (item := card.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if widget is not None:
            card.body.addWidget(widget)

    def _grid(self) -> tuple[QWidget, QGridLayout]:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnMinimumWidth(3, _WAYS_BACK)
        for place, text in enumerate((self.tr("Then"), self.tr("Now")), 1):
            grid.addWidget(Label(text, strong=True), 0, place)
        grid.addWidget(Line(), 1, 0, 1, 4)
        return holder, grid

    def _table(self, rows: Sequence[Compared]) -> QWidget:
        holder, grid = self._grid()
        for number, row in enumerate(rows, 2):
            name = Label(row.name or label(f"{self._type}.{row.field}"), tone="muted", wrap=True)
            name.setContentsMargins(*_BESIDE_LINK)
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            then = self._text(row.then) if row.known else self.tr("not known here")
            grid.addWidget(self._plain(self.tr("Then"), then), number, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._marked(row), number, 2, Qt.AlignmentFlag.AlignTop)
            if row.back:
                button = Button(self.tr("Restore"), "link", "undo")
                button.setAccessibleName(self.tr("Restore {0}: {1}").format(name.text(), then))
                button.clicked.connect(lambda _=False, field=row.field: self.back_wanted.emit((field,)))
                self.restores[row.field] = button
                at = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
                grid.addWidget(button, number, 3, at)
        return holder

    def _text(self, text: str) -> str:
        return text or self.tr("empty")

    def _plain(self, whose: str, text: str) -> Label:
        shown = Label(text, wrap=True)
        shown.setContentsMargins(*_BESIDE_LINK)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"{whose}: {text}")
        return shown

    def _marked(self, row: Compared) -> QLabel:
        """The value of now, with what the old one did not have set apart."""
        colors = theme.current().colors
        spans = differences(row.then, row.now) if row.prose else [Span(row.now, row.then != row.now)]
        shown = QLabel()
        shown.setContentsMargins(*_BESIDE_LINK)
        shown.setTextFormat(Qt.TextFormat.RichText)
        shown.setWordWrap(True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text = marked_up(spans, colors["warning_text"], colors["warning_soft"]) if row.now else ""
        shown.setText(text or f'<span style="color:{colors["text_muted"]}">{self.tr("empty")}</span>')
        shown.setAccessibleName(f"{self.tr('Now')}: {self._text(row.now)}")
        return shown

    def _children(self, belongings: Sequence[Belonging]) -> QWidget:
        holder, grid = self._grid()
        for number, each in enumerate(belongings, 2):
            name = NameButton(each.title, "link", self._desk.entity(each.type).icon)
            name.setAccessibleName(f"{label(each.type)}: {each.title}")
            name.clicked.connect(lambda _=False, of=each: self.opened.emit(of.type, of.id))
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            then = each.then if each.there else self.tr("not there yet")
            grid.addWidget(self._plain(self.tr("Then"), then), number, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._plain(self.tr("Now"), each.now), number, 2, Qt.AlignmentFlag.AlignTop)
        return holder

    def _ask_for_all(self) -> None:
        if self._content is not None:
            self.back_wanted.emit(self._content.restorable)
