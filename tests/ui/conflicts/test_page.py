"""The Inbox: three values side by side, one key a choice, every choice an edit that can be undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.protocol.messages import HistoryEntry, Page, Position
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.desk import Desk, FormRequest
from crmdesk.ui.widgets.editors import Editor, Option
from crmdesk.ui.widgets.placed import placed
from tests.ui.centre_side import colleague, decided, disputed, new_id


def deals(desk: Desk) -> list[Record]:
    where = (Filter("stage", "=", "negotiation"), Filter("owner", "=", desk.author.user))
    return [each for each in desk.replica.query("opportunity", Query(where, sort="name")) if each["amount"]]


def dispute(page: InboxPage, qtbot: QtBot, record: Record) -> Record:
    """An amount in dispute: 48 million here, 51.5 million there. Gives the record as it now stands."""
    desk, before = page._desk, len(page.list.rows)
    disputed(
        desk.replica,
        record,
        {"amount": "48000000", "currency": "KRW"},
        {"amount": "51500000", "currency": "KRW"},
    )
    qtbot.waitUntil(lambda: len(page.list.rows) == before + 1)
    return desk.replica.get(record.type, record.id)


def settled(page: InboxPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page._desk.replica.conflicts() == [])
    qtbot.waitUntil(page._empty.isVisible)


def amount(page: InboxPage, record: Record) -> str:
    return str(page._desk.replica.get("opportunity", record.id)["amount"])


def refuse(page: InboxPage, qtbot: QtBot) -> Record:
    """An edit of an account that the centre refused."""
    desk = page._desk
    account = desk.replica.query("account", Query(sort="name", limit=1))[0]
    update = edits.update(desk.author, account, {"industry": "Machine tools"}, add={"tags": ["vip"]})
    desk.replica.commit(update)
    decided(desk.replica, "refused", code="out_of_scope", title="You may not change this account")
    qtbot.waitUntil(page._split.isVisible)
    return account


def test_an_empty_inbox_teaches_what_it_is_for(page: InboxPage) -> None:
    assert page._empty.isVisible()
    assert "Nothing is ever overwritten silently" in page._empty.accessibleDescription()


def test_three_values_stand_side_by_side_with_names(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    record = dispute(page, qtbot, deals(desk)[0])
    other = desk.replica.title("user", colleague(desk.replica))
    names = [cell.accessibleName() for cell, _, _ in page.dispute._comparison.texts]  # type: ignore[attr-defined]
    assert names[1:] == ["Yours: ₩48,000,000", f"{other}: ₩51,500,000"]
    assert record["amount"] == "51500000"
    assert page.list.rows[0].accessibleName().startswith(str(record["name"]))


def details(page: InboxPage, qtbot: QtBot) -> list[str]:
    """What stands under the names of the three versions."""
    at = page.dispute._comparison.layout().itemAtPosition  # type: ignore[union-attr]
    return [placed(at(0, each).layout())[1].full_text().replace("\u202f", " ") for each in (1, 2, 3)]


def test_each_version_says_who_and_when(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    deal = deals(desk)[0]
    other, user = colleague(desk.replica), desk.author.user

    def said(at: str, by: str, old: str | None, new: str) -> HistoryEntry:
        return HistoryEntry(
            at=at, by=by, device=None, op_id=new_id(), field="amount", old=old, new=new, outcome="applied"
        )

    past = [
        said("2026-11-20T01:00:00.000Z", user, None, str(deal["amount"])),
        said("2026-11-23T00:30:00.000Z", other, str(deal["amount"]), "51500000"),
    ]
    desk.replica.save_history("opportunity", deal.id, past)
    dispute(page, qtbot, deal)
    before, yours, theirs = details(page, qtbot)
    name = desk.replica.title("user", user)
    assert before.startswith(f"what both started from\n{name}, ")
    assert yours.startswith("arrived second, ")
    assert theirs == "arrived first, 9:30 AM"


def test_what_is_not_known_of_a_version_is_said_to_be_so(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    dispute(page, qtbot, deals(desk)[0])
    before, yours, theirs = details(page, qtbot)
    assert before == "what both started from\nauthor not known here"
    assert theirs == "arrived first, time not known here"
    assert yours.startswith("arrived second, ")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_1, "48000000"),
        (Qt.Key.Key_M, "48000000"),
        (Qt.Key.Key_2, "51500000"),
        (Qt.Key.Key_T, "51500000"),
    ],
)
def test_one_key_settles(page: InboxPage, desk: Desk, qtbot: QtBot, key: Qt.Key, value: str) -> None:
    record = dispute(page, qtbot, deals(desk)[0])
    page.list.focus_current()
    QTest.keyClick(page, key)
    settled(page, qtbot)
    assert amount(page, record) == value


def test_whoever_comes_back_goes_through_what_waits_with_the_arrows(
    page: InboxPage, desk: Desk, qtbot: QtBot
) -> None:
    for each in deals(desk)[:2]:
        dispute(page, qtbot, each)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in page.list.rows))
    QTest.mouseClick(page.list.rows[0], Qt.MouseButton.LeftButton)
    page.setFocus()
    assert page.window().focusWidget() is page.list.rows[0]
    QTest.keyClick(page.list.rows[0], Qt.Key.Key_Down)
    assert [row.chosen for row in page.list.rows] == [False, True]


def test_a_choice_that_is_undone_is_asked_for_again(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    record = dispute(page, qtbot, deals(desk)[0])
    before = page._content
    with qtbot.waitSignal(desk.noticed) as said:
        page.dispute.choose_yours()
    assert said.args[0].action == "Undo"
    assert desk.thoughts.young, "it is not sent while its notice stands"
    settled(page, qtbot)
    with qtbot.waitSignal(desk.noticed) as undone:
        said.args[0].on_action()
    assert undone.args[0].text.endswith(" · the conflict is in the Inbox again")
    qtbot.waitUntil(page._split.isVisible)
    assert (page._content, amount(page, record)) == (before, "51500000")
    assert not desk.thoughts.young
    undone.args[0].on_action()
    settled(page, qtbot)
    assert amount(page, record) == "48000000"


def test_a_choice_that_was_sent_stays_and_undo_says_so(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    record = dispute(page, qtbot, deals(desk)[0])
    page.dispute.choose_yours()
    settled(page, qtbot)
    decided(desk.replica, "applied")
    with qtbot.waitSignal(desk.noticed) as undone:
        desk.undo()
    assert undone.args[0].text.endswith(" · the conflict stays settled, both values are in the history")
    assert (amount(page, record), desk.replica.conflicts()) == ("51500000", [])


def test_a_result_of_ones_own_is_written_and_kept(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    record = dispute(page, qtbot, deals(desk)[0])
    page.list.focus_current()
    QTest.keyClick(page, Qt.Key.Key_3)
    editor: Editor = page.dispute._editors["amount"]
    assert editor.value() == ("48000000", "KRW")
    editor.set_value(("50000000", "KRW"))
    page.dispute.save_result()
    settled(page, qtbot)
    assert amount(page, record) == "50000000"


def test_digits_typed_into_the_result_are_no_choice(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    dispute(page, qtbot, deals(desk)[0])
    page.dispute.start_editing()
    QTest.keyClicks(page.focusWidget(), "12")
    assert page.dispute.editing
    assert len(desk.replica.conflicts()) == 1
    assert page.escape() is True
    assert not page.dispute.editing


def test_all_of_a_kind_are_settled_as_one_step(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    records = [dispute(page, qtbot, each) for each in deals(desk)[:3]]
    assert page.dispute.all_alike.isVisible()
    page.dispute.all_alike.setChecked(True)
    page.dispute.choose_yours()
    settled(page, qtbot)
    assert {amount(page, each) for each in records} == {"48000000"}
    desk.undo()
    qtbot.waitUntil(lambda: len(page.list.rows) == 3)
    assert {amount(page, each) for each in records} == {"51500000"}


def test_yours_is_what_the_reader_wrote_whichever_came_second(
    page: InboxPage, desk: Desk, qtbot: QtBot
) -> None:
    record = deals(desk)[0]
    disputed(
        desk.replica,
        record,
        {"close_date": "2026-12-04"},
        {"close_date": "2026-12-18"},
        mine_by=colleague(desk.replica),
        theirs_by=desk.author.user,
    )
    qtbot.waitUntil(lambda: len(page.list.rows) == 1)
    page.dispute.choose_yours()
    settled(page, qtbot)
    assert desk.replica.get("opportunity", record.id)["close_date"] == "2026-12-18"


def test_a_deletion_against_an_edit_is_told_in_words(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    account = desk.replica.query("account", Query(sort="name", limit=1))[0]
    disputed(desk.replica, account, {}, {"industry": "Aerospace"}, about="delete")
    qtbot.waitUntil(lambda: len(page.list.rows) == 1)
    other = desk.replica.title("user", colleague(desk.replica))
    assert page.dispute._what.text() == f"You deleted this record, and {other} changed it."
    assert page.dispute.take_theirs.text() == "2  Keep the record"
    assert not page.dispute.edit.isVisible()
    page.dispute.choose_theirs()
    settled(page, qtbot)
    assert desk.replica.get("account", account.id)["industry"] == "Aerospace"


def test_who_changed_what_another_deleted_can_bring_it_back(
    page: InboxPage, desk: Desk, qtbot: QtBot
) -> None:
    account = desk.replica.query("account", Query(sort="name", limit=1))[0]
    disputed(desk.replica, account, {"industry": "Aerospace"}, {}, about="edit_of_deleted")
    qtbot.waitUntil(lambda: len(page.list.rows) == 1)
    assert page.dispute._what.text().startswith("You changed this record, and")
    assert page.dispute.keep_yours.text() == "1  Bring it back"
    assert page.dispute.take_theirs.text() == "2  Leave it deleted"


def test_the_deleter_sees_their_own_side_first_whoever_came_second(
    page: InboxPage, desk: Desk, qtbot: QtBot
) -> None:
    account = desk.replica.query("account", Query(sort="name", limit=1))[0]
    disputed(
        desk.replica,
        account,
        {"industry": "Aerospace"},
        {},
        about="edit_of_deleted",
        mine_by=colleague(desk.replica),
        theirs_by=desk.author.user,
    )
    qtbot.waitUntil(lambda: len(page.list.rows) == 1)
    assert page.dispute._what.text().startswith("You deleted this record, and")
    assert page.dispute.keep_yours.text() == "1  Leave it deleted"


def test_a_refused_edit_says_why_and_what_was_typed(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    refuse(page, qtbot)
    assert "moved out of your territory" in page.refusal._why.text()
    typed = dict(page._content.refusals[0].typed)
    assert typed == {"industry": "Machine tools", "tags": "vip"}


def test_a_conflict_and_a_refused_edit_fit_a_small_laptop_at_200_percent(
    page: InboxPage, desk: Desk, qtbot: QtBot
) -> None:
    dispute(page, qtbot, deals(desk)[0])
    refuse(page, qtbot)
    qtbot.waitUntil(lambda: len(page.list.rows) == 2)
    page.resize(613, 604)
    for view in (page.dispute, page.refusal):
        assert view.minimumSizeHint().width() <= 553


def test_sending_again_makes_it_wait_anew(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    account = refuse(page, qtbot)
    assert desk.replica.get("account", account.id)["industry"] == account["industry"]
    page.refusal.retry.click()
    qtbot.waitUntil(page._empty.isVisible)
    assert desk.replica.get("account", account.id)["industry"] == "Machine tools"
    assert desk.replica.pending() == 1


def test_editing_opens_the_form_with_what_was_typed(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    account = refuse(page, qtbot)
    with qtbot.waitSignal(desk.form_requested) as asked:
        page.refusal.edit.click()
    request: FormRequest = asked.args[0]
    assert request.record is not None
    assert request.record.id == account.id
    assert request.values["industry"] == "Machine tools"
    assert "vip" in request.values["tags"]
    assert request.done is not None
    request.done(account.id)
    qtbot.waitUntil(lambda: desk.replica.refused() == [])


def test_what_is_discarded_comes_back_with_undo(page: InboxPage, desk: Desk, qtbot: QtBot) -> None:
    refuse(page, qtbot)
    before = desk.replica.refused()
    with qtbot.waitSignal(desk.noticed) as said:
        page.refusal.discard.click()
    assert (said.args[0].text, said.args[0].action) == ("Discarded", "Undo")
    qtbot.waitUntil(page._empty.isVisible)
    assert desk.replica.refused() == []
    with qtbot.waitSignal(desk.noticed) as undone:
        said.args[0].on_action()
    assert (undone.args[0].text, undone.args[0].action) == ("Undone: Discarded", "Redo")
    qtbot.waitUntil(page._split.isVisible)
    assert desk.replica.refused() == before
    desk.redo()
    qtbot.waitUntil(page._empty.isVisible)


def orphan(page: InboxPage, qtbot: QtBot) -> tuple[str, str]:
    """A note made under an account that was deleted at the centre; gives the ids of both."""
    desk = page._desk
    account = desk.replica.query("account", Query(sort="name", limit=1))[0]
    (note,) = edits.create(desk.author, "note", {"body": "They want a crane", "account": account.id})
    desk.replica.commit([note])
    identity = desk.replica.identity()
    assert identity.position is not None
    page_of_deletion = Page(
        position=Position(identity.position.epoch, identity.position.seq + 1, 1), more=False, contains=0, tables=[],
        deleted=[("account", account.id)], evicted=[], scope=identity.scope,
    )  # fmt: skip
    desk.replica.apply_page(page_of_deletion)
    decided(desk.replica, "refused", code="parent_deleted", title="This account was deleted")
    qtbot.waitUntil(page.refusal.restore.isVisible)
    return note.id, account.id


def test_what_belongs_to_a_deleted_record_can_bring_it_back(
    page: InboxPage, desk: Desk, qtbot: QtBot
) -> None:
    note, account = orphan(page, qtbot)
    assert page.refusal.restore.text() == "Bring back: Account"
    page.refusal.restore.click()
    qtbot.waitUntil(lambda: desk.replica.refused() == [])
    waiting = [mutation for _, mutation in desk.replica.pending_ops()]
    assert [(one.act, one.id) for one in waiting] == [("restore", account), ("create", note)]


def test_what_belongs_to_a_deleted_record_can_be_put_under_another_one(
    page: InboxPage, desk: Desk, qtbot: QtBot
) -> None:
    note, _ = orphan(page, qtbot)
    other = desk.replica.query("account", Query(sort="name", limit=1))[0]
    editor = page.refusal.parent_editor
    assert editor is not None
    assert not page.refusal.reparent.isEnabled()
    editor._on_chosen(Option(other.id, str(other["name"])))  # type: ignore[attr-defined]
    assert page.refusal.reparent.isEnabled()
    page.refusal.reparent.click()
    qtbot.waitUntil(lambda: desk.replica.refused() == [])
    assert desk.replica.get("note", note)["account"] == other.id


def test_another_record_that_is_being_looked_for_stays_while_something_else_comes_in(
    page: InboxPage, desk: Desk, qtbot: QtBot
) -> None:
    orphan(page, qtbot)
    editor = page.refusal.parent_editor
    assert editor is not None
    QTest.keyClicks(editor.focusProxy(), "Han")
    dispute(page, qtbot, deals(desk)[0])
    assert page.refusal.parent_editor is editor


def test_other_refusals_offer_no_parent(page: InboxPage, qtbot: QtBot) -> None:
    refuse(page, qtbot)
    assert not page.refusal.restore.isVisible()
    assert not page.refusal.reparent.isVisible()


def test_refused_edits_go_to_a_file(page: InboxPage, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    account = refuse(page, qtbot)
    with qtbot.waitSignal(desk.noticed):
        page.export_to(tmp_path / "refused.json")
    (line,) = (tmp_path / "refused.json").read_text("utf-8").splitlines()
    assert json.loads(line)["record"] == account.id
    assert json.loads(line)["fields"]["industry"] == "Machine tools"


def test_a_file_that_cannot_be_written_is_said(
    page: InboxPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    refuse(page, qtbot)
    with qtbot.waitSignal(desk.noticed) as said:
        page.export_to(tmp_path / "missing" / "refused.json")
    assert said.args[0].tone == "problem"
