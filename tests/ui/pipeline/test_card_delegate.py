"""How a card of the board is laid out: its name has two lines, and all cards are equally high."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.pipeline.card_delegate import CardDelegate


@pytest.fixture
def delegate(desk: Desk, qtbot: QtBot) -> CardDelegate:
    view = QListView()
    qtbot.addWidget(view)
    return CardDelegate(view, desk.today)


def wide(delegate: CardDelegate, text: str) -> int:
    return QFontMetrics(delegate._fonts[True]).horizontalAdvance(text)


def test_a_name_takes_two_lines_broken_where_its_language_breaks(delegate: CardDelegate) -> None:
    room = wide(delegate, "Spare parts for the ") + 2
    assert delegate._name_rows("Spare parts for the crane", room) == ["Spare parts for the", "crane"]
    assert delegate._name_rows("Spare parts", room) == ["Spare parts"]
    assert delegate._name_rows("", room) == [""]
    korean = "부산 신항 컨테이너 크레인 유지보수"
    first, second = delegate._name_rows(korean, wide(delegate, korean) * 2 // 3)
    assert f"{first} {second}" == korean


def test_what_two_lines_do_not_hold_stays_whole_until_it_is_cut_by_the_second(delegate: CardDelegate) -> None:
    name = "Spare parts for the crane in the harbour of Busan"
    first, second = delegate._name_rows(name, wide(delegate, "Spare parts for the "))
    assert f"{first} {second}" == name


def test_every_card_has_room_for_six_lines(delegate: CardDelegate) -> None:
    size: QSize = delegate.sizeHint(QStyleOptionViewItem(), QModelIndex())
    assert size.height() >= 6 * QFontMetrics(delegate._fonts[True]).height()
