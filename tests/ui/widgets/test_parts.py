"""The smaller parts: notices, sync light, sections, stages, timeline, chips, filter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QMargins, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui import theme
from crmdesk.ui.models import Column
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import (
    EmptyState,
    Label,
    Property,
    PropertyList,
    SectionBar,
    SyncLight,
    SyncStatus,
    ToastStack,
    scrolled,
)
from crmdesk.ui.widgets.clearable import make_clearable
from crmdesk.ui.widgets.filter_bar import Condition, FilterBar
from crmdesk.ui.widgets.stage_bar import Stage, StageBar
from crmdesk.ui.widgets.sync_light import State

COLUMNS = (
    Column("name", "opportunity.name"),
    Column("amount", "opportunity.amount", "money"),
    Column("stage", "opportunity.stage", "choice", choices=("proposal", "closed_won")),
    Column("close_date", "opportunity.close_date", "date"),
)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SyncStatus("synced", at="10:42"), "Synced 10:42"),
        (SyncStatus("offline", pending=7), "Offline, 7 changes waiting"),
        (SyncStatus("offline", pending=1), "Offline, 1 change waiting"),
        (SyncStatus("offline"), "Offline"),
        (SyncStatus("syncing", done=1200, total=8400), "Syncing 1,200 of 8,400"),
        (SyncStatus("synced", at="10:42", need_you=2), "2 need you"),
        (SyncStatus("synced", need_you=1), "1 needs you"),
        (SyncStatus("signed_out"), "Sign in to sync"),
    ],
)
def test_the_sync_light_says_where_the_replica_stands(
    qtbot: QtBot, translator: Translator, status: SyncStatus, words: str
) -> None:
    light = SyncLight()
    qtbot.addWidget(light)
    light.set_status(status)
    assert light.words() == words
    assert words in light.accessibleName()


def test_every_state_of_the_sync_light_has_an_icon_of_its_own(qtbot: QtBot, translator: Translator) -> None:
    light = SyncLight()
    qtbot.addWidget(light)
    states: tuple[State, ...] = ("synced", "offline", "syncing", "attention", "signed_out")
    icons = set()
    for state in states:
        light.set_status(SyncStatus(state, need_you=1 if state == "attention" else 0))
        icons.add(light.property("themeIcon"))
    assert len(icons) == len(states)


def test_the_sync_light_speaks_korean(qtbot: QtBot, translator: Translator) -> None:
    light = SyncLight()
    qtbot.addWidget(light)
    light.set_status(SyncStatus("offline", pending=7))
    translator.switch("ko")
    qtbot.waitUntil(lambda: light.words() == "오프라인, 변경 7건 대기 중")


def test_undo_of_a_notice_undoes_once_and_closes_it(qtbot: QtBot, translator: Translator) -> None:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    stack, undone = ToastStack(window), []
    toast = stack.show_toast("Stage changed", action="Undo", on_action=lambda: undone.append(1))
    assert toast.close_button.accessibleName()
    toast.action_button.click()
    assert undone == [1]
    assert stack.toasts() == ()


def test_notices_stand_at_the_bottom_centre_and_make_room(qtbot: QtBot, translator: Translator) -> None:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    stack = ToastStack(window)
    for number in range(5):
        stack.show_toast(f"Notice {number}")
    assert [toast.label.text() for toast in stack.toasts()] == ["Notice 2", "Notice 3", "Notice 4"]
    qtbot.waitUntil(lambda: stack.height() >= 3 * 32)
    assert abs(stack.geometry().center().x() - 400) <= 1
    assert stack.geometry().bottom() < 600


def test_sections_are_chosen_by_mouse_and_keys(qtbot: QtBot, translator: Translator) -> None:
    bar = SectionBar()
    qtbot.addWidget(bar)
    for key in ("today", "accounts"):
        bar.add(key, key, key.capitalize())
    bar.show()
    qtbot.waitExposed(bar)
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    first, second = bar.findChildren(QAbstractButton)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    bar.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert chosen == ["today", "accounts"]


def test_a_count_is_read_out_with_its_section(qtbot: QtBot, translator: Translator) -> None:
    bar = SectionBar()
    qtbot.addWidget(bar)
    button = bar.add("inbox", "inbox", "Inbox")
    bar.set_count("inbox", 2, "warning")
    assert button.accessibleName() == "Inbox, 2"


STAGES = (
    Stage("new", "New"),
    Stage("won", "Won", "success", ends=True),
    Stage("lost", "Lost", "danger", ends=True),
)


def test_a_stage_is_asked_for_and_not_assumed(qtbot: QtBot, translator: Translator) -> None:
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.set_stages(STAGES, "new")
    won = bar.findChildren(QAbstractButton)[1]
    with qtbot.waitSignal(bar.stage_requested) as asked:
        won.click()
    assert asked.args == ["won"]
    assert bar.current == "new"


def test_a_lost_record_has_not_passed_won(qtbot: QtBot, translator: Translator) -> None:
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.set_stages(STAGES, "lost")
    names = [button.accessibleName() for button in bar.findChildren(QAbstractButton)]
    assert names == ["New, passed", "Won, ahead", "Lost, current"]


def test_the_ways_to_end_stand_apart_from_the_steps(qtbot: QtBot, translator: Translator) -> None:
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.set_stages((Stage("sent", "Sent"), *STAGES), "new")
    bar.resize(600, 32)
    bar.show()
    sent, new, won, lost = (button.geometry() for button in bar.findChildren(QAbstractButton))
    assert new.left() - sent.right() == 1
    assert won.left() - new.right() == lost.left() - won.right() == 1 + theme.current().space
    assert won.width() == lost.width()


def test_the_current_stage_is_read_whole_where_room_is_short(qtbot: QtBot, translator: Translator) -> None:
    bar = StageBar()
    qtbot.addWidget(bar)
    names = ("Prospecting", "Qualification", "Proposal", "Negotiation", "Closed won", "Closed lost")
    bar.set_stages([Stage(name, name) for name in names], names[0])
    bar.resize(500, 32)  # of a window of 683 pixels, and less
    bar.show()
    for button in bar.findChildren(QAbstractButton):
        bar.set_current(button.text())
        QApplication.processEvents()
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 24
        assert sum(each.width() for each in bar.findChildren(QAbstractButton)) == 500


def test_an_empty_state_offers_its_action(qtbot: QtBot, translator: Translator) -> None:
    state = EmptyState("inbox", "Nothing", "Things appear here.", "Do it")
    qtbot.addWidget(state)
    with qtbot.waitSignal(state.action):
        state.button.click()


def test_an_empty_state_gives_its_whole_explanation_room(qtbot: QtBot, translator: Translator) -> None:
    state = EmptyState("inbox", "Nothing", "What belongs here is explained in a few words. " * 6)
    qtbot.addWidget(state)
    state.resize(900, 500)
    state.show()
    assert state._text.height() >= state._text.heightForWidth(state._text.width())


def test_the_lines_of_an_explanation_are_about_equally_long(qtbot: QtBot, translator: Translator) -> None:
    state = EmptyState(
        "inbox",
        "Nothing",
        "What belongs here is explained in a few words, and then in two or three. More is said later",
    )
    qtbot.addWidget(state)
    state.resize(900, 500)
    state.show()
    text = state._text
    whole = text.fontMetrics().horizontalAdvance(text.text())
    assert text.heightForWidth(text.width()) == text.heightForWidth(480) > text.fontMetrics().height() * 1.5
    assert text.width() < 0.65 * whole


def test_esc_in_the_quick_filter_empties_it_and_then_leaves(qtbot: QtBot, translator: Translator) -> None:
    bar = FilterBar(COLUMNS)
    qtbot.addWidget(bar)
    bar.text_box.setText("harbour")
    qtbot.keyClick(bar.text_box, Qt.Key.Key_Escape)
    assert bar.text() == ""
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.text_box, Qt.Key.Key_Escape)


def test_a_linked_property_reports_its_target(qtbot: QtBot, translator: Translator) -> None:
    facts = PropertyList()
    qtbot.addWidget(facts)
    facts.set_properties((Property("Account", "Isu", link="account:1"), Property("Website", "")))
    link = facts.findChild(QAbstractButton)
    assert link.accessibleName() == "Account: Isu"
    with qtbot.waitSignal(facts.activated) as opened:
        link.click()
    assert opened.args == ["account:1"]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("stage", "=", "closed_won"), "Stage: Closed won"),
        (Condition("amount", ">=", "5000.00"), "Amount ≥ 5,000"),
        (Condition("name", "~", "isu"), "Name: “isu”"),
        (Condition("close_date", "<=", "2026-12-01"), "Close date ≤ Dec 1, 2026"),
        (Condition("close_date", "=", None), "Close date is empty"),
    ],
)
def test_conditions_read_as_words(
    qtbot: QtBot, translator: Translator, condition: Condition, words: str
) -> None:
    bar = FilterBar(COLUMNS)
    qtbot.addWidget(bar)
    assert bar.words(condition) == words


def test_a_condition_is_made_in_its_form(qtbot: QtBot, translator: Translator) -> None:
    bar = FilterBar(COLUMNS)
    qtbot.addWidget(bar)
    bar.show()
    form = bar.open_form("amount")
    line = form.editor.findChild(QLineEdit)
    qtbot.keyClicks(line, "5,000")
    with qtbot.waitSignal(bar.changed):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    assert bar.conditions() == (Condition("amount", ">=", "5000.00"),)


def test_quick_text_tells_once_one_has_stopped_typing(qtbot: QtBot, translator: Translator) -> None:
    bar = FilterBar(COLUMNS)
    qtbot.addWidget(bar)
    told: list[str] = []
    bar.changed.connect(lambda: told.append(bar.text()))
    qtbot.keyClicks(bar.text_box, "isu")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["isu"]


def test_a_link_says_the_signs_of_its_name(qtbot: QtBot) -> None:
    facts = PropertyList()
    qtbot.addWidget(facts)
    facts.set_properties((Property("Account", "Reed & Sons", "account:1"),))
    link = facts.findChild(QAbstractButton)
    assert link.text() == "Reed && Sons"  # as Qt writes the sign itself
    assert link.shortcut().isEmpty()


def test_a_link_with_a_long_name_gives_way_and_says_it_whole(qtbot: QtBot) -> None:
    name = "Calibration of the second clean room, with a renewal of the care plan"
    facts = PropertyList()
    qtbot.addWidget(facts)
    facts.set_properties((Property("Opportunity", name, "opportunity:1"),))
    facts.resize(300, 60)
    facts.show()
    link = next(each for each in facts.findChildren(QAbstractButton) if each.isVisible())
    qtbot.waitUntil(lambda: "…" in link.text())
    assert link.text().startswith("Cal")
    assert link.text().endswith("plan")
    assert facts.minimumSizeHint().width() <= 300
    assert (link.toolTip(), link.accessibleName()) == (name, f"Opportunity: {name}")
    facts.resize(900, 60)
    qtbot.waitUntil(lambda: link.text() == name)
    assert link.toolTip() == ""


def test_what_is_put_into_a_scrolled_area_before_it_is_shown_stays(qtbot: QtBot) -> None:
    area = scrolled(QLabel("nothing yet"))
    qtbot.addWidget(area)
    form = QLabel("a form")
    area.setWidget(form)
    area.show()
    qtbot.waitExposed(area)
    assert area.widget() is form
    assert form.isVisible()


def test_the_cross_that_empties_a_line_is_of_our_icons(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    make_clearable(line)
    assert line.isClearButtonEnabled()
    assert [action.property("themeIcon") for action in line.findChildren(QAction)] == ["close"]


def test_a_text_drawn_wider_in_another_language_is_not_cut_where_there_is_room(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    label = Label("1 × Aris 520, pilot plant", title=True, elided=True)
    layout.addWidget(label)
    layout.addStretch(1)
    row.resize(800, 60)
    row.show()
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("ko_KR"))
        label.update()
        qtbot.waitUntil(lambda: label.text() == label.full_text())
    finally:
        QLocale.setDefault(before)


def test_a_label_that_is_dressed_anew_while_it_has_no_room_keeps_its_margins(
    qtbot: QtBot, translator: Translator, qapp: QApplication
) -> None:
    label = Label("hello")
    qtbot.addWidget(label)
    label.setContentsMargins(10, 6, 10, 2)
    label.resize(4, 4)
    label.setStyleSheet("color: red")
    assert label.contentsMargins() == QMargins(10, 6, 10, 2)
