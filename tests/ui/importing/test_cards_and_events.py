"""Contact cards and calendars are shown, checked, saved and taken back as tables are, without columns to assign."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain.records import Record
from crmdesk.exchange.incoming.survey import Choice
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.workspace import Workspace

CARDS = (
    "BEGIN:VCARD\nVERSION:3.0\nN:최;새롬;;;\nORG:새한물산;구매팀\nTEL;TYPE=CELL:010-1234-5678\n"
    "EMAIL:saerom@newfirm.example\nADR;TYPE=WORK:;;테헤란로 12;서울;;06141;\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nEMAIL:nobody@newfirm.example\nEND:VCARD\n"
)


def calendar(place: str, attendee: str = "") -> str:
    return (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:meeting-1@newfirm.example\nSUMMARY:분기 점검\n"
        f"DTSTART;TZID=Asia/Seoul:20261124T140000\nDURATION:PT1H\nLOCATION:{place}\nRRULE:FREQ=WEEKLY\n"
        f"ATTENDEE:mailto:{attendee}\nATTENDEE:mailto:stranger@newfirm.example\nEND:VEVENT\nEND:VCALENDAR\n"
    )


def opened(workspace: Workspace, window: MainWindow, path: Path, qtbot: QtBot) -> ImportPage:
    workspace.importing.open_file(path)
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.step is page.preview and not page.session.doing)
    return page


def run(page: ImportPage, qtbot: QtBot) -> None:
    page.go_on()
    qtbot.waitUntil(lambda: page.step in (page.known, page.check) and not page.session.doing)
    if page.step is page.known:
        page.go_on()
    page.go_on()
    qtbot.waitUntil(lambda: page.step is page.result and not page.session.doing)


def named(desk: Desk, type_name: str, field: str, text: str) -> list[Record]:
    return desk.replica.query(type_name, Query((Filter(field, "=", text),)))


def test_cards_become_contacts_with_their_company_and_go_again(
    workspace: Workspace, window: MainWindow, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "명함.vcf"
    path.write_text(CARDS, encoding="utf-8")
    page = opened(workspace, window, path, qtbot)
    assert page.preview.grid.texts() == [
        ["최새롬", "새한물산", "", "saerom@newfirm.example", "010-1234-5678"]
    ]
    assert not page.preview.form.isVisible()
    run(page, qtbot)
    (contact,) = named(desk, "contact", "name", "최새롬")
    (account,) = named(desk, "account", "name", "새한물산")
    assert (contact["account"], contact["department"]) == (account.id, "구매팀")
    assert account["visiting_address"]["street"] == "테헤란로 12"
    assert page.result.rejects.grid.texts() == [["9", "Name: Must not be empty."]]
    assert not page.result.rejects.save.isVisible(), "a table of rejected rows is that of a table"
    page.session.undo()
    qtbot.waitUntil(lambda: page.session.state.undone is not None and not page.session.doing)
    assert named(desk, "contact", "name", "최새롬") == []
    assert named(desk, "account", "name", "새한물산") == []


def test_a_calendar_that_is_opened_again_changes_the_meeting_and_doubles_none(
    workspace: Workspace, window: MainWindow, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    known = next(each for each in desk.replica.query("contact") if each["emails"])
    path = tmp_path / "meeting.ics"
    path.write_text(calendar("Room 1", known["emails"][0].upper()), encoding="utf-8")
    page = opened(workspace, window, path, qtbot)
    run(page, qtbot)
    (meeting,) = named(desk, "meeting", "subject", "분기 점검")
    assert (meeting["starts_at"], meeting["ends_at"]) == (
        "2026-11-24T05:00:00.000Z",
        "2026-11-24T06:00:00.000Z",
    )
    assert (meeting["place"], meeting["attendees"]) == ("Room 1", [known.id])
    path.write_text(calendar("Room 2", known["emails"][0]), encoding="utf-8")
    page = opened(workspace, window, path, qtbot)
    page.go_on()
    qtbot.waitUntil(lambda: page.step is page.known and not page.session.doing)
    assert page.session.state.decisions.usual is Choice.UPDATE
    page.go_on()
    assert "once, at its first time" in page.check.told.text()
    page.go_on()
    qtbot.waitUntil(lambda: page.step is page.result and not page.session.doing)
    (again,) = named(desk, "meeting", "subject", "분기 점검")
    assert (again.id, again["place"]) == (meeting.id, "Room 2")


@pytest.mark.parametrize("name", ["empty.vcf", "empty.ics"])
def test_a_file_without_a_card_or_an_event_says_so(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    path = tmp_path / name
    path.write_text("nothing: here\n")
    workspace.importing.open()
    with qtbot.waitSignal(workspace.importing.session.failed) as failed:
        workspace.importing.session.choose(path)
    assert "holds no" in str(failed.args[0])
