"""A long list is built over several turns: what is seen at once, the rest in its order, nothing of what was before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from crmdesk.ui.widgets import Gradually


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def steps(into: list[int], numbers: range) -> Iterator[Callable[[], object]]:
    return (partial(into.append, number) for number in numbers)


def test_the_first_are_there_at_once_and_the_others_follow_in_their_order(
    owner: QObject, qtbot: QtBot
) -> None:
    made: list[int] = []
    building = Gradually(owner)
    building.begin(steps(made, range(100)), at_once=7)
    assert made == list(range(7))
    assert building.under_way
    qtbot.waitUntil(lambda: not building.under_way)
    assert made == list(range(100))


def test_what_is_left_goes_when_something_else_begins(owner: QObject, qtbot: QtBot) -> None:
    made: list[int] = []
    building = Gradually(owner)
    building.begin(steps(made, range(100)), at_once=3)
    building.begin(steps(made, range(200, 210)), at_once=0)
    qtbot.waitUntil(lambda: not building.under_way)
    assert made == [*range(3), *range(200, 210)]


def test_the_last_one_can_be_had_now(owner: QObject) -> None:
    made: list[int] = []
    building = Gradually(owner)
    building.begin(steps(made, range(50)), at_once=1)
    building.finish()
    assert made == list(range(50))
    assert not building.under_way


def test_nothing_to_build_is_nothing_under_way(owner: QObject) -> None:
    building = Gradually(owner)
    building.begin(())
    assert not building.under_way


def test_nothing_is_built_any_more_once_its_place_is_gone(qtbot: QtBot) -> None:
    place, made = QObject(), []
    building = Gradually(place)

    def last() -> None:
        made.append("last")
        delete(place)

    building.begin(iter([last]), at_once=0)
    building.finish()
    assert made == ["last"]
    assert not isValid(building)
