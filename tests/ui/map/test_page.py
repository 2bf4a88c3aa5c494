"""The map page: customers where they are, and the day's stops in an order that can be made better, kept and undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits, planning
from crmdesk.domain.route import great_circle
from crmdesk.domain.values import format_instant
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.map.content import legs
from crmdesk.ui.map.page import MapPage
from crmdesk.ui.map.projection import project

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[MapPage]:
    """The map in front, read once."""
    made = MapPage(desk)
    made.resize(1366 - 200, 768 - 60)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    qtbot.waitUntil(lambda: bool(made.view.shown.places) and not desk.busy)
    yield made
    made.left()
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()


@pytest.fixture
def crossed(page: MapPage, desk: Desk, qtbot: QtBot) -> MapPage:
    """A Sunday with five visits in one town, in an order that crosses itself."""
    places = page.view.shown.places
    here = (places[0].lat, places[0].lon)
    near = sorted(places, key=lambda place: great_circle(here, (place.lat, place.lon)))[:5]
    first, second, third, fourth, fifth = sorted(near, key=lambda place: place.lat)
    for hour, place in enumerate((first, fifth, second, fourth, third)):
        span = (f"2026-11-29T0{hour}:00:00Z", f"2026-11-29T0{hour}:30:00Z")
        desk.replica.commit(planning.plan(desk.author, "visit", *span, account=place.account))
    page.go_to(date(2026, 11, 29))
    qtbot.waitUntil(lambda: len(page.stops.rows) == 5 and not desk.busy)
    return page


def order_of(page: MapPage) -> list[str]:
    return [row.line.stop.id for row in page.stops.rows]


def planned(desk: Desk, page: MapPage) -> list[str]:
    visits = [desk.replica.get("visit", one) for one in order_of(page)]
    return [str(visit["planned_start"]) for visit in visits]


def test_best_order_is_shown_kept_and_undone(crossed: MapPage, desk: Desk, qtbot: QtBot) -> None:
    before, starts = order_of(crossed), planned(desk, crossed)
    way = sum(legs(crossed.ordered()))
    crossed.find_best_order()
    qtbot.waitUntil(crossed.keep.isVisible)
    assert sum(legs(crossed.ordered())) < way
    assert planned(desk, crossed) != sorted(planned(desk, crossed))
    with qtbot.waitSignal(desk.noticed) as said:
        QTest.mouseClick(crossed.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not crossed.keep.isVisible() and not desk.busy)
    assert planned(desk, crossed) == sorted(planned(desk, crossed))
    assert planned(desk, crossed)[0] == min(starts)
    notice: Notice = said.args[0]
    assert notice.on_action is not None
    notice.on_action()
    qtbot.waitUntil(lambda: order_of(crossed) == before, timeout=5000)
    assert planned(desk, crossed) == starts


def test_order_keeps_the_time_agreed_with_a_customer(crossed: MapPage, desk: Desk, qtbot: QtBot) -> None:
    stop = crossed.ordered()[3]
    assert stop.place is not None
    desk.replica.commit(planning.agree(desk.author, stop.visit, agreed=True))
    qtbot.waitUntil(lambda: crossed.ordered()[3].agreed is not None)
    row = crossed.stops.rows[3]
    assert row.accessibleName().count("agreed") == 1
    crossed.find_best_order()
    qtbot.waitUntil(crossed.keep.isVisible)
    assert crossed.keep.isEnabled()
    QTest.mouseClick(crossed.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not crossed.keep.isVisible() and not desk.busy)
    assert planned(desk, crossed) == sorted(planned(desk, crossed))
    assert desk.replica.get("visit", stop.id)["planned_start"] == stop.visit["planned_start"]


def test_order_that_keeps_a_customer_waiting_says_whom_and_how_long(
    crossed: MapPage, desk: Desk, qtbot: QtBot
) -> None:
    second = crossed.ordered()[1]
    desk.replica.commit(planning.agree(desk.author, second.visit, agreed=True))
    qtbot.waitUntil(lambda: crossed.ordered()[1].agreed is not None)
    row = crossed.stops.rows[1]
    row.setFocus()
    for _ in range(3):
        QTest.keyClick(crossed.stops.rows[order_of(crossed).index(second.id)], Qt.Key.Key_Down, ALT)
    said = crossed.sum.text()
    assert said.startswith(f"An agreed time would not be kept: {second.name} (")
    assert said.endswith(" min late)")
    assert not crossed.keep.isEnabled()
    assert "agreed for" in crossed.stops.rows[4].accessibleName()
    assert crossed.escape()
    assert "straight line" in crossed.sum.text()


def test_stop_is_moved_by_the_keyboard_and_escape_leaves_it_as_it_was(
    crossed: MapPage, desk: Desk, qtbot: QtBot
) -> None:
    before = order_of(crossed)
    last = crossed.stops.rows[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order_of(crossed) == [*before[:-2], before[-1], before[-2]]
    assert crossed.stops.rows[-2].hasFocus()
    assert "was" in crossed.stops.rows[-2].accessibleName()
    assert crossed.escape()
    assert order_of(crossed) == before
    assert not crossed.escape()


def test_customer_clicked_on_the_map_becomes_a_stop_after_the_last(
    crossed: MapPage, desk: Desk, qtbot: QtBot
) -> None:
    stops = crossed.ordered()
    here = (stops[0].place.lat, stops[0].place.lon) if stops[0].place else (0.0, 0.0)
    others = [one for one in crossed.view.shown.places if one.account not in crossed.view.shown.stops]
    place = min(others, key=lambda one: great_circle(here, (one.lat, one.lon)))
    crossed.view._look(crossed.view.camera.centred(*crossed.view._at[place.account]))
    for _ in range(14):
        crossed.view.nearer()
    crossed.view._look(crossed.view.camera.centred(*crossed.view._at[place.account]))
    at = QPoint(crossed.view.width() // 2, crossed.view.height() // 2)
    QTest.mouseClick(crossed.view, Qt.MouseButton.LeftButton, pos=at)
    assert crossed.chosen_card.title.text() == place.name
    assert crossed.chosen_card.plan.hasFocus()
    count = len(crossed.stops.rows)
    latest = max(planned(desk, crossed))
    QTest.keyClick(crossed.chosen_card.plan, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(crossed.stops.rows) == count + 1 and not desk.busy, timeout=5000)
    assert crossed.stops.rows[-1].line.stop.name == place.name
    assert planned(desk, crossed)[-1] > latest
    assert not crossed.chosen_card.isVisible()


def test_customers_added_one_after_the_other_have_an_hour_each_before_any_is_saved(
    crossed: MapPage, desk: Desk, qtbot: QtBot
) -> None:
    last = crossed.ordered()[-1].place
    assert last is not None
    others = [one for one in crossed.view.shown.places if one.account not in crossed.view.shown.stops]
    others = sorted(others, key=lambda one: great_circle((last.lat, last.lon), (one.lat, one.lon)))[:2]
    for place in others:
        crossed.choose(place.account)
        crossed.plan_visit()
    qtbot.waitUntil(lambda: not desk.busy)
    first, second = (desk.replica.get("visit", one) for one in order_of(crossed)[-2:])
    assert [first["account"], second["account"]] == [place.account for place in others]
    assert second["planned_start"] >= first["planned_end"]


def test_map_is_moved_by_the_keyboard_alone(page: MapPage, qtbot: QtBot) -> None:
    view = page.view
    view.setFocus()
    x, zoom = view.camera.x, view.camera.zoom
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.camera.x > x
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.zoom > zoom
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert len(view.in_view()) == len(view.shown.places)
    assert str(len(view.shown.places)) in view.accessibleDescription()


def test_places_stand_by_name_and_are_read_anew_when_an_account_changes(page: MapPage, desk: Desk) -> None:
    before = page.view.shown
    assert [place.name for place in before.places] == sorted(place.name for place in before.places)
    assert before.points == tuple(project(place.lat, place.lon) for place in before.places)
    account = desk.replica.get("account", before.places[0].account)
    span = ("2026-11-29T01:00:00Z", "2026-11-29T01:30:00Z")
    desk.replica.commit(planning.plan(desk.author, "visit", *span, account=account.id))
    again = page._read()
    assert (again.places, again.points) == (before.places, before.points)
    assert again.points is page._content.points
    desk.replica.commit(edits.update(desk.author, account, {"location": {"lat": "1.5", "lon": "2.5"}}))
    moved = next(place for place in page._read().places if place.account == account.id)
    assert (moved.lat, moved.lon) == (1.5, 2.5)


def test_those_who_are_due_are_marked_and_listed_first(page: MapPage, qtbot: QtBot) -> None:
    view, due = page.view, page._content.due
    placed = {place.account for place in view.shown.places}
    assert {view.shown.places[one].account for one in view._due} == placed & set(due)
    view.look_at_all()
    first = [view.shown.places[one].account for one in sorted(view._due)]
    first.sort(key=lambda account: -due[account].pressure)
    assert first

    def listed() -> list[str]:
        return [entry.target for entry in page.view_card.entries._entries]

    qtbot.waitUntil(lambda: listed()[: len(first)] == first[: len(listed())])


def test_mark_of_several_shows_them_apart(page: MapPage) -> None:
    view = page.view
    view.look_at_all()
    mark = max(view._marks(), key=lambda one: len(one.members))
    assert len(mark.members) > 1
    zoom = view.camera.zoom
    across, down = view.camera.to_view(mark.x, mark.y)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(across), round(down)))
    assert view.camera.zoom > zoom


def test_drag_moves_the_map_and_opens_nothing(page: MapPage, qtbot: QtBot) -> None:
    view = page.view
    x = view.camera.x
    with qtbot.assertNotEmitted(view.activated):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
        QTest.mouseMove(view, QPoint(200, 300))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    assert view.camera.x > x


def test_day_is_turned_by_page_keys(page: MapPage, desk: Desk, qtbot: QtBot) -> None:
    today = page.head.note.text()
    page.view.setFocus()
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert page.head.note.text() != today
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert page.head.note.text() == today


def test_visit_that_has_begun_keeps_its_place(crossed: MapPage, desk: Desk, qtbot: QtBot) -> None:
    first = crossed.stops.rows[0].line.stop
    desk.replica.commit(edits.check_in(desk.author, first.visit, at=format_instant(desk.author.now())))
    qtbot.waitUntil(lambda: crossed.stops.rows[0].line.stop.fixed)
    second = crossed.stops.rows[1]
    before = order_of(crossed)
    QTest.keyClick(second, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order_of(crossed) == before
    crossed.find_best_order()
    qtbot.waitUntil(crossed.order.isEnabled)
    assert order_of(crossed)[0] == first.id


def test_who_looked_at_today_finds_today_in_the_morning(page: MapPage, desk: Desk) -> None:
    page.left()
    desk.author = replace(desk.author, now=lambda: datetime(2026, 11, 24, 1, tzinfo=UTC))
    page.entered()
    assert "November 24" in page.head.note.text()


def test_the_keyboard_stands_on_what_an_empty_map_offers(page: MapPage, desk: Desk) -> None:
    content, empty = page._content, replace(page._content, places=(), points=(), stops=())
    page.setFocus()
    page.show_content(empty)
    assert page._nowhere.button.hasFocus()
    page.show_content(content)
    assert page.view.hasFocus()
    page.show_content(empty)
    assert page._nowhere.button.hasFocus()
    page.later.setFocus()
    page.show_content(content)
    assert page.later.hasFocus()


def test_an_empty_map_offers_no_way_to_look_around_in_it(page: MapPage) -> None:
    content = page._content
    for shown, anything in ((replace(content, places=(), points=(), stops=()), False), (content, True)):
        page.show_content(shown)
        assert [button.isEnabled() for button in (page.nearer, page.farther, page.whole)] == [anything] * 3
        assert page.later.isEnabled()


def test_the_side_of_the_map_ends_where_its_head_does(page: MapPage) -> None:
    page.resize(1100, 600)
    QApplication.processEvents()
    ends = (part.mapTo(page, part.rect().topRight()).x() for part in (page.whole, page.stops_card))
    assert len(set(ends)) == 1
