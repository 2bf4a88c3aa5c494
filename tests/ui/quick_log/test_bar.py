"""The quick log by keyboard: typed, understood as chips, corrected, saved as one, undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.quick_log import QuickLogBar
from crmdesk.ui.quick_log.chip import FactChip
from tests.support.targets import small_targets
from tests.ui.quick_log.bars import Key, TypeIn, choose, customer, go_to, made, press, texts
from tests.ui.records import first


def test_what_is_typed_while_a_line_is_saved_is_the_next_line(
    bar: QuickLogBar, type_in: TypeIn, desk: Desk, qtbot: QtBot
) -> None:
    account, _, _ = customer(desk.replica)
    bar.ask({"account": account.id})
    type_in("met them")
    qtbot.waitUntil(lambda: bar.draft is not None and not bar.draft.lacks_account and not desk.busy)
    with qtbot.waitSignal(desk.noticed):
        QTest.keyClick(bar.line, Key.Key_Return)
        QTest.keyClicks(bar.line, "call tomorrow")
    assert bar.isVisible()
    assert bar.line.text() == "call tomorrow"


def test_a_line_becomes_a_visit_an_amount_a_planned_visit_and_a_task_at_once_and_is_undone_as_one(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, desk: Desk, replica: Replica, qtbot: QtBot
) -> None:
    account, deal, person = customer(replica)
    type_in(
        f"{account['name']} {person['name']} {person['title']} 방문, 견적 2천만, 다음주 화 재방문, "
        "금요일까지 견적서 발송"
    )
    shown = texts(bar)
    assert shown["kind"] == "Visit"
    assert shown["account"] == account["name"]
    assert shown["person.0"] == person["name"]
    assert shown["amount"] == "₩20,000,000"
    assert shown["deal"] == deal["name"]
    assert "재방문" in shown["step.0"]
    press(page, Key.Key_Return)
    qtbot.waitUntil(lambda: bar.isHidden() and not desk.busy)

    here = (Filter("account", "=", account.id),)
    newest = Query(here, sort="created_at", descending=True, limit=2)
    visits = {each["status"]: each for each in replica.query("visit", newest)}
    visit, planned = visits["completed"], visits["planned"]
    assert visit["outcome"] == "follow_up"
    assert visit["contacts"] == [person.id]
    assert visit["next_step"] == "재방문"
    assert visit["notes"].endswith("금요일까지 견적서 발송")
    assert visit["opportunity"] == deal.id
    assert planned["purpose"] == "재방문"
    assert planned["planned_start"].startswith("2026-12-01")
    assert planned["contacts"] == [person.id]
    assert replica.get("opportunity", deal.id)["amount"] == "20000000"
    task = replica.query("task", newest)[0]
    assert (task["subject"], task["due_on"], task["contact"]) == ("견적서 발송", "2026-11-27", person.id)

    desk.undo()
    qtbot.waitUntil(lambda: not desk.busy)
    assert replica.get("opportunity", deal.id)["amount"] == deal["amount"]
    assert not replica.query("task", Query((Filter("id", "=", task.id),)))
    for each in (visit, planned):
        assert not replica.query("visit", Query((Filter("id", "=", each.id),)))


def test_enter_pressed_twice_saves_once(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, desk: Desk, replica: Replica, qtbot: QtBot
) -> None:
    _, _, person = customer(replica)
    before = replica.count("visit")
    type_in(f"met {person['name']}, they take two")
    bar.save()
    bar.save()
    qtbot.waitUntil(lambda: not desk.busy and not bar.isVisible())
    assert replica.count("visit") == before + 1


def test_kind_person_day_and_amount_are_corrected_by_key(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, desk: Desk, replica: Replica, qtbot: QtBot
) -> None:
    account, _, person = customer(replica)
    type_in(f"met {person['name']} yesterday, quote 5m, send contract by Friday")
    go_to(page, bar, "kind")
    press(page, Key.Key_Return)
    choose(bar, qtbot, "Call")
    assert texts(bar)["kind"] == "Call"

    go_to(page, bar, "when")
    press(page, Key.Key_Space)
    assert bar.correction is not None
    line = bar.correction.editor.findChildren(QLineEdit)[0]
    qtbot.waitUntil(line.hasFocus)
    line.selectAll()
    QTest.keyClicks(line, "2026-11-19")
    QTest.keyClick(line, Key.Key_Return)
    assert texts(bar)["when"].startswith("Thursday, November 19")

    go_to(page, bar, "amount")
    press(page, Key.Key_Delete)
    assert "amount" not in texts(bar)
    assert "deal" not in texts(bar)

    go_to(page, bar, "step.0")
    press(page, Key.Key_Return)
    choose(bar, qtbot, "Meeting")
    bar.line.setFocus()
    press(page, Key.Key_Return)
    qtbot.waitUntil(lambda: bar.isHidden() and not desk.busy)
    call = replica.query(
        "call", Query((Filter("account", "=", account.id),), sort="created_at", descending=True, limit=1)
    )[0]
    assert call["status"] == "held"
    assert call["starts_at"].startswith("2026-11-19")
    assert call["attendees"] == [person.id]
    meeting = replica.query(
        "meeting", Query((Filter("account", "=", account.id),), sort="created_at", descending=True, limit=1)
    )[0]
    assert (meeting["status"], meeting["subject"]) == ("planned", "send contract")


def test_a_visit_without_an_account_asks_for_it_and_saves_nothing(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, desk: Desk, replica: Replica, qtbot: QtBot
) -> None:
    before = replica.count("visit")
    type_in("visited them, went well")
    press(page, Key.Key_Return)
    focused = page.focusWidget()
    assert isinstance(focused, FactChip)
    assert focused.shown.key == "account"
    assert focused.shown.open
    assert replica.count("visit") == before
    account = first(replica, "account")
    press(page, Key.Key_Return)
    assert bar.correction is not None
    line = bar.correction.editor.findChildren(QLineEdit)[0]
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, account["name"])
    qtbot.waitUntil(lambda: not desk.busy and bar.correction.editor._options.isVisible())
    QTest.keyClick(line, Key.Key_Return)
    QTest.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(lambda: texts(bar).get("account") == account["name"])
    press(page, Key.Key_Return)
    qtbot.waitUntil(lambda: bar.isHidden() and not desk.busy)
    assert replica.count("visit") == before + 1


def test_whom_a_line_asks_for_is_known_as_soon_as_they_come(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, desk: Desk, replica: Replica, qtbot: QtBot
) -> None:
    before = replica.count("visit")
    type_in("visited Wilhelmina Quarrington at Zephyrine Outfitters, they take two")
    press(page, Key.Key_Return)
    assert isinstance(page.focusWidget(), FactChip)
    account = made(desk, "account", name="Zephyrine Outfitters")
    qtbot.waitUntil(lambda: texts(bar)["account"] == "Zephyrine Outfitters")
    made(desk, "contact", name="Wilhelmina Quarrington", account=account)
    qtbot.waitUntil(lambda: texts(bar)["person.0"] == "Wilhelmina Quarrington" and not desk.busy)
    press(page, Key.Key_Return)
    qtbot.waitUntil(lambda: bar.isHidden() and not desk.busy)
    assert replica.count("visit") == before + 1


def test_somebody_who_comes_changes_nobody_whom_a_line_names_already(
    bar: QuickLogBar, type_in: TypeIn, desk: Desk, qtbot: QtBot
) -> None:
    made(desk, "account", name="Zephyrine Outfitters of the North")
    type_in("visited Wilhelmina Quarrington at Zephyrine Outfitters, they take two")
    other = made(desk, "account", name="Zephyrine Outfitters")
    made(desk, "contact", name="Wilhelmina Quarrington", account=other)
    qtbot.waitUntil(lambda: texts(bar)["person.0"] == "Wilhelmina Quarrington" and not desk.busy)
    assert texts(bar)["account"] == "Zephyrine Outfitters of the North"


def test_esc_leaves_and_the_line_waits_for_next_time(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn
) -> None:
    type_in("call Kim tomorrow")
    press(page, Key.Key_Escape)
    assert bar.isHidden()
    QTest.keyClick(page, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert bar.line.text() == "call Kim tomorrow"
    assert texts(bar)["kind"] == "Call, planned"


def test_esc_leaves_an_editor_first_and_the_bar_after(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn
) -> None:
    type_in("call Kim tomorrow")
    go_to(page, bar, "when")
    press(page, Key.Key_Return)
    press(page, Key.Key_Escape)
    assert bar.correction is None
    assert isinstance(page.focusWidget(), FactChip)
    assert not bar.isHidden()


def test_from_an_account_page_that_account_is_meant(
    page: MainWindow, desk: Desk, replica: Replica, qtbot: QtBot
) -> None:
    account, _, person = customer(replica)
    desk.open("account", account.id)
    qtbot.waitUntil(lambda: not desk.busy)
    QTest.keyClick(page, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    bar: QuickLogBar = page.property("workspace").quick_log
    bar.line.setText(f"{person['family_name']}{person['title'][-2:]} 통화")
    qtbot.waitUntil(lambda: bar.draft is not None and bar.draft.known and not desk.busy)
    assert texts(bar)["account"] == account["name"]
    assert texts(bar)["person.0"] == person["name"]


def test_a_correction_stays_while_the_rest_of_the_line_is_typed(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, qtbot: QtBot
) -> None:
    type_in("met Kim")
    go_to(page, bar, "kind")
    press(page, Key.Key_Return)
    choose(bar, qtbot, "Visit")
    bar.line.setText("met Kim, went well")
    assert texts(bar)["kind"] == "Visit"
    bar.line.setText("called Kim, went well")
    assert texts(bar)["kind"] == "Call"


def test_every_control_has_a_name(page: MainWindow, bar: QuickLogBar, type_in: TypeIn) -> None:
    type_in("met Kim at Nowhere, quote 20m, 30 min, not interested, send contract by Friday")
    controls = [each for each in bar.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [
        each
        for each in controls
        if each.isVisible() and not each.accessibleName() and not getattr(each, "text", str)()
    ]
    assert not nameless
    assert {"kind", "account", "person.0", "when", "minutes", "outcome", "amount", "deal", "step.0"} <= set(
        texts(bar)
    )


def test_chips_stand_beside_each_other_also_when_an_account_is_found_late(
    bar: QuickLogBar, type_in: TypeIn, replica: Replica, qtbot: QtBot
) -> None:
    names = [each["name"] for each in replica.query("account", Query(sort="name"))]
    latin = next(each for each in names if each.isascii())
    chinese = next(each for each in names if "一" <= each[0] <= "龥")
    type_in(f"sent proposal 20k to {latin.split()[0]}, revisit next Tue, send contract by Friday")
    bar.line.clear()
    type_in(f"给{chinese[:2]}发报价20万，下周二再访")
    assert "account" in texts(bar)

    def apart() -> bool:
        places = [chip.geometry() for chip in bar.chips]
        return not any(one.intersects(two) for at, one in enumerate(places) for two in places[:at])

    qtbot.waitUntil(apart)


def test_chips_and_their_corrections_are_hit_by_a_finger(
    bar: QuickLogBar, type_in: TypeIn, qtbot: QtBot
) -> None:
    type_in("met Kim, quote 20m, revisit next Tue")
    qtbot.waitUntil(lambda: len(bar.chips) > 2)
    assert small_targets(bar) == []
    next(chip for chip in bar.chips if chip.shown.key == "amount").click()
    qtbot.waitUntil(lambda: bar.correction is not None)
    assert small_targets(bar) == []


def test_a_line_about_a_lead_is_kept_with_the_lead(
    page: MainWindow, bar: QuickLogBar, type_in: TypeIn, desk: Desk, replica: Replica, qtbot: QtBot
) -> None:
    lead = made(desk, "lead", name="Mina Novak", company="Brightwater")
    type_in("Called Mina Novak, send prices on Friday")
    assert texts(bar)["person.0"] == "Mina Novak"
    press(page, Key.Key_Return)
    qtbot.waitUntil(lambda: bar.isHidden() and not desk.busy)
    told = {each.record.type: each.record for each in replica.timeline("lead", lead)}
    assert set(told) == {"call", "task"}
    assert (told["call"]["status"], told["task"]["due_on"]) == ("held", "2026-11-27")
    assert told["call"]["attendees"] == []
