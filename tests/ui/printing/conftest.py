"""A document with something of every kind, and the press that prints it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QLocale
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from crmdesk.ui.printing import (
    Cell,
    Column,
    Document,
    Heading,
    Item,
    KeyValues,
    Paragraph,
    Picture,
    Press,
    SideBySide,
    Table,
)
from crmdesk.ui.printing.paper import Paper, page_size
from crmdesk.ui.translations import Translator

WORDS = {
    "en": "Visit the plant before the office closes",
    "ko": "고객 방문 전에 견적서를 확인하세요",
    "zh_CN": "拜访客户之前请确认长期报价单",
    "zh_TW": "拜訪客戶之前請確認長期報價單",
}


def picture(color: str = "#204080") -> bytes:
    """A PNG file."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def document(rows: int = 60, language: str = "en") -> Document:
    """A quote of that many lines."""
    words = WORDS[language]
    return Document(
        name="quote",
        title=f"Offer {words}",
        subtitle="Acme",
        blocks=(
            KeyValues((("Customer", "Acme"), ("Date", "2026-11-22"), ("Nothing", "")), columns=2),
            Heading("Lines", str(rows)),
            Table(
                (Column("No."), Column("Product", 3), Column("Amount", 0, "right")),
                tuple(
                    (f"{row + 1}", Cell(words, below="of steel"), Cell("₩12,000", strong=True))
                    for row in range(rows)
                ),
                (("", "Total", "₩720,000"),),
            ),
            SideBySide((Heading("Left"), Paragraph(words)), (Heading("Right"), Item("Call", words, "Nov 3"))),
            Picture(picture(), width=20, height=20, caption="The seal"),
        ),
        head=("Offer", "Acme"),
        foot=("CRMDesk", ""),
        language=language,
    )


@pytest.fixture
def paper(translator: Translator) -> Paper:
    """A4, in English."""
    return Paper.of(page_size(QLocale("ko_KR")), "en")


@pytest.fixture
def press(qapp: QApplication, translator: Translator) -> Iterator[Press]:
    made = Press()
    yield made
    made.close()
