"""No piece of a rep's work makes the window stand still on a territory of 160,000 rows: drags, quotes, conversions,
conflicts, thousands of records at once, a day of a hundred stops, a file brought in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bench.laptop import COLLEAGUE, signed_in
from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.bulk.forms import EditForm
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.lead.page import LeadPage
from crmdesk.ui.lists.page import ListPage
from crmdesk.ui.map.page import MapPage
from crmdesk.ui.pipeline.page import OpportunitiesPage
from crmdesk.ui.quote.page import QuotePage
from tests.support.walked_window import Window

pytestmark = [pytest.mark.long, pytest.mark.parametrize("walked", ["whole"], indirect=True)]
_MINUTES = 600.0
"""Ten thousand edits are saved and sent."""


def commit(window: Window, *groups: Sequence[edits.Mutation]) -> list[edits.Mutation]:
    """Saved before the walk goes on; what that costs is no turn of the window's."""
    saved = window.desk.replica.commit([each for group in groups for each in group])
    window.walk.settle("what was saved arrives")
    return saved


def create(window: Window, type_name: str, **fields: Value) -> Record:
    (made,) = commit(window, edits.create(window.desk.author, type_name, fields))
    return window.desk.replica.get(type_name, made.id)


def some(window: Window, type_name: str, count: int) -> list[Record]:
    return list(window.desk.replica.query(type_name, Query(limit=count)))


def place(number: int) -> dict[str, float]:
    """A hundred of them lie ten by ten, some two kilometres apart."""
    return {"lat": 37 + number % 10 / 50, "lon": 127 + number // 10 / 50}


def test_cards_dragged_over_the_board(window: Window) -> None:
    window.do("board", partial(window.workspace.open_opportunities, "board"))
    page = window.page
    assert isinstance(page, OpportunitiesPage)
    columns = {column.stage.key: column for column in page.board.columns}
    for source, target in (("prospecting", "negotiation"), ("negotiation", "qualification")):
        start, end = columns[source], columns[target]
        card = start.model.card(0)
        assert card is not None
        at = start.cards.visualRect(start.model.index(0)).center()
        view = start.cards.viewport()
        goal = view.mapFromGlobal(end.cards.mapToGlobal(end.cards.rect().center()))
        window.drag("card", view, at, goal)
        assert window.desk.replica.get("opportunity", card.record.id)["stage"] == target
        window.do("card back", window.desk.undo)
    window.walk.report()


def test_appointments_dragged_in_the_calendar(window: Window) -> None:
    window.go("calendar")
    page = window.page
    assert isinstance(page, CalendarPage)
    start = datetime.combine(page.anchor, datetime.min.time(), UTC) + timedelta(hours=10)
    span = {"starts_at": format_instant(start), "ends_at": format_instant(start + timedelta(hours=1))}
    meeting = create(window, "meeting", subject="Review", **span)
    key = f"meeting:{meeting.id}"
    for view in ("day", "week", "month"):
        window.do(f"calendar by {view}", partial(page.choose_view, view))
        # A month has room for some entries of a day alone: any that can be moved will do.
        free = [each for each in page.entry_buttons() if each.shown is not None and each.shown.fixed is None]
        button = next((each for each in free if each.shown is not None and each.shown.key == key), free[0])
        widget = button.parentWidget()
        assert widget is not None
        at = button.geometry().center()
        goal = at + (widget.rect().center() - at) / 3
        window.drag(f"appointment in the {view}", widget, at, goal)
    window.walk.report()


def test_a_quote_is_sent_accepted_and_revised(window: Window) -> None:
    deal = some(window, "opportunity", 1)[0]
    quote = create(
        window, "quote", name="Offer", account=deal["account"], opportunity=deal.id, currency="USD"
    )
    window.do("quote opened", partial(window.desk.open, "quote", quote.id))
    page = window.page
    assert isinstance(page, QuotePage)
    window.do("quote shown as it is printed", page.open_preview)
    window.do("back", window.desktop.window.pages.back)
    window.do("quote sent", page.send_button.click)
    assert window.desk.replica.get("quote", quote.id)["status"] == "sent"
    window.do("quote accepted", page.accept_button.click)
    window.do("quote revised", page.revise_button.click)
    window.walk.report()


def test_a_lead_is_converted(window: Window) -> None:
    account = some(window, "account", 1)[0]
    lead = create(window, "lead", name="Mina Novak", company=account["name"], emails=["mina@novak.example"])
    window.do("lead opened", partial(window.desk.open, "lead", lead.id))
    page = window.page
    assert isinstance(page, LeadPage)
    window.do("conversion opened", page.ask_to_convert)
    window.do("an opportunity too", partial(page.conversion.with_sale.setChecked, True))
    window.do("converted", page.conversion.convert_button.click)
    assert window.desk.replica.get("lead", lead.id)["converted_account"]
    window.walk.report()


def test_conflicts_are_settled(window: Window, tmp_path: Path) -> None:
    desk, count = window.desk, 60
    where = (Filter("stage", "=", "negotiation"),)
    rows = list(desk.replica.query("opportunity", Query(where, limit=count)))
    with signed_in(window.url, tmp_path / "c", login=COLLEAGUE) as other:
        other.sync()
        author = other.author()
        theirs = [other.replica.get("opportunity", each.id) for each in rows]
        # First what is said here, which the other laptop does not know of.
        commit(window, *(edits.update(desk.author, one, {"amount": "50000.00"}) for one in rows))
        window.do("a round", window.workspace.sync.sync_now, lambda: desk.replica.pending() == 0)
        said = [each for one in theirs for each in edits.update(author, one, {"amount": "70000.00"})]
        other.replica.commit(said)
        other.sync()
    window.do(
        "a round with conflicts",
        window.workspace.sync.sync_now,
        lambda: desk.replica.status().conflicts >= count,
    )
    window.go("inbox")
    page = window.page
    assert isinstance(page, InboxPage)
    page.list.focus_current()
    window.press("conflict settled", page, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_1)
    window.do("conflict edited", page.dispute.start_editing)
    window.do("conflict left", page.escape)
    window.do("all alike", partial(page.dispute.all_alike.setChecked, True))
    window.do("all alike settled", page.dispute.choose_yours)
    assert desk.replica.status().conflicts == 0
    window.walk.report()


def test_thousands_of_records_are_changed_at_once_and_taken_back(window: Window) -> None:
    window.go("accounts")
    page = window.page
    assert isinstance(page, ListPage)
    pane = page.pane
    window.do("all selected", pane.table.selectAll)
    window.do("edit asked", partial(pane.selection.ask, "edit"))
    form = pane.selection.panel.form
    assert isinstance(form, EditForm)
    window.do("field chosen", partial(form.rows[0].choose, "industry", "set"))
    editor = form.rows[0].editor
    assert editor is not None
    editor.set_value("Machine tools")
    window.do("counted", partial(editor.edited.emit, "Machine tools"), pane.selection.panel.do.isEnabled)
    window.do("changed", pane.selection.panel.apply, patience=_MINUTES)
    changed = Query((Filter("industry", "=", "Machine tools"),))
    assert window.desk.replica.count("account", changed) == window.desk.replica.count("account")
    window.do("taken back", window.desk.undo, patience=_MINUTES)
    assert window.desk.replica.count("account", changed) == 0
    window.walk.report()


def test_a_list_is_exported(window: Window, tmp_path: Path) -> None:
    window.go("accounts")
    page = window.page
    assert isinstance(page, ListPage)
    out = tmp_path / "accounts.csv"
    window.do("exported", partial(page.pane.export_to, out), out.exists)
    window.walk.report()


def test_a_day_of_a_hundred_stops_is_put_in_order(window: Window) -> None:
    author, day = window.desk.author, window.desk.today() + timedelta(days=20)
    places = some(window, "account", 100)
    start = datetime.combine(day, datetime.min.time(), UTC)
    commit(
        window,
        *(
            edits.update(
                author,
                one,
                {"location": place(number)},
            )
            for number, one in enumerate(places)
        ),
        *(
            edits.plan_visit(
                author,
                one.id,
                format_instant(start + timedelta(minutes=5 * number)),
                format_instant(start + timedelta(minutes=5 * number + 1)),
            )
            for number, one in enumerate(places)
        ),
    )
    window.go("map")
    page = window.page
    assert isinstance(page, MapPage)
    window.do("a day of a hundred stops", partial(page.go_to, day))
    assert len(page.ordered()) >= 100
    window.do("their best order", page.find_best_order)
    window.do("a stop moved", partial(page._move, page.ordered()[50].id, 1))
    window.do("order kept", page.keep_order)
    window.do("order taken back", window.desk.undo)
    window.walk.report()


def test_a_file_is_brought_in_and_taken_back(window: Window, tmp_path: Path) -> None:
    path, rows = tmp_path / "people.csv", 5_000
    lines = (f"Person {n},p{n}@many.example,010-1234-{n:04d},Firm {n % 50},Buyer\n" for n in range(rows))
    path.write_text("Name,E-mail,Phone,Company,Job title\n" + "".join(lines), encoding="utf-8")
    window.do("import opened", window.workspace.importing.open)
    page = window.page
    assert isinstance(page, ImportPage)
    session = page.session
    window.do("file", partial(session.choose, path), lambda: page.step is page.preview)
    window.do("columns", page.go_on)
    window.do("check", page.go_on, lambda: page.step in (page.check, page.known))
    if page.step is page.known:
        window.do("what is known", page.go_on)
    window.do("run", page.go_on, lambda: page.step is page.result)
    window.do("taken back", session.undo, lambda: session.state.undone is not None)
    window.walk.report()


def test_cards_and_a_calendar_are_brought_in_and_taken_back(window: Window, tmp_path: Path) -> None:
    cards, dates = tmp_path / "people.vcf", tmp_path / "dates.ics"
    cards.write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nN:Person {n};Sam;;;\nORG:Firm {n % 50}\nEMAIL:s{n}@cards.example\nEND:VCARD\n"
            for n in range(2_000)
        ),
        encoding="utf-8",
    )
    events = (
        f"BEGIN:VEVENT\nUID:{n}@dates.example\nSUMMARY:Review {n}\nDTSTART:20261124T{n % 24:02}0000Z\nDURATION:PT1H\n"
        f"ATTENDEE:mailto:s{n}@cards.example\nEND:VEVENT\n"
        for n in range(2_000)
    )
    dates.write_text(f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n", encoding="utf-8")
    for path in (cards, dates):
        kind = path.suffix
        window.do(f"{kind} opened", partial(window.workspace.importing.open_file, path))
        page = window.page
        assert isinstance(page, ImportPage)
        session = page.session
        window.walk.settle(f"{kind} read", lambda page=page: page.step is page.preview)  # type: ignore[misc]
        while page.step is not page.check:
            window.do(f"{kind} checked", page.go_on)
        window.do(f"{kind} run", page.go_on, lambda page=page: page.step is page.result)  # type: ignore[misc]
        window.do(
            f"{kind} taken back", session.undo, lambda session=session: session.state.undone is not None
        )  # type: ignore[misc]
    window.walk.report()


def test_a_record_written_in_the_form(window: Window) -> None:
    window.go("accounts")
    for kind in ("account", "visit", "opportunity"):
        window.do(f"form of a new {kind}", partial(window.desk.new, kind))
        window.do(f"form of a new {kind} left", window.workspace.panel._shut)
    account = some(window, "account", 1)[0]
    window.do("form of an account", partial(window.desk.edit, account))
    QTest.keyClick(window.desktop.window, Qt.Key.Key_Escape)
    window.do("form left", window.workspace.panel._shut)
    window.walk.report()
