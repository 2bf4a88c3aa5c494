"""The form of a bulk edit: what its rows ask for together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain.bulk import EditEach
from crmdesk.ui.bulk.field_row import FieldRow
from crmdesk.ui.bulk.forms import EditForm
from crmdesk.ui.desk import Desk


@pytest.fixture
def form(desk: Desk, qtbot: QtBot) -> Iterator[EditForm]:
    made = EditForm(desk, desk.entity("opportunity"))
    qtbot.addWidget(made)
    yield made
    made.dispose()


def say(row: FieldRow, name: str, how: str, value: object) -> None:
    row.choose(name, how)
    assert row.editor is not None
    row.editor.set_value(value)
    row.editor.edited.emit(value)


def test_two_rows_about_one_set_are_both_meant(form: EditForm) -> None:
    for row, tag in ((form.rows[0], "vip"), (form.add_row(), "fair"), (form.add_row(), "vip")):
        say(row, "tags", "add", [tag])
    say(form.add_row(), "tags", "remove", ["old"])
    act = form.act()
    assert isinstance(act, EditEach)
    assert (act.add, act.remove) == ({"tags": ["vip", "fair"]}, {"tags": ["old"]})


def test_a_reason_goes_with_the_choice_that_asked_for_it(form: EditForm) -> None:
    row = form.rows[0]
    say(row, "stage", "set", "closed_lost")
    assert [each.chosen.name for each in form.rows] == ["stage", "lost_reason"]
    say(form.add_row(), "tags", "add", ["vip"])
    row.removed.emit()
    assert [each.chosen.name for each in form.rows] == ["tags"]
