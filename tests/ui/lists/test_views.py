"""The views that come with the program, and what becomes of own ones whose fields are gone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.store.queries import Filter
from crmdesk.store.views_saved import SavedView
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
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


def test_what_is_open_begins_with_what_comes_first(desk: Desk) -> None:
    first = {each: standard(desk.entity(each), "me")[0] for each in ("opportunity", "visit", "quote", "lead")}
    assert {each: (view.sort, view.descending) for each, view in first.items()} == {
        "opportunity": ("close_date", False),
        "visit": ("planned_start", False),
        "quote": ("valid_until", False),
        "lead": ("score", True),
    }


@pytest.fixture
def accounts(desk: Desk, qtbot: QtBot) -> ListPane:
    """The accounts, with a saved view that asks for a custom field which was removed since."""
    asked = (Filter("type", "=", "customer"), Filter("x_size", ">", 100))
    desk.own.save_view(SavedView("view-1", "account", "Big customers", asked))
    pane = ListPane(desk, desk.entity("account"))
    qtbot.addWidget(pane)
    return pane


def kept(desk: Desk) -> tuple[str, ...]:
    return tuple(each.field for each in desk.own.views("account")[0].where)


def test_a_view_that_asks_for_a_field_that_is_gone_says_that_it_shows_more(
    accounts: ListPane, qtbot: QtBot
) -> None:
    (view,) = accounts.views._saved.all()
    with qtbot.waitSignal(accounts._desk.noticed) as said:
        accounts.views.choose(view)
    assert (
        said.args[0].text == "“Big customers” also asked for a field that is gone: it shows more than it did."
    )
    assert [each.field for each in accounts.filter.conditions()] == ["type"]


def test_what_a_view_asked_for_is_given_up_by_saving_it_and_not_by_folding_a_group(
    accounts: ListPane, desk: Desk, qtbot: QtBot
) -> None:
    accounts.views.choose(accounts.views._saved.all()[0])
    accounts.views.remember_folds(frozenset({"a"}))
    assert kept(desk) == ("type", "x_size")
    assert accounts.views._saved.all()[0].folded == {"a"}
    accounts.views._save_changes()
    assert kept(desk) == ("type",)
    heard: list[object] = []
    desk.noticed.connect(heard.append)
    accounts.views.choose(accounts.views._saved.all()[0])
    assert heard == []
