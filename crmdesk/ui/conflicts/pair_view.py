"""Two records that may be one, side by side, and the ways to settle it: merge them, or say that they are two."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui import formats
from crmdesk.ui.conflicts.comparison import Compared, Comparison, Version
from crmdesk.ui.conflicts.content import Pair
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, Label


class PairView(Retranslates, QWidget):
    """First whether they are one; if so, which of the two stays. The left one is the one that was there first."""

    merged = Signal(str)
    """The id of the record that stays."""
    dismissed = Signal()
    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pair: Pair | None = None
        self.choosing = False
        """Whether it is asked which of the two stays."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = Card(parent=self)
        self._card.body.setContentsMargins(24, 20, 24, 20)
        column.addWidget(self._card)
        column.addStretch(1)
        self._title = Label(title=True, elided=True, parent=self._card)
        self._what, self._which = (Label(wrap=True, parent=self._card) for _ in range(2))
        self._comparison = QWidget(self._card)
        self._card.body.addWidget(self._title)
        self._card.body.addWidget(self._what)
        self._card.body.addWidget(self._which)
        self._card.body.addSpacing(8)
        # Above the comparison, for that may be longer than the window is high.
        self._build_ways()
        self._card.body.addSpacing(12)
        self._card.body.addWidget(self._comparison)
        self.retranslate()

    def _build_ways(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        card = self._card
        self.merge, self.keep_left = (Button(kind="primary", parent=card) for _ in range(2))
        self.two, self.keep_right, self.back = (Button(parent=card) for _ in range(3))
        self.open_left, self.open_right = (Button(kind="link", parent=card) for _ in range(2))
        self.merge.clicked.connect(self.ask_which)
        self.two.clicked.connect(self.dismissed)
        self.keep_left.clicked.connect(lambda: self._keep(0))
        self.keep_right.clicked.connect(lambda: self._keep(1))
        self.back.clicked.connect(self.ask_whether)
        self.open_left.clicked.connect(lambda: self._open(0))
        self.open_right.clicked.connect(lambda: self._open(1))
        for button in (self.merge, self.two, self.keep_left, self.keep_right, self.back):
            button.setProperty("touch", True)
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.open_left, self.open_right):
            row.addWidget(button)
        self._card.body.addLayout(row)

    # -- words ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.merge.setText(self.tr("1  Merge…"))
        self.merge.setToolTip(self.tr("Press 1 or M"))
        self.two.setText(self.tr("2  Not a duplicate"))
        self.two.setToolTip(self.tr("You are not asked again. Press 2 or T"))
        self.keep_left.setText(self.tr("1  Keep the left one"))
        self.keep_right.setText(self.tr("2  Keep the right one"))
        self.back.setText(self.tr("Back to the choice"))
        self.open_left.setText(self.tr("Open the left one"))
        self.open_right.setText(self.tr("Open the right one"))
        if self._pair is not None:
            self.show_pair(self._pair)

    # -- showing -------------------------------------------------------------------------------------------

    def show_pair(self, pair: Pair) -> None:
        """Show two records; another pair is first asked about whether it is one."""
        self.choosing = self.choosing and self._pair is not None and self._pair.key == pair.key
        self._pair = pair
        kind = pair.case.type
        self._title.setText(pair.title or label(kind))
        fields = formats.listed(label(f"{kind}.{name}") for name in pair.case.fields)
        self._what.setText(
            self.tr("Both have the same {0}: {1}. They may be one and the same.").format(
                formats.quoted(fields), pair.shared
            )
        )
        self._compare(pair)
        self._show_mode()

    def _compare(self, pair: Pair) -> None:
        desk, empty = self._desk, self.tr("empty")
        at = formats.relative_instant(pair.case.at, desk.now(), desk.zone) if pair.case.at else ""
        later = self.tr("came second, {0}").format(at) if at else self.tr("came second")
        versions = (
            Version(pair.names[0] or label(pair.case.type), self.tr("was here first"), empty),
            Version(pair.names[1] or label(pair.case.type), later, empty),
        )
        rows = [
            Compared(label(f"{pair.case.type}.{row.field}"), (row.left, row.right), row.prose)
            for row in pair.rows
        ]
        comparison = Comparison(versions, rows, self._card)
        self._card.body.replaceWidget(self._comparison, comparison)
        self._comparison.hide()
        self._comparison.deleteLater()
        self._comparison = comparison

    def _show_mode(self) -> None:
        pair = self._pair
        may = pair is not None and any(pair.may_keep)
        for button in (self.merge, self.two, self.open_left, self.open_right):
            button.setVisible(not self.choosing)
        for button in (self.keep_left, self.keep_right, self.back):
            button.setVisible(self.choosing)
        self.merge.setEnabled(may)
        for button, allowed in zip(
            (self.keep_left, self.keep_right), pair.may_keep if pair else (), strict=False
        ):
            button.setEnabled(allowed)
            button.setToolTip(
                ""
                if allowed
                else self.tr("The other one belongs to somebody else: its owner or a manager can do this")
            )
        self._which.setVisible(self.choosing or not may)
        self._which.setText(
            self.tr(
                "Which one stays? It keeps its values, takes what it lacks from the other one, and everything that "
                "belongs to the other one. It can be undone until it is sent to the centre; after that, single values "
                "are brought back from the record's history."
            )
            if may
            else self.tr("Both belong to somebody else: an owner or a manager can merge them.")
        )

    # -- choosing ------------------------------------------------------------------------------------------

    def ask_which(self) -> None:
        """They are one: ask which of the two stays."""
        self._ask(choosing=self.merge.isEnabled())

    def ask_whether(self) -> None:
        """Back to the question whether they are one."""
        self._ask(choosing=False)

    def _ask(self, *, choosing: bool) -> None:
        self.choosing = choosing
        self._show_mode()

    def press(self, number: int) -> None:
        """What the key of that number stands for just now: 1 or 2."""
        shown = (self.keep_left, self.keep_right) if self.choosing else (self.merge, self.two)
        if self._pair is not None:
            shown[number - 1].click()

    def _keep(self, side: int) -> None:
        if self._pair is not None and self._pair.may_keep[side]:
            self.choosing = False
            self.merged.emit(self._pair.records[side].id)

    def _open(self, side: int) -> None:
        if self._pair is not None:
            self.opened.emit(self._pair.case.type, self._pair.records[side].id)
