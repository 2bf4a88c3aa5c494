"""A visit from plan to locked report, with everything typed saved by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.visit.page import VisitPage
from crmdesk.ui.visit.phases import Phase, PhaseBar
from crmdesk.ui.widgets.editors import Editor
from tests.ui.centre_side import new_id, send


def planned(desk: Desk) -> Record:
    """The user's next planned visit."""
    now = desk.author.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    where = (
        Filter("owner", "=", desk.author.user),
        Filter("status", "=", "planned"),
        Filter("planned_start", ">", now),
    )
    return desk.replica.query("visit", Query(where, sort="planned_start", limit=1))[0]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[VisitPage]:
    made = VisitPage(desk, planned(desk).id)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    qtbot.waitUntil(lambda: made.record is not None)
    yield made
    made.left()
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()


def visit(page: VisitPage) -> Record:
    return page.desk.replica.get("visit", page.record_id)


def type_into(editor: Editor, text: str) -> None:
    editor.findChildren(QPlainTextEdit)[0].setPlainText(text)


def states(page: VisitPage) -> list[str]:
    return [phase.state for phase in page.phases.phases]


def act(page: VisitPage, qtbot: QtBot, text: str) -> None:
    """The next phase, once its button says so."""
    qtbot.waitUntil(lambda: page.action.text() == text)
    page.action.click()


def check_in(page: VisitPage, qtbot: QtBot) -> None:
    act(page, qtbot, "Check in")
    qtbot.waitUntil(lambda: states(page)[1] == "done")


def finish(page: VisitPage, qtbot: QtBot) -> None:
    check_in(page, qtbot)
    page.report.outcome.buttons["successful"].click()
    act(page, qtbot, "Check out")
    act(page, qtbot, "Submit report")
    qtbot.waitUntil(page.locked.isVisible)


def test_phases_show_what_is_done_and_what_comes_next(page: VisitPage, qtbot: QtBot) -> None:
    assert states(page) == ["done", "current", "ahead", "ahead"]
    check_in(page, qtbot)
    assert states(page) == ["done", "done", "current", "ahead"]
    assert "Check-out, comes next" in page.phases.accessibleName()


def test_a_moment_too_long_for_its_step_is_written_on_two_lines(qtbot: QtBot) -> None:
    bar = PhaseBar()
    qtbot.addWidget(bar)
    bar.show_phases([Phase("계획", "11. 20. 오전 10:15", "done")] * 4)
    bar.resize(1072, 44)
    low = bar.sizeHint().height()
    bar.resize(bar.fontMetrics().horizontalAdvance("11. 20. 오전 10:15") * 4, low)
    assert bar._lines(bar.phases[0].when) == ["11. 20.", "오전 10:15"]
    assert bar.minimumSizeHint().height() == bar.sizeHint().height() > low


def test_check_in_needs_no_position_and_takes_one(page: VisitPage, qtbot: QtBot) -> None:
    page.elsewhere.click()
    page.presence.position.set_value(("37.5665", "126.9780"))
    page.presence.time.set_value("2026-11-23T01:00:00.000Z")
    check_in(page, qtbot)
    said = visit(page)["check_in"]
    assert (said["at"], said["how"]) == ("2026-11-23T01:00:00.000Z", "position")
    assert (float(said["lat"]), float(said["lon"])) == (37.5665, 126.978)


def test_a_position_that_cannot_be_read_is_said_at_the_field(page: VisitPage) -> None:
    page.elsewhere.click()
    line = page.presence.position
    line._line.setText("near the gate")
    assert line.error() == "Write it like 37.5665, 126.9780."
    page.action.click()
    assert visit(page)["check_in"] is None


def test_what_is_typed_is_saved_as_one_edit_after_a_pause(page: VisitPage, qtbot: QtBot) -> None:
    pending = page.desk.replica.pending()
    for text in ("M", "Me", "Met the plant manager."):
        type_into(page.report.notes, text)
    page.report.people.buttons[min(page.report.people.buttons)].click()
    page.report.outcome.buttons["follow_up"].click()
    assert page.autosave.state == "typing"
    qtbot.waitUntil(lambda: page.autosave.state == "saved")
    saved = visit(page)
    assert (saved["notes"], saved["outcome"]) == ("Met the plant manager.", "follow_up")
    assert saved["contacts"] == page.report.people.chosen
    assert page.desk.replica.pending() == pending + 1


def test_leaving_saves_at_once(page: VisitPage, qtbot: QtBot) -> None:
    type_into(page.report.notes, "Half a sent")
    page.left()
    qtbot.waitUntil(lambda: visit(page)["notes"] == "Half a sent")


def test_checking_out_takes_along_what_is_still_being_typed(page: VisitPage, qtbot: QtBot) -> None:
    check_in(page, qtbot)
    type_into(page.report.notes, "Last words")
    act(page, qtbot, "Check out")
    qtbot.waitUntil(lambda: visit(page)["check_out"] is not None)
    assert visit(page)["notes"] == "Last words"


def test_a_text_changed_elsewhere_meanwhile_keeps_both(page: VisitPage, qtbot: QtBot) -> None:
    desk = page.desk
    desk.replica.commit(edits.update(desk.author, visit(page), {"notes": "first\nlast"}))
    qtbot.waitUntil(lambda: page.report.notes.value() == "first\nlast")
    type_into(page.report.notes, "first\nlast\nmine")
    desk.replica.commit(edits.update(desk.author, visit(page), {"notes": "theirs\nfirst\nlast"}))
    page.autosave.flush()
    qtbot.waitUntil(lambda: visit(page)["notes"] == "theirs\nfirst\nlast\nmine")


def test_people_met_are_chosen_with_one_click_each(page: VisitPage, qtbot: QtBot) -> None:
    chosen = set(visit(page)["contacts"])
    other = next(each for each in page.report.people.buttons if each not in chosen)
    page.report.people.buttons[other].click()
    qtbot.waitUntil(lambda: set(visit(page)["contacts"]) == chosen | {other})
    page.report.people.buttons[other].click()
    qtbot.waitUntil(lambda: set(visit(page)["contacts"]) == chosen)


def test_somebody_met_who_is_not_on_this_laptop_is_no_id(page: VisitPage, qtbot: QtBot) -> None:
    desk, stranger, record = page.desk, new_id(), visit(page)
    send(desk.replica, [("visit", record.id, {**record.fields, "contacts": [*record["contacts"], stranger]})])
    qtbot.waitUntil(lambda: stranger in page.report.people.buttons)
    assert page.report.people.buttons[stranger].text() == "(not on this laptop)"


def test_the_next_step_becomes_a_task_with_its_day(page: VisitPage, qtbot: QtBot) -> None:
    type_into(page.report.next_step, "Send the quote\nwith freight")
    page.report.task_day.set_value("2026-11-27")
    with qtbot.waitSignal(page.desk.noticed) as said:
        page.report.add_task.click()
    notice: Notice = said.args[0]
    assert (notice.text, notice.action) == ("Task added: Friday", "Undo")
    where = (Filter("subject", "=", "Send the quote"), Filter("account", "=", visit(page)["account"]))
    (task,) = page.desk.replica.query("task", Query(where))
    assert task["due_on"] == "2026-11-27"
    assert visit(page)["next_step"] == "Send the quote\nwith freight"


def test_a_task_without_a_next_step_is_asked_for_one(page: VisitPage) -> None:
    page.report.next_step.set_value(None)
    page.report.add_task.click()
    assert page.report.next_step.error() == "Say what comes next; the task is named after it."


def test_a_report_without_an_outcome_is_not_submitted(page: VisitPage, qtbot: QtBot) -> None:
    check_in(page, qtbot)
    act(page, qtbot, "Check out")
    with qtbot.waitSignal(page.desk.noticed) as said:
        act(page, qtbot, "Submit report")
    assert said.args[0].text.startswith("Choose an outcome first")
    assert visit(page)["submitted_at"] is None


def test_a_submitted_report_is_locked_and_says_why(page: VisitPage, qtbot: QtBot) -> None:
    finish(page, qtbot)
    assert visit(page)["submitted_at"] is not None
    assert "stays as it was said" in page._locked_text.text()
    assert not page.action.isVisible()
    assert not page.edit_button.isEnabled()
    assert not page.report.notes.isVisible()


def test_a_missed_visit_can_be_taken_back(page: VisitPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.desk.noticed) as said:
        page._end("missed")
    assert visit(page)["status"] == "missed"
    said.args[0].on_action()
    qtbot.waitUntil(lambda: visit(page)["status"] == "planned")


def test_the_next_phase_has_a_key(page: VisitPage, qtbot: QtBot) -> None:
    page.report.notes.setFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: states(page)[1] == "done")


def test_who_has_checked_in_cannot_have_missed_it(page: VisitPage, qtbot: QtBot) -> None:
    check_in(page, qtbot)
    with qtbot.waitSignal(page.desk.noticed):
        page._end("missed")
    assert visit(page)["status"] == "in_progress"


def end(page: VisitPage, qtbot: QtBot, status: str) -> None:
    page._end(status)
    qtbot.waitUntil(lambda: page.action.text() == "Plan again")


@pytest.mark.parametrize("status", ["missed", "cancelled"])
def test_the_phases_of_a_visit_that_did_not_take_place_say_that_it_is_over(
    page: VisitPage, qtbot: QtBot, status: str
) -> None:
    end(page, qtbot, status)
    assert states(page) == ["done", "over"]
    assert page.phases.accessibleName().endswith(f"; {status.capitalize()}, nothing comes after it")


def test_a_visit_that_did_not_take_place_is_planned_again_and_stays_as_it_is(
    page: VisitPage, qtbot: QtBot
) -> None:
    end(page, qtbot, "missed")
    before = visit(page)
    with qtbot.waitSignal(page.desk.form_requested) as asked:
        QTest.keyClick(page.report.notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (request,) = asked.args
    assert (request.type, request.record) == ("visit", None)
    carried = {name: request.values.get(name) for name in ("account", "purpose", "contacts", "opportunity")}
    assert carried == {name: before[name] for name in carried}
    with qtbot.waitSignal(page.desk.record_requested) as opened:
        request.done("the-new-one")
    assert opened.args == ["visit", "the-new-one"]
    assert visit(page) == before


@pytest.mark.parametrize(
    ("planned", "again"),
    [
        ("2026-11-23T05:30", "2026-11-24T05:30"),  # today, at 14:30 in Seoul
        ("2026-11-19T05:30", "2026-11-24T05:30"),  # last week
        ("2026-11-27T05:30", "2026-11-30T05:30"),  # a Friday to come
    ],
)
def test_planning_again_offers_the_same_time_on_the_next_working_day(
    page: VisitPage, qtbot: QtBot, planned: str, again: str
) -> None:
    desk = page.desk
    times = {"planned_start": f"{planned}:00.000Z", "planned_end": f"{planned[:-5]}07:00:00.000Z"}
    desk.replica.commit(edits.update(desk.author, visit(page), times))
    end(page, qtbot, "cancelled")
    with qtbot.waitSignal(desk.form_requested) as asked:
        page.action.click()
    values = asked.args[0].values
    assert values["planned_start"] == f"{again}:00.000Z"
    assert values["planned_end"] == f"{again[:-5]}07:00:00.000Z"


def test_a_visit_that_did_not_take_place_can_still_be_submitted(page: VisitPage, qtbot: QtBot) -> None:
    assert page.report_anyway.isHidden()
    end(page, qtbot, "missed")
    page.report_anyway.click()
    qtbot.waitUntil(page.locked.isVisible)
    assert states(page) == ["done", "over", "done"]
    assert [phase.name for phase in page.phases.phases] == ["Plan", "Missed", "Submit"]


def test_a_double_click_checks_in_and_no_more(page: VisitPage, qtbot: QtBot) -> None:
    told: list[Notice] = []
    page.desk.noticed.connect(told.append)
    QTest.mouseClick(page.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.action.text() == "Check out")
    spot = QPointF(page.action.rect().center())
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        held = (
            Qt.MouseButton.LeftButton if kind is QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        )
        there = page.action.mapToGlobal(spot)
        click = QMouseEvent(
            kind, spot, there, Qt.MouseButton.LeftButton, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(page.action, click)
    qtbot.waitUntil(lambda: not page.desk.busy)
    assert visit(page)["check_out"] is None
    assert told == []


def test_a_signature_that_was_drawn_and_not_kept_is_not_lost_by_submitting(
    page: VisitPage, qtbot: QtBot
) -> None:
    check_in(page, qtbot)
    page.report.outcome.buttons["successful"].click()
    act(page, qtbot, "Check out")
    page.signature.name.set_value("Ines Ngata")
    pad = page.signature.pad
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    qtbot.waitUntil(lambda: page.action.text() == "Submit report")
    with qtbot.waitSignal(page.desk.noticed, timeout=3000) as said:
        page.action.click()
    assert said.args[0].text == "The signature is not kept yet: keep it, or clear it."
    assert page.signature.sign.hasFocus()
    page.signature.sign.click()
    qtbot.waitUntil(page.signature.redo.isVisible)
    page.action.click()
    qtbot.waitUntil(page.locked.isVisible)
    assert visit(page)["signature"]["name"] == "Ines Ngata"


def test_in_a_low_window_what_stands_above_the_report_scrolls_with_it(
    page: VisitPage, desk: Desk, qtbot: QtBot
) -> None:
    page.resize(613, 344)  # a laptop of 1366 by 768 at 200 %, less the frame
    qtbot.waitUntil(lambda: page._scroll.viewport().height() > 150)
    assert page._scroll.isAncestorOf(page.phases)
    assert page.phases.isVisible()
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: not page._scroll.isAncestorOf(page.phases) and page.phases.isVisible())
    assert (
        page.phases.mapTo(page, page.phases.rect().topLeft()).y()
        < page._scroll.mapTo(page, page._scroll.rect().topLeft()).y()
    )
