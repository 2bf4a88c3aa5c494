"""Nothing on screen moves by itself, so that there is nothing to switch off for those whom it makes ill."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import crmdesk

SOURCES = sorted((Path(crmdesk.__file__).parent / "ui").rglob("*.py"))
MOVES = re.compile(
    r"\b(QPropertyAnimation|QVariantAnimation|QSequentialAnimationGroup|QParallelAnimationGroup|QTimeLine|QMovie"
    r"|QScroller)\b|setRange\(0, 0\)|setAnimated\(True\)|UIEffect"
)


@pytest.mark.parametrize("text", ["QPropertyAnimation(widget)", "bar.setRange(0, 0)"])
def test_what_would_move_is_recognised(text: str) -> None:
    assert MOVES.search(text)


def test_no_part_of_the_desktop_animates_anything() -> None:
    assert len(SOURCES) > 200
    found = [
        f"{path.name}: {moved[0]}" for path in SOURCES if (moved := MOVES.search(path.read_text("utf-8")))
    ]
    assert found == []
