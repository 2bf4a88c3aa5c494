"""The lines that a quick log has to understand: at least sixty of each language, each with its whole result."""

from __future__ import annotations

import pytest

from crmdesk.domain.quick_log.assemble import parse
from tests.domain.quick_log.told import NOW, table, told

LANGUAGES = ("english", "korean", "chinese")
_LINES = [(language, line, meaning) for language in LANGUAGES for line, meaning in table(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_sixty_lines_that_differ(language: str) -> None:
    lines = [line for line, _ in table(language)]
    assert len(set(lines)) == len(lines) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_table_is_understood_whole(language: str) -> None:
    wrong = [
        f"{line}\n   wanted {meaning}\n   got    {said}"
        for line, meaning in table(language)
        if (said := told(parse(line, NOW))) != meaning
    ]
    assert not wrong, "\n".join(wrong)


def test_chinese_lines_are_written_both_ways() -> None:
    lines = "".join(line for line, _ in table("chinese"))
    assert set("訪電話經週萬") <= set(lines)
    assert set("访电话经周万") <= set(lines)
