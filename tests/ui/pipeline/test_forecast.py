"""The forecast: figures, what is behind them, the commitment; by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.domain.forecast import category_of
from crmdesk.domain.periods import period_of
from crmdesk.store.replica import Replica
from crmdesk.ui.desk import Desk
from crmdesk.ui.pipeline.forecast import ForecastView
from crmdesk.ui.pipeline.forecast_words import error_text, period_text
from crmdesk.ui.pipeline.page import OpportunitiesPage
from crmdesk.ui.pipeline.sheet import Cell, Heading, Sheet
from crmdesk.ui.translations import Translator
from tests.support.sample_replica import NOW, ZONE, filled_replica, sample

Q4 = period_of("quarter", date(2026, 11, 23))
_CTRL = Qt.KeyboardModifier.ControlModifier


def opened(desk: Desk, qtbot: QtBot) -> OpportunitiesPage:
    made = OpportunitiesPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    made.show_view("forecast")
    qtbot.waitUntil(lambda: not desk.busy)
    return made


def test_figures_of_a_wide_window_stand_near_their_names(qtbot: QtBot) -> None:
    sheet = Sheet(by_row=False, fits=True)
    qtbot.addWidget(sheet)
    sheet.show_rows([Heading("Who"), *[Heading("Gap")] * 5], [[Cell("Kim"), *[Cell("1")] * 5]])
    sheet.resize(1640, 200)
    sheet.show()
    assert 640 <= sheet.columnWidth(0) < 700
    assert sheet.horizontalHeader().length() == sheet.viewport().width()
    sheet.resize(600, 200)
    assert sheet.columnWidth(1) < 100
    assert sheet.horizontalHeader().length() == sheet.viewport().width()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[OpportunitiesPage]:
    """The section of the rep who is signed in, showing the forecast."""
    made = opened(desk, qtbot)
    yield made
    made.close()


@pytest.fixture
def forecast(page: OpportunitiesPage) -> ForecastView:
    return page.forecast


def texts(forecast: ForecastView, row: int) -> list[str]:
    sheet = forecast.figures.sheet
    return [sheet.cell(row, column).text for column in range(sheet.columnCount())]


def test_rep_sees_own_figures_quota_and_the_error_of_last_time(forecast: ForecastView, desk: Desk) -> None:
    assert forecast.figures.sheet.rowCount() == 1
    total = sum(
        Decimal(each["amount"])
        for each in desk.replica.query("opportunity")
        if each["owner"] == desk.author.user
        and each["currency"] == "KRW"
        and each["amount"]
        and Q4.holds(date.fromisoformat(each["close_date"]))
        and category_of(each["stage"], each["forecast_category"]) == "commit"
    )
    commit = forecast.figures.sheet.cell(0, 3)
    assert f"{total:,.0f}" in commit.tip
    row = texts(forecast, 0)
    assert "to go" in row[6] or "reached" in row[6]
    assert row[8].endswith(("too high", "too low", "on the mark"))


def test_arrows_walk_the_figures_and_the_list_below_follows(
    forecast: ForecastView, desk: Desk, qtbot: QtBot
) -> None:
    assert forecast.figures.hasFocus()
    qtbot.keyClick(forecast.figures, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: not desk.busy)
    content = forecast._content
    assert content is not None
    assert content.wanted.category == "best_case"
    assert content.deals
    assert {category_of(each["stage"], each["forecast_category"]) for each in content.deals} == {"best_case"}
    assert forecast.deals.sheet.rowCount() == len(content.deals)


def test_category_is_changed_by_keys_and_undo_changes_it_back(
    forecast: ForecastView, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClick(forecast.figures, Qt.Key.Key_Return)
    assert forecast.deals.hasFocus()
    content = forecast._content
    assert content is not None
    deal = content.deals[0]
    forecast.deals.pick(0, 0)
    with qtbot.waitSignal(desk.noticed) as said:
        qtbot.keyClick(forecast.deals, Qt.Key.Key_Left, _CTRL)
    assert desk.replica.get("opportunity", deal.id)["forecast_category"] == "best_case"
    qtbot.waitUntil(lambda: not desk.busy)
    assert deal.id not in {each.id for each in forecast._content.deals}  # type: ignore[union-attr]
    said.args[0].on_action()
    qtbot.waitUntil(lambda: deal.id in {each.id for each in forecast._content.deals})  # type: ignore[union-attr]


def test_enter_opens_the_opportunity(forecast: ForecastView, desk: Desk, qtbot: QtBot) -> None:
    forecast.deals.setFocus()
    forecast.deals.pick(0, 0)
    with qtbot.waitSignal(desk.record_requested) as asked:
        qtbot.keyClick(forecast.deals, Qt.Key.Key_Return)
    assert asked.args[0] == "opportunity"


def test_commitment_with_a_note_is_submitted_and_earlier_ones_stay(
    forecast: ForecastView, desk: Desk, qtbot: QtBot
) -> None:
    before = forecast._content.history  # type: ignore[union-attr]
    assert before
    forecast.commit.amount.setText("1,300,000,000")
    forecast.commit.note.setText("Two contracts are at the lawyers")
    with qtbot.waitSignal(desk.noticed) as said:
        qtbot.keyClick(forecast.commit.note, Qt.Key.Key_Return)
    assert not said.args[0].action, "what was submitted is not undone"
    qtbot.waitUntil(lambda: len(forecast._content.history) == len(before) + 1)  # type: ignore[union-attr]
    newest = forecast._content.history[0]  # type: ignore[union-attr]
    assert (newest.amount, newest.note) == (Decimal(1_300_000_000), "Two contracts are at the lawyers")
    assert forecast.commit.amount.text() == ""
    assert "1.3" in texts(forecast, 0)[7]


def test_amount_that_is_none_is_said_beside_the_line(
    forecast: ForecastView, desk: Desk, qtbot: QtBot
) -> None:
    forecast.commit.amount.setText("plenty")
    qtbot.keyClick(forecast.commit.amount, Qt.Key.Key_Return)
    assert forecast.commit._trouble.isVisible()
    assert forecast.commit.amount.text() == "plenty"
    assert not desk.replica.pending()


def test_computed_amount_is_taken_over(forecast: ForecastView) -> None:
    forecast.commit.take.click()
    content = forecast._content
    assert content is not None
    figures = content.lines[0].figures
    typed = forecast.commit.amount.text().replace(",", "")
    assert Decimal(typed) == figures.won + figures.amount("commit")


def test_other_periods_and_currencies_are_a_step_away(
    forecast: ForecastView, desk: Desk, qtbot: QtBot
) -> None:
    forecast.bar.earlier.click()
    qtbot.waitUntil(lambda: not desk.busy)
    assert forecast.bar._name.text() == "Q3 2026"
    assert forecast.bar.present.isVisible()
    forecast.bar.present.click()
    forecast.bar.kind.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not desk.busy)
    assert forecast.bar._name.text() == "November 2026"
    forecast.bar.currency.setCurrentIndex(forecast.bar.currency.findData("USD"))
    qtbot.waitUntil(lambda: not desk.busy and forecast._content.currency == "USD")  # type: ignore[union-attr]
    assert {each["currency"] for each in forecast._content.deals} <= {"USD"}  # type: ignore[union-attr]


@pytest.fixture
def managed(tmp_path: Path, translator: Translator) -> Iterator[Desk]:
    """The desk of the sample's manager."""
    from crmdesk.protocol.messages import Person

    made = sample()
    user = next(each for each in made.users if each.role == "manager")
    person = Person(
        id=user.id, login=user.login, name=user.name, role=user.role, home=user.home, scope="scope"
    )
    replica: Replica = filled_replica(
        tmp_path / "profile", bytes(32), made.records, person, currency=made.currency
    )
    desk = Desk(replica, replica.author(zone=str(ZONE)), translator, zone=ZONE)
    yield desk
    desk.close()
    replica.close()


def test_manager_sees_teams_with_their_people_and_commits_for_the_team(managed: Desk, qtbot: QtBot) -> None:
    assert managed.author.now() == NOW
    page = opened(managed, qtbot)
    forecast = page.forecast
    content = forecast._content
    assert content is not None
    kinds = [line.kind for line in content.lines]
    assert kinds[0] == "total"
    assert {"team", "person"} <= set(kinds)
    people = [line for line in content.lines if line.kind == "person"]
    total = content.lines[0]
    assert total.quota == sum((line.quota for line in people if line.quota is not None), Decimal(0))
    assert total.error is not None
    with qtbot.waitSignal(managed.noticed):
        forecast.commit.submitted.emit("900000000", "")
    (saved,) = [m for _, m in managed.replica.pending_ops()]
    assert saved.set["covers"] == "team"
    page.close()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (None, "–"),
        (Decimal("0.004"), "on the mark"),
        (Decimal("0.125"), "12% too high"),
        (Decimal("-0.3"), "30% too low"),
    ],
)
def test_error_is_said_in_words(translator: Translator, part: Decimal | None, words: str) -> None:
    assert translator.language == "en"
    assert error_text(part) == words


def test_periods_are_named_as_the_language_does(translator: Translator) -> None:
    assert period_text(Q4) == "Q4 2026"
    translator.switch("ko")
    assert period_text(Q4) == "2026년 4분기"
    assert period_text(period_of("month", date(2026, 11, 1))) == "2026년 11월"
