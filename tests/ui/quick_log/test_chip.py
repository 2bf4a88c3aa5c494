"""What a chip of the quick log says of itself."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.ui.quick_log.chip import ChipText, FactChip
from crmdesk.ui.translations import Translator


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Hanbit?"), ("ko", "Hanbit?"), ("zh_CN", "Hanbit？"), ("zh_TW", "Hanbit？")],
)
def test_a_chip_that_waits_asks_with_the_sign_of_its_language(
    translator: Translator, qtbot: QtBot, language: str, words: str
) -> None:
    translator.switch(language)
    chip = FactChip(ChipText("account", "accounts", "Hanbit", "Account: Hanbit", open=True))
    qtbot.addWidget(chip)
    assert chip.label() == words


def test_a_long_name_that_is_cut_still_asks(translator: Translator, qtbot: QtBot) -> None:
    translator.switch("en")
    chip = FactChip(ChipText("account", "accounts", "Hanbit Precision Machinery " * 4, "Account", open=True))
    qtbot.addWidget(chip)
    painted = chip.fitted(200)
    assert painted.endswith("…?")
    assert chip.fontMetrics().horizontalAdvance(painted) <= 200
