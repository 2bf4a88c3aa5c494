"""A visit with its form, photos, signature and amendments, filled in and read on the page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QScrollBar
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.errors import RecordLocked
from crmdesk.domain.typed import typed_over
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.visit.page import VisitPage
from crmdesk.ui.visit.signature import read, written
from crmdesk.ui.widgets import Label
from tests.ui.visit.test_page import act, check_in, finish, planned, type_into, visit


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


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    packed = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(packed, "JPEG")
    file = tmp_path / "shelf.jpg"
    file.write_bytes(packed.getvalue())
    return file


def pick(page: VisitPage, key: str) -> None:
    """Choose a form by its key."""
    (form,) = page.desk.replica.query("visit_form", Query((Filter("key", "=", key),)))
    page.form.picker.buttons[form.id].click()


def click(page: VisitPage, key: str, option: str) -> None:
    toggles = page.form.rows[key].toggles
    assert toggles is not None
    toggles.buttons[option].click()


def in_sight(page: VisitPage) -> list[str]:
    return [key for key, row in page.form.rows.items() if row.isVisible()]


def saved(page: VisitPage, qtbot: QtBot) -> object:
    page.autosave.flush()
    qtbot.waitUntil(lambda: page.autosave.state == "saved")
    return visit(page)["answers"]


def said(page: VisitPage) -> str:
    """Every word of the report and the form."""
    return "\n".join(
        each.full_text()
        for part in (page.report, page.form)
        for each in part.findChildren(Label)
        if each.isVisible()
    )


def test_one_of_several_forms_is_picked_and_answered(page: VisitPage, qtbot: QtBot) -> None:
    assert page.form.picker.isVisible()
    assert page.form.rows == {}
    pick(page, "needs")
    assert page.form.progress.text() == "0 of 5 answered"
    click(page, "reason", "growth")
    click(page, "budget", "yes")
    assert page.form.progress.text() == "2 of 5 answered"
    assert saved(page, qtbot) == {"reason": "growth", "budget": True}


def test_how_much_is_answered_ends_where_the_questions_end(page: VisitPage) -> None:
    pick(page, "needs")
    answered, row = page.form.progress, page.form.rows["urgency"]
    ends = {each.mapTo(page.form, each.rect().topRight()).x() for each in (answered, row)}
    assert len(ends) == 1


def test_questions_come_and_go_with_the_answers(page: VisitPage, qtbot: QtBot) -> None:
    pick(page, "needs")
    assert "other_reason" not in in_sight(page)
    click(page, "reason", "other")
    assert in_sight(page)[:2] == ["reason", "other_reason"]
    editor = page.form.rows["other_reason"].editor
    assert editor is not None
    type_into(editor, "A merger")
    click(page, "reason", "age")
    assert "other_reason" not in in_sight(page)
    assert saved(page, qtbot) == {"reason": "age", "other_reason": "A merger"}


def test_required_questions_say_so_in_a_word_and_to_screen_readers(page: VisitPage) -> None:
    pick(page, "needs")
    row = page.form.rows["urgency"]
    assert "required" in [label.text() for label in row.findChildren(Label)]
    assert row.toggles is not None
    assert row.toggles.buttons["10"].accessibleName() == "How urgent is it?, required: 10"


def test_number_out_of_range_is_said_and_not_saved(page: VisitPage, qtbot: QtBot) -> None:
    pick(page, "needs")
    row = page.form.rows["people"]
    assert row.editor is not None
    row.take_focus()
    QTest.keyClicks(page.focusWidget(), "0")
    assert row.editor.error() == "At least 1."
    QTest.keyClicks(page.focusWidget(), "12")
    assert row.editor.error() is None
    assert saved(page, qtbot) == {"people": "12"}


def test_submitting_points_at_the_first_missing_answer(page: VisitPage, qtbot: QtBot) -> None:
    pick(page, "needs")
    click(page, "reason", "age")
    check_in(page, qtbot)
    page.report.outcome.buttons["successful"].click()
    act(page, qtbot, "Check out")
    qtbot.waitUntil(lambda: page.action.text() == "Submit report")
    with qtbot.waitSignal(page.desk.noticed) as told:
        page.action.click()
    assert told.args[0].text == "The form still needs an answer: For how many people?"
    assert visit(page)["submitted_at"] is None
    people = page.form.rows["people"]
    assert people.isAncestorOf(page.focusWidget())
    assert any("before you submit" in each.text() for each in people.findChildren(Label) if each.isVisible())
    QTest.keyClicks(page.focusWidget(), "30")
    click(page, "urgency", "9")
    page.action.click()
    qtbot.waitUntil(page.locked.isVisible)
    assert visit(page)["answers"] == {"reason": "age", "people": "30", "urgency": 9}
    qtbot.waitUntil(lambda: "For how many people?" in said(page))
    assert not page.form.rows


def test_answer_from_another_laptop_meets_the_one_being_given(page: VisitPage, qtbot: QtBot) -> None:
    desk = page.desk
    pick(page, "needs")
    click(page, "budget", "no")
    saved(page, qtbot)
    click(page, "reason", "move")
    record = visit(page)
    theirs = {"answers": {**record["answers"], "urgency": 3}}
    desk.replica.commit(typed_over(desk.author, record, theirs, record.fields))
    assert saved(page, qtbot) == {"budget": False, "reason": "move", "urgency": 3}
    qtbot.waitUntil(lambda: page.form.rows["urgency"].toggles.chosen == ["3"])  # type: ignore[union-attr]


def test_photo_answers_its_question_and_is_enlarged_named_and_taken_off(
    page: VisitPage, qtbot: QtBot, photo: Path
) -> None:
    pick(page, "store_check")
    click(page, "display", "4")
    saved(page, qtbot)
    page.photos.attach([photo], "shelf")
    qtbot.waitUntil(lambda: len(page.photos.tiles) == 1)
    assert page.form.rows["shelf"].add_photo is not None
    assert page.form.rows["shelf"].add_photo.text() == "Add a photo  (1 photo)"
    assert page.form.progress.text() == "2 of 5 answered"
    assert page.photos.tiles[0].accessibleName() == "A photo of the display, A photo of the display"
    page.photos.tiles[0].setFocus()
    QTest.keyClick(page.photos.tiles[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.photos.picture.pixmap().width() > 256)
    QTest.keyClicks(page.focusWidget(), "Left of the door")
    page.photos.keep.click()
    qtbot.waitUntil(lambda: page.photos.tiles[0].accessibleName().startswith("Left of the door"))
    assert not page.photos.large.isVisible()
    with qtbot.waitSignal(page.desk.noticed) as told:
        QTest.keyClick(page.photos.tiles[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page.photos.tiles)
    told.args[0].on_action()
    qtbot.waitUntil(lambda: len(page.photos.tiles) == 1)


def test_photo_of_a_submitted_report_is_read_alone(page: VisitPage, qtbot: QtBot, photo: Path) -> None:
    page.photos.attach([photo])
    qtbot.waitUntil(lambda: len(page.photos.tiles) == 1)
    finish(page, qtbot)
    qtbot.waitUntil(lambda: not page.photos.add.isVisible())
    QTest.keyClick(page.photos.tiles[0], Qt.Key.Key_Delete)
    desk, record = page.desk, page.photos.tiles[0].record
    with pytest.raises(RecordLocked):
        desk.replica.commit(edits.delete(desk.author, record))


def test_signature_is_drawn_kept_and_shown_in_the_locked_report(page: VisitPage, qtbot: QtBot) -> None:
    card = page.signature
    card.name.set_value("Kim Min-jun")
    page._scroll.ensureWidgetVisible(card.pad)
    assert not card.sign.isEnabled()
    QTest.mousePress(card.pad, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(40, 60))
    for at in (QPoint(120, 20), QPoint(200, 90)):
        QTest.mouseMove(card.pad, at)
    QTest.mouseRelease(card.pad, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(200, 90))
    card.clear.click()
    assert card.pad.strokes == []
    card.pad.strokes = [[(100, 100), (300, 40)], [(400, 200)]]
    card.pad.changed.emit()
    card.sign.click()
    qtbot.waitUntil(card.redo.isVisible)
    signature = visit(page)["signature"]
    assert (signature["name"], signature["how"]) == ("Kim Min-jun", "drawn")
    assert read(signature["strokes"]) == [[(100, 100), (300, 40)], [(400, 200)]]
    finish(page, qtbot)
    qtbot.waitUntil(lambda: not card.redo.isVisible())
    assert card.said.text().startswith("Signed by Kim Min-jun")
    assert not card.pad.writable


def test_signature_on_paper_needs_no_pen_and_can_be_given_again(page: VisitPage, qtbot: QtBot) -> None:
    card = page.signature
    card.name.setFocus()
    QTest.keyClicks(page.focusWidget(), "Lee")
    card.paper.setFocus()
    QTest.keyClick(card.paper, Qt.Key.Key_Space)
    qtbot.waitUntil(card.redo.isVisible)
    assert visit(page)["signature"]["how"] == "paper"
    card.redo.click()
    assert card.pad.isVisible()
    card.name.set_value("Lee Ji-eun")
    card.paper.click()
    qtbot.waitUntil(lambda: visit(page)["signature"]["name"] == "Lee Ji-eun")


@pytest.mark.parametrize("strokes", [[], [[(0, 0)]], [[(1, 2), (1000, 320)], [(5, 5)]]])
def test_strokes_are_read_back_as_they_were_written(strokes: list[list[tuple[int, int]]]) -> None:
    assert read(written(strokes)) == strokes


def test_amendment_stands_beside_what_was_submitted(page: VisitPage, qtbot: QtBot) -> None:
    finish(page, qtbot)
    page.amend.click()
    panel = page.amending
    panel.field.setCurrentIndex(panel.field.findData("samples"))
    assert panel.editor is not None
    panel.editor.set_value(4)
    panel.editor.edited.emit(4)
    panel.save.click()
    assert panel.reason.error() is not None
    panel.reason.findChildren(QPlainTextEdit)[0].setPlainText("Found two more in the car")
    panel.save.click()
    qtbot.waitUntil(lambda: "Amended to: 4" in said(page))
    assert "Originally: –" in said(page)
    assert "Found two more in the car" in said(page)
    assert panel.isHidden()
    assert visit(page)["samples"] is None


def test_a_caption_is_saved_by_enter_by_escape_and_by_leaving(
    page: VisitPage, qtbot: QtBot, photo: Path
) -> None:
    def captioned(text: str) -> bool:
        return [file.record["caption"] for file in page.photos._photos] == [text]

    page.photos.attach([photo])
    qtbot.waitUntil(lambda: len(page.photos.tiles) == 1)
    for text, end in (
        ("Shelf", lambda: QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)),
        (" three", page.escape),
        (", left", page.left),
    ):
        page.photos.tiles[0].clicked.emit()
        QTest.keyClicks(page.focusWidget(), text)
        typed = str(page.photos.caption.value())
        end()
        page.entered()
        assert text.strip() in typed
        qtbot.waitUntil(partial(captioned, typed), timeout=5000)


def test_what_is_written_in_an_amendment_outlives_escape_and_a_second_click(
    page: VisitPage, qtbot: QtBot
) -> None:
    finish(page, qtbot)
    page.amend.click()
    panel = page.amending
    panel.field.setCurrentIndex(panel.field.findData("notes"))
    panel.reason.findChildren(QPlainTextEdit)[0].setPlainText("Heard it wrong")
    page.amend.click()
    assert panel.reason.value() == "Heard it wrong"
    page.escape()
    page.amend.click()
    assert (panel.field.currentData(), panel.reason.value()) == ("notes", "Heard it wrong")
    panel.leave.click()
    page.amend.click()
    assert not panel.reason.value()


def test_escape_leaves_the_amendment(page: VisitPage, qtbot: QtBot) -> None:
    finish(page, qtbot)
    page.amend.click()
    assert page.amending.isVisible()
    bars = [bar for bar in page.findChildren(QScrollBar) if bar.isVisible() and bar.maximum() > 0]
    assert len([bar for bar in bars if bar.orientation() is Qt.Orientation.Vertical]) == 1, (
        "one for all of it"
    )
    assert page.escape()
    assert page.amending.isHidden()
    assert page.amend.hasFocus()
