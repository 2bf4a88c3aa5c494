"""What is being written on a page when the program ends is there again in the next window: it was never saved, and
nobody gave it up.

It is over 400 lines because every place in which something is written tells the same story, and none may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.quick_log import Kind
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.lead.page import LeadPage
from crmdesk.ui.lines.table import LinesTable
from crmdesk.ui.pipeline.page import OpportunitiesPage
from crmdesk.ui.quick_log import QuickLogBar
from crmdesk.ui.quick_log.draft import DROPPED, Money
from crmdesk.ui.quote.page import QuotePage
from crmdesk.ui.today.page import TodayPage
from crmdesk.ui.translations import Translator
from crmdesk.ui.visit.page import VisitPage
from crmdesk.ui.widgets.cell_editor import CellEditor
from crmdesk.ui.widgets.editors import Editor
from crmdesk.ui.widgets.toast import Toast
from crmdesk.ui.workspace import Workspace
from tests.support.sample_replica import ZONE
from tests.ui.centre_side import disputed
from tests.ui.quick_log.bars import customer, texts
from tests.ui.visit.test_page import check_in, finish, planned

pytestmark = pytest.mark.usefixtures("workspace")


@dataclass(frozen=True)
class Place:
    """A window of the program on the one profile."""

    window: MainWindow
    desk: Desk
    workspace: Workspace


@pytest.fixture
def first(window: MainWindow, desk: Desk, workspace: Workspace) -> Place:
    return Place(window, desk, workspace)


@pytest.fixture
def restarted(first: Place, translator: Translator, qtbot: QtBot) -> Iterator[Callable[[], Place]]:
    """Closes the window that is open, and gives the one of the next start."""
    opened: list[Place] = [first]

    def restart() -> Place:
        before = opened[-1]
        before.window.close()
        if before is not first:
            before.workspace.close()
        before.desk.close()
        desk = Desk(first.desk.replica, first.desk.author, translator, zone=ZONE)
        window = MainWindow(before.window._app, before.window.preferences, translator)
        qtbot.addWidget(window)
        workspace = Workspace(window, desk, None)
        opened.append(Place(window, desk, workspace))
        workspace.show_first()
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: not desk.busy)
        return opened[-1]

    yield restart
    if len(opened) > 1:
        opened[-1].workspace.close()
        opened[-1].desk.close()


def drafts(desk: Desk, qtbot: QtBot) -> list[str]:
    """What is kept of what is being written, by name."""
    qtbot.waitUntil(lambda: not desk.busy)
    return [name for name in desk.replica.own_settings() if name.startswith("unfinished")]


def text_of(editor: Editor) -> str:
    return editor.findChildren(QLineEdit)[0].text()


def write(editor: Editor, text: str) -> None:
    """By the keyboard, without leaving the field."""
    line = editor.findChildren(QLineEdit)[0]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


# -- logging a visit ---------------------------------------------------------------------------------------


def today(place: Place, qtbot: QtBot) -> TodayPage:
    place.desk.go("today")
    page = place.window.pages.currentWidget()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page._content is not None)
    return page


def account(desk: Desk) -> Record:
    return desk.replica.query("account", Query(sort="name", limit=1))[0]


def begin_visit(place: Place, qtbot: QtBot) -> TodayPage:
    page = today(place, qtbot)
    place.workspace.log_visit()
    page.form.account.set_value(account(place.desk).id)
    write(page.form.purpose, "Show the new line")
    return page


def test_the_form_that_logs_a_visit_is_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    begin_visit(first, qtbot)
    again = restarted()
    page = today(again, qtbot)
    assert page.form.isVisible()
    assert page.form.account.value() == account(again.desk).id
    assert text_of(page.form.purpose) == "Show the new line"
    page.form.check_in_now()
    qtbot.waitUntil(lambda: isinstance(again.window.pages.currentWidget(), VisitPage))
    qtbot.waitUntil(lambda: not again.desk.busy)
    assert drafts(again.desk, qtbot) == []
    assert today(restarted(), qtbot).form.isHidden()


def test_a_form_of_a_visit_that_is_left_is_given_up(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    page = begin_visit(first, qtbot)
    first.desk.go("accounts")
    qtbot.waitUntil(lambda: not first.desk.busy)
    assert drafts(first.desk, qtbot) == ["unfinished.log_visit"]
    assert today(first, qtbot).form.isVisible()
    page.form.leave()
    assert today(restarted(), qtbot).form.isHidden()


def test_an_empty_form_of_a_visit_is_not_kept(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    today(first, qtbot)
    first.workspace.log_visit()
    assert today(restarted(), qtbot).form.isHidden()


# -- the result of a conflict ------------------------------------------------------------------------------


def inbox(place: Place, qtbot: QtBot, many: int = 1) -> InboxPage:
    place.desk.go("inbox")
    page = place.window.pages.currentWidget()
    assert isinstance(page, InboxPage)
    qtbot.waitUntil(lambda: len(page.list.rows) == many)
    return page


def amount_of(page: InboxPage) -> str:
    (editor,) = page.dispute._editors.values()
    return text_of(editor)


def deals(desk: Desk) -> list[Record]:
    where = (Filter("stage", "=", "negotiation"), Filter("owner", "=", desk.author.user))
    return [each for each in desk.replica.query("opportunity", Query(where, sort="name")) if each["amount"]]


def dispute(desk: Desk, record: Record) -> None:
    amounts = [{"amount": amount, "currency": "KRW"} for amount in ("48000000", "51500000")]
    disputed(desk.replica, record, *amounts)


def write_result(page: InboxPage, text: str) -> None:
    page.dispute.start_editing()
    (editor,) = page.dispute._editors.values()
    write(editor, text)


@pytest.mark.parametrize("text", ["50000000", "fifty"])
def test_a_result_of_a_conflict_is_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot, text: str
) -> None:
    deal = deals(first.desk)[0]
    dispute(first.desk, deal)
    write_result(inbox(first, qtbot), text)
    again = restarted()
    page = inbox(again, qtbot)
    qtbot.waitUntil(lambda: page.dispute.editing)
    assert amount_of(page).replace(",", "") == text
    if text == "fifty":
        assert not next(iter(page.dispute._editors.values())).is_valid()
        page.dispute.back.click()
        qtbot.waitUntil(lambda: not again.desk.busy)
        assert drafts(again.desk, qtbot) == []
        return
    page.dispute.save_result()
    qtbot.waitUntil(page._empty.isVisible)
    assert again.desk.replica.get("opportunity", deal.id)["amount"] == "50000000"
    assert drafts(again.desk, qtbot) == []


def test_a_result_stays_while_another_conflict_is_looked_at_or_comes_in(
    first: Place, translator: Translator, qtbot: QtBot
) -> None:
    one, other = deals(first.desk)[:2]
    dispute(first.desk, one)
    page = inbox(first, qtbot)
    write_result(page, "50000000")
    editor = next(iter(page.dispute._editors.values()))
    dispute(first.desk, other)
    qtbot.waitUntil(lambda: len(page.list.rows) == 2)
    assert page.dispute._editors == {"amount": editor}
    written = page.list.current
    (another,) = {row.entry.key for row in page.list.rows} - {written}
    page.list.choose(another)
    assert not page.dispute.editing
    page.list.choose(written)
    assert amount_of(page).replace(",", "") == "50000000"
    translator.switch("ko")
    assert amount_of(page).replace(",", "") == "50000000"


def test_a_conflict_that_is_only_opened_for_editing_is_offered_as_a_choice_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    dispute(first.desk, deals(first.desk)[0])
    inbox(first, qtbot).dispute.start_editing()
    assert not inbox(restarted(), qtbot).dispute.editing


# -- converting a lead -------------------------------------------------------------------------------------


def lead_page(place: Place, qtbot: QtBot, record: str) -> LeadPage:
    place.desk.open("lead", record)
    page = place.window.pages.currentWidget()
    assert isinstance(page, LeadPage)
    qtbot.waitUntil(lambda: page.record is not None and not place.desk.busy)
    return page


def a_lead(desk: Desk) -> str:
    given = {"name": "Mina Novak", "company": "Brightwater Optics", "emails": ["mina@brightwater.example"]}
    (made,) = desk.replica.commit(edits.create(desk.author, "lead", given))
    return made.id


def test_the_conversion_of_a_lead_is_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    lead = a_lead(first.desk)
    page = lead_page(first, qtbot, lead)
    page.ask_to_convert()
    qtbot.waitUntil(lambda: not first.desk.busy)
    chosen = account(first.desk).id
    page.conversion.account.set_value(chosen)
    page.conversion.with_sale.setChecked(True)
    write(page.conversion.sale["name"], "Lenses for two labs")
    write(page.conversion.sale["amount"], "12,000")
    again = restarted()
    card = lead_page(again, qtbot, lead).conversion
    qtbot.waitUntil(card.isVisible)
    assert card.account.value() == chosen
    assert card.with_sale.isChecked()
    assert text_of(card.sale["name"]) == "Lenses for two labs"
    card.convert()
    qtbot.waitUntil(lambda: again.desk.replica.get("lead", lead)["converted_opportunity"] is not None)
    made = again.desk.replica.get(
        "opportunity", again.desk.replica.get("lead", lead)["converted_opportunity"]
    )
    assert (made["name"], made["amount"], made["account"]) == ("Lenses for two labs", "12000", chosen)
    qtbot.waitUntil(card.isHidden)
    assert drafts(again.desk, qtbot) == []


def test_a_conversion_that_is_given_up_or_only_opened_is_not_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    lead = a_lead(first.desk)
    page = lead_page(first, qtbot, lead)
    page.ask_to_convert()
    qtbot.waitUntil(lambda: not first.desk.busy)
    first.desk.go("today")
    assert drafts(first.desk, qtbot) == []
    page = lead_page(first, qtbot, lead)
    write(page.conversion.sale["name"], "Lenses for two labs")
    first.desk.go("today")
    assert drafts(first.desk, qtbot) == [f"unfinished.lead.{lead}"]
    page = lead_page(first, qtbot, lead)
    page.conversion._cancel.click()
    assert lead_page(restarted(), qtbot, lead).conversion.isHidden()


# -- on the page of a visit --------------------------------------------------------------------------------


def visit_page(place: Place, qtbot: QtBot, record: str) -> VisitPage:
    place.desk.open("visit", record)
    page = place.window.pages.currentWidget()
    assert isinstance(page, VisitPage)
    qtbot.waitUntil(lambda: page.built and page.record is not None and not place.desk.busy)
    return page


def draw(page: VisitPage) -> None:
    pad = page.signature.pad
    pad.strokes = [[(100, 50), (300, 50)], [(120, 90), (200, 80)]]
    pad.changed.emit()


@pytest.mark.parametrize("again_over", [False, True], ids=["first", "over another"])
def test_a_signature_that_is_not_kept_yet_is_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot, again_over: bool
) -> None:
    record = planned(first.desk).id
    page = visit_page(first, qtbot, record)
    if again_over:
        write(page.signature.name, "Somebody else")
        page.signature.paper.click()
        qtbot.waitUntil(lambda: page.record is not None and page.record["signature"] is not None)
        page.signature.redo.click()
    write(page.signature.name, "Mina Novak")
    draw(page)
    drawn = page.signature.pad.strokes
    again = restarted()
    card = visit_page(again, qtbot, record).signature
    assert card.drawn
    assert card.pad.strokes == drawn
    assert text_of(card.name) == "Mina Novak"
    card.sign.click()
    qtbot.waitUntil(
        lambda: (again.desk.replica.get("visit", record)["signature"] or {}).get("how") == "drawn"
    )
    third = restarted()
    assert third.desk.replica.get("visit", record)["signature"]["name"] == "Mina Novak"
    card = visit_page(third, qtbot, record).signature
    assert not card.drawn
    assert card.signed_for
    third.desk.go("today")
    assert drafts(third.desk, qtbot) == []


def test_a_signature_that_is_cleared_is_gone(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    record = planned(first.desk).id
    page = visit_page(first, qtbot, record)
    draw(page)
    first.desk.go("today")
    assert drafts(first.desk, qtbot) == [f"unfinished.visit.{record}"]
    page = visit_page(first, qtbot, record)
    page.signature.clear.click()
    again = restarted()
    assert drafts(again.desk, qtbot) == []
    assert not visit_page(again, qtbot, record).signature.drawn


@pytest.mark.parametrize("text", ["10:05", "half past"])
def test_a_time_of_checking_in_is_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot, text: str
) -> None:
    record = planned(first.desk).id
    page = visit_page(first, qtbot, record)
    page.elsewhere.click()
    day, clock = page.presence.time.findChildren(QLineEdit)
    day.setText("2026-11-23")
    clock.setText(text)
    write(page.presence.position, "37.5665, 126.9780")
    again = restarted()
    page = visit_page(again, qtbot, record)
    assert page.presence.isVisible()
    day, clock = page.presence.time.findChildren(QLineEdit)
    assert clock.text().replace(" AM", "").replace("\u202fAM", "") == text
    assert page.presence.position.value() == ("37.5665", "126.9780")
    assert (page.presence.time.error() is None) == (text == "10:05")
    page.escape()
    third = restarted()
    assert drafts(third.desk, qtbot) == []


def test_a_time_of_checking_in_is_none_of_checking_out(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    record = planned(first.desk).id
    page = visit_page(first, qtbot, record)
    page.elsewhere.click()
    write(page.presence.position, "37.5665, 126.9780")
    first.desk.go("today")
    page = visit_page(first, qtbot, record)
    first.desk.replica.commit(edits.check_in(first.desk.author, first.desk.replica.get("visit", record)))
    assert visit_page(restarted(), qtbot, record).presence.isHidden()


def test_a_day_of_a_task_and_a_text_that_is_too_long_are_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    record = planned(first.desk).id
    page = visit_page(first, qtbot, record)
    check_in(page, qtbot)
    write(page.report.task_day, "2026-12-01")
    long = "They want two. " * 5000
    page.report.notes.findChildren(QPlainTextEdit)[0].setPlainText(long)
    assert page.report.notes.error()
    again = restarted()
    page = visit_page(again, qtbot, record)
    assert page.report.task_day.value() == "2026-12-01"
    assert page.report.notes.findChildren(QPlainTextEdit)[0].toPlainText() == long
    assert page.report.notes.error()


def is_in(page: VisitPage, form: tuple[str, str]) -> bool:
    return page.form._built == form


def test_an_answer_that_cannot_be_read_is_there_again_in_any_language(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    record = planned(first.desk).id
    page = visit_page(first, qtbot, record)
    (form,) = first.desk.replica.query("visit_form", Query((Filter("key", "=", "needs"),)))
    page.form.picker.buttons[form.id].click()
    editor = page.form.rows["people"].editor
    assert editor is not None
    write(editor, "0")
    again = restarted()
    page = visit_page(again, qtbot, record)
    for language in ("en", "ko", "en"):
        again.window.set_language(language)
        qtbot.waitUntil(partial(is_in, page, (form.id, language)))
        editor = page.form.rows["people"].editor
        assert editor is not None
        assert text_of(editor) == "0"
        assert editor.error()


# -- the pipeline ------------------------------------------------------------------------------------------


def pipeline(place: Place, qtbot: QtBot, view: str) -> OpportunitiesPage:
    place.workspace.open_opportunities(view)
    page = place.window.pages.currentWidget()
    assert isinstance(page, OpportunitiesPage)
    qtbot.waitUntil(lambda: not place.desk.busy)
    return page


def test_the_next_step_of_a_card_is_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    board = pipeline(first, qtbot, "board").board
    card = next(card for column in board.columns for card in column.model.cards)
    board._ask_next_step(card.record.id)
    QTest.keyClicks(board.next_step.line, "Send them the drawings")
    again = restarted()
    board = pipeline(again, qtbot, "board").board
    qtbot.waitUntil(board.next_step.isVisible)
    assert board.next_step.line.text() == "Send them the drawings"
    QTest.keyClick(board.next_step.line, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (again.desk.replica.get("opportunity", card.record.id)["next_step"] or "").startswith(
            "Send them the drawings"
        )
    )
    again.desk.go("today")
    assert drafts(again.desk, qtbot) == []


def test_a_next_step_that_is_given_up_is_not_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    board = pipeline(first, qtbot, "board").board
    card = next(card for column in board.columns for card in column.model.cards)
    board._ask_next_step(card.record.id)
    QTest.keyClicks(board.next_step.line, "Send them the drawings")
    first.desk.go("today")
    assert drafts(first.desk, qtbot) == [f"unfinished.opportunity.{card.record.id}"]
    board = pipeline(first, qtbot, "board").board
    QTest.keyClick(board.next_step.line, Qt.Key.Key_Escape)
    board = pipeline(restarted(), qtbot, "board").board
    assert board.next_step.isHidden()


def test_a_commitment_that_is_not_submitted_is_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    commit = pipeline(first, qtbot, "forecast").forecast.commit
    QTest.keyClicks(commit.amount, "120,000")
    QTest.keyClicks(commit.note, "Two of three will sign")
    again = restarted()
    commit = pipeline(again, qtbot, "forecast").forecast.commit
    assert (commit.amount.text(), commit.note.text()) == ("120,000", "Two of three will sign")
    commit.submit.click()
    qtbot.waitUntil(lambda: commit.note.text() == "")
    again.desk.go("today")
    assert drafts(again.desk, qtbot) == []


# -- the quick log -----------------------------------------------------------------------------------------


def understood(place: Place, qtbot: QtBot) -> QuickLogBar:
    bar = place.workspace.quick_log
    qtbot.waitUntil(lambda: bar.draft is not None and bar.draft.known and not place.desk.busy)
    return bar


def test_corrections_of_a_line_are_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    where, deal, person = customer(first.desk.replica)
    first.workspace.quick_log.ask({"account": where.id})
    first.workspace.quick_log.line.setText(f"Met {person['name']} 45 min, quote 20m, revisit next Tue")
    bar = understood(first, qtbot)
    assert bar.draft is not None
    (step,) = bar.draft.steps
    assert step is not None
    bar._change("deal", bar.draft.found.opportunities[0])
    bar._change("kind", Kind.CALL)
    bar._change("minutes", DROPPED)
    bar._change("when", (date(2026, 11, 19), time(10, 30)))
    bar._change("step.0", replace(step, text="Bring the drawings", due=date(2026, 12, 1)))
    shown = texts(bar)
    bar._edit("amount", "amount")
    assert bar.correction is not None
    write(bar.correction.editor, "25,000")
    bar = understood(restarted(), qtbot)
    assert texts(bar) == shown
    assert bar.draft is not None
    assert isinstance(bar.draft.deal, Record)
    assert bar.draft.deal.id == deal.id
    assert bar.correction is not None
    assert text_of(bar.correction.editor) == "25,000"
    assert not bar.correction.editor.hasFocus()
    bar._take_correction()
    assert bar.draft.money == Money(Decimal("25000.00"), "KRW")


def test_a_line_typed_anew_has_nothing_of_the_corrections_before(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    first.workspace.quick_log.ask()
    first.workspace.quick_log.line.setText("Task: call back tomorrow")
    understood(first, qtbot)._change("kind", Kind.NOTE)
    again = restarted()
    again.workspace.quick_log.line.setText("Task: send the drawings")
    bar = understood(again, qtbot)
    assert bar.draft is not None
    assert bar.draft.kind is Kind.NOTE  # the line still says it is a task, which was corrected
    bar.line.setText("Call: send the drawings")
    bar = understood(again, qtbot)
    assert bar.draft is not None
    assert bar.draft.kind is Kind.CALL


# -- cells -------------------------------------------------------------------------------------------------


def wrong_amount(place: Place, qtbot: QtBot) -> CellEditor:
    """A cell of the list of opportunities in which stands what is no amount."""
    pane = pipeline(place, qtbot, "table").pane
    table = pane.table
    qtbot.waitUntil(lambda: not place.desk.busy and table.model().rowCount() > 0)
    table.setFocus()
    columns = [each.key for each in pane._model.columns]
    table.setCurrentIndex(table.model().index(0, columns.index("amount")))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    (editor,) = table.findChildren(CellEditor)
    QTest.keyClicks(editor._control(), "a lot")
    return editor


def asking(place: Place) -> list[Toast]:
    return [each for each in place.window.toasts.findChildren(Toast) if each.isVisible()]


def test_the_window_stays_for_a_cell_that_cannot_be_saved(first: Place, qtbot: QtBot) -> None:
    editor = wrong_amount(first, qtbot)
    assert not first.window.close()
    assert first.window.isVisible()
    assert editor.isVisible()
    assert editor._control().hasFocus()
    QTest.keyClick(editor._control(), Qt.Key.Key_Escape)
    assert first.window.close()


def test_it_comes_back_to_a_cell_that_was_left_so(first: Place, qtbot: QtBot) -> None:
    editor = wrong_amount(first, qtbot)
    first.desk.go("today")
    qtbot.waitUntil(lambda: not first.desk.busy)
    assert not first.window.close()
    qtbot.waitUntil(lambda: not first.desk.busy)
    assert isinstance(first.window.pages.currentWidget(), OpportunitiesPage)
    assert editor.isVisible()
    assert editor._control().text() == "a lot"
    (toast,) = asking(first)
    toast.action_button.click()
    assert not first.window.isVisible()


def test_a_line_of_a_quote_that_cannot_be_saved_keeps_its_own_window_and_the_main_one(
    first: Place, qtbot: QtBot
) -> None:
    where = Query((Filter("status", "=", "draft"),), limit=1)
    quote = first.desk.replica.query("quote", where)[0]
    first.desk.open_apart("quote", quote.id)
    apart = first.workspace.windows.windows[-1]
    page = apart.page
    assert isinstance(page, QuotePage)
    qtbot.waitUntil(lambda: page.record is not None and not first.desk.busy)
    table = page.findChildren(LinesTable)[0]
    model = table.model()
    keys = [each.key for each in model.columns]  # type: ignore[attr-defined]
    table.edit_at(0, keys.index("quantity"))
    (editor,) = table.findChildren(CellEditor)
    QTest.keyClicks(editor._control(), "a few")
    assert not apart.close()
    assert not first.window.close()
    assert (apart.isVisible(), first.window.isVisible()) == (True, True)
    assert editor._control().text() == "a few"
    apart.toasts.toasts()[-1].action_button.click()
    assert (first.workspace.windows.windows, first.window.isVisible()) == ([], False)


def test_what_no_longer_fits_its_line_is_passed_over(first: Place, restarted: Callable[[], Place]) -> None:
    """As a later grammar may read the line otherwise."""
    kept = {
        "line": "Met them",
        "account": None,
        "open": True,
        "people": [],
        "changes": {"minutes": {"value": "many"}, "person.4": {"dropped": True}},
        "editing": ["amount", "amount", {"value": ["12.00", "USD"]}],
    }
    first.window.close()
    first.desk.replica.save_setting("unfinished.quick_log", kept)
    bar = restarted().workspace.quick_log
    assert (bar.line.text(), bar.isVisible(), bar.correction) == ("Met them", True, None)


# -- an end that is called off -----------------------------------------------------------------------------


def test_what_is_written_is_kept_also_where_a_form_calls_the_end_off(first: Place, qtbot: QtBot) -> None:
    """A system that ends its session does not wait for long, whatever the form asks."""
    page = begin_visit(first, qtbot)
    first.desk.new("task")
    assert first.workspace.panel.form is not None
    write(first.workspace.panel.form._editors["subject"], "Call them back")
    first.workspace.open_quick_log()
    first.workspace.quick_log.line.setText("Met them")
    assert not first.window.close()
    assert sorted(drafts(first.desk, qtbot)) == ["unfinished.log_visit", "unfinished.quick_log"]
    assert page._live._awake
    assert page.form.isVisible()


def test_an_amendment_that_cannot_be_read_is_there_again(
    first: Place, restarted: Callable[[], Place], qtbot: QtBot
) -> None:
    record = planned(first.desk).id
    page = visit_page(first, qtbot, record)
    finish(page, qtbot)
    page.open_amending()
    long = "They want two. " * 5000
    panel = page.amending
    panel.field.setCurrentIndex(panel.field.findData("notes"))
    assert panel.editor is not None
    panel.editor.findChildren(QPlainTextEdit)[0].setPlainText(long)
    page = visit_page(restarted(), qtbot, record)
    page.open_amending()
    panel = page.amending
    assert panel.editor is not None
    assert panel.field.currentData() == "notes"
    assert panel.editor.findChildren(QPlainTextEdit)[0].toPlainText() == long
    assert panel.editor.error()
