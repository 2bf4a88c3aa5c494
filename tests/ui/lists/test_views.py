"""The views that come with the program."""

from __future__ import annotations

import pytest

from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.views import standard
from crmdesk.ui.translations import Translator


@pytest.mark.parametrize(
    ("language", "sales", "plans"),
    [
        ("en", "Open", "Open"),
        ("ko", "진행 중", "미완료"),
        ("zh_CN", "进行中", "未完成"),
        ("zh_TW", "進行中", "未完成"),
    ],
)
def test_what_is_planned_and_not_done_yet_is_not_called_under_way(
    desk: Desk, translator: Translator, language: str, sales: str, plans: str
) -> None:
    translator.switch(language)
    named = {
        each: standard(desk.entity(each), "me")[0].name for each in ("opportunity", "visit", "task", "call")
    }
    assert named == {"opportunity": sales, "visit": plans, "task": plans, "call": plans}
