"""What every page has: content that scrolls ends where the window does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.frame import Page
from crmdesk.ui.frame.page_area import PageArea
from crmdesk.ui.translations import Translator
from crmdesk.ui.two_columns import TwoColumns


@pytest.mark.parametrize("with_foot", [False, True])
def test_content_that_scrolls_reaches_the_lower_edge_or_the_foot(qtbot: QtBot, with_foot: bool) -> None:
    page, foot = Page(), QLabel("foot") if with_foot else None
    qtbot.addWidget(page)
    area = page.scroll_below(QLabel("content"), foot)
    page.resize(600, 400)
    page.show()
    below = area.mapTo(page, area.rect().bottomLeft()).y() + 1
    assert below + (foot.height() if foot else 0) == page.height()


@pytest.mark.parametrize("height", [100, 900])
def test_content_that_scrolls_ends_where_the_head_does(
    qtbot: QtBot, translator: Translator, height: int
) -> None:
    page, content = Page(), QLabel("content")
    qtbot.addWidget(page)
    content.setMinimumHeight(height)
    area = page.scroll_below(content)
    page.resize(600, 400)
    page.show()
    assert area.verticalScrollBar().isVisible() is (height > page.height())
    edges = [each.mapTo(page, each.rect().topRight()).x() for each in (content, page.head)]
    assert edges[0] == edges[1]


@pytest.mark.parametrize(
    ("width", "narrow"), [(900, 368), (1072, 368), (1300, 440), (1640, 512), (2400, 512)]
)
def test_narrow_column_grows_with_the_window_up_to_a_bound(qtbot: QtBot, width: int, narrow: int) -> None:
    columns = TwoColumns()
    qtbot.addWidget(columns)
    columns.resize(width, 300)
    columns.show()
    assert columns._narrow_side.width() == narrow


def test_another_page_opens_at_its_head(qtbot: QtBot) -> None:
    pages = QStackedWidget()
    for _ in range(2):
        page, content = Page(), QLabel("content")
        content.setMinimumSize(400, 900)
        page.body.addWidget(content)
        pages.addWidget(page)
    area = PageArea(pages)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    bars = area.horizontalScrollBar(), area.verticalScrollBar()
    for bar in bars:
        bar.setValue(bar.maximum())
        assert bar.value() > 0
    pages.setCurrentIndex(1)
    assert [bar.value() for bar in bars] == [0, 0]


class _Painted(QWidget):
    times = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.times += 1


def test_a_page_that_comes_to_the_front_is_painted_once(qtbot: QtBot) -> None:
    pages, content = QStackedWidget(), _Painted()
    for part in (content, QLabel("other")):
        page = Page()
        page.body.addWidget(part)
        pages.addWidget(page)
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(PageArea(pages))
    with qtbot.waitExposed(window):
        window.show()
    pages.setCurrentIndex(1)
    QApplication.processEvents()
    content.times = 0
    pages.setCurrentIndex(0)
    qtbot.waitUntil(lambda: content.times > 0)
    QApplication.processEvents()
    assert content.times == 1
