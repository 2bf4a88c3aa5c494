"""The bar over the board: whose opportunities, closing when, where, with which words, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from crmdesk.domain.periods import PeriodKind, period_of
from crmdesk.store.board import CardOrder, Narrow
from crmdesk.ui import theme
from crmdesk.ui.pipeline.content import Option
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, FlowLayout
from crmdesk.ui.widgets.clearable import make_clearable
from crmdesk.ui.widgets.combo_box import CalmComboBox

_PAUSE_MS = 200
EVERYONE = ""
_CLOSES: tuple[str, ...] = ("any", "overdue", "month", "next-month", "quarter", "next-quarter")


class BoardFilter(Retranslates, QWidget):
    """Combo boxes and a line, in as many rows as they need; every change is told once."""

    changed = Signal()

    def __init__(self, user: str, owner: str, parent: QWidget | None = None) -> None:
        """`user` is the one who looks, `owner` whose opportunities are shown first (`EVERYONE`: all)."""
        super().__init__(parent)
        self._user = user
        self._first = owner
        self._people: Sequence[Option] = ()
        self._territories: Sequence[Option] = ()
        self._below: Mapping[str, frozenset[str]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowLayout(self, spacing=8)
        self.text = _TextLine(self)
        make_clearable(self.text)
        lens = QAction(self.text)
        theme.set_icon(lens, "filter")
        self.text.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self.text.setFixedWidth(200)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.text.textChanged.connect(lambda _: self._pause.start())
        self.owner, self.closes, self.territory, self.order = (CalmComboBox(self) for _ in range(4))
        self.clear_button = Button(kind="quiet", icon="close", parent=self)
        self.clear_button.clicked.connect(self.clear)
        row.addWidget(self.text)
        self.order.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToContents)
        for box in (self.owner, self.closes, self.territory):
            # As wide as its words in the language that is spoken now, not in the one it was first shown in.
            box.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(box)
            box.setMaximumWidth(190)
        row.addWidget(self.order)
        row.addWidget(self.clear_button)
        self.retranslate()
        self.owner.setCurrentIndex(max(0, self.owner.findData(owner)))
        for box in (self.owner, self.closes, self.territory, self.order):
            box.currentIndexChanged.connect(lambda _: self._tell())
        self._tell_clear()

    def retranslate(self) -> None:
        self.text.setPlaceholderText(self.tr("Filter"))
        self.text.setAccessibleName(self.tr("Filter the board"))
        self.owner.setAccessibleName(self.tr("Whose opportunities"))
        self.closes.setAccessibleName(self.tr("Closing when"))
        self.territory.setAccessibleName(self.tr("Territory"))
        self.order.setAccessibleName(self.tr("Order of the cards"))
        self.clear_button.setText(self.tr("Clear"))
        self.clear_button.setAccessibleName(self.tr("Clear the filter"))
        closes = (
            self.tr("Any close date"),
            self.tr("Overdue"),
            self.tr("This month"),
            self.tr("Next month"),
            self.tr("This quarter"),
            self.tr("Next quarter"),
        )
        _fill(self.closes, list(zip(closes, _CLOSES, strict=True)))
        _fill(self.order, [(self.tr("By close date"), "close_date"), (self.tr("By amount"), "amount")])
        self._fill_choices()

    def _fill_choices(self) -> None:
        others = [(each.name, each.id) for each in self._people if each.id != self._user]
        _fill(self.owner, [(self.tr("Mine"), self._user), (self.tr("Everyone"), EVERYONE), *others])
        places = [("   " * each.depth + each.name, each.id) for each in self._territories]
        _fill(self.territory, [(self.tr("All territories"), ""), *places])

    def offer(
        self,
        people: Sequence[Option],
        territories: Sequence[Option],
        below: Mapping[str, frozenset[str]],
    ) -> None:
        """What can be chosen among; what is chosen stays."""
        self._below = below
        if (people, territories) != (self._people, self._territories):
            self._people, self._territories = people, territories
            self._fill_choices()

    def narrow(self, today: date) -> Narrow:
        """What is wanted."""
        since, until = closing(str(self.closes.currentData()), today)
        territory = str(self.territory.currentData() or "")
        return Narrow(
            owner=str(self.owner.currentData() or "") or None,
            territories=tuple(sorted(self._below.get(territory, {territory}))) if territory else (),
            since=since.isoformat() if since else None,
            until=until.isoformat() if until else None,
            text=self.text.text().strip(),
            only_open=self.closes.currentData() == "overdue",
        )

    @property
    def card_order(self) -> CardOrder:
        return "amount" if self.order.currentData() == "amount" else "close_date"

    @property
    def narrowed(self) -> bool:
        """Whether anything was chosen that is not so at first."""
        return bool(
            self.text.text().strip()
            or self.owner.currentData() != self._first
            or self.closes.currentIndex()
            or self.territory.currentIndex()
        )

    def clear(self) -> None:
        """As at first."""
        for box in (self.owner, self.closes, self.territory, self.text):
            box.blockSignals(True)
        self.text.clear()
        self.owner.setCurrentIndex(self.owner.findData(self._first))
        self.closes.setCurrentIndex(0)
        self.territory.setCurrentIndex(0)
        for box in (self.owner, self.closes, self.territory, self.text):
            box.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self._tell_clear()
        self.changed.emit()

    def _tell_clear(self) -> None:
        self.clear_button.setVisible(self.narrowed)


def closing(choice: str, today: date) -> tuple[date | None, date | None]:
    """The first and last close date of a choice; None is open-ended."""
    if choice == "overdue":
        return None, today - timedelta(days=1)
    kind: PeriodKind | None = "month" if "month" in choice else "quarter" if "quarter" in choice else None
    if kind is None:
        return None, None
    period = period_of(kind, today).moved(1 if choice.startswith("next") else 0)
    return period.start, period.end


def _fill(box: CalmComboBox, items: Sequence[tuple[str, str]]) -> None:
    """New words for a box; what is chosen stays chosen."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, value in items:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


class _TextLine(QLineEdit):
    """Esc empties it first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
