"""The small form that starts a visit: what it says where it has nothing to offer."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.visit.log_form import LogVisitForm, Suggestion
from crmdesk.ui.widgets import Label
from tests.ui.visit.test_page import planned


def test_one_click_is_spoken_of_where_there_is_something_to_click(desk: Desk, qtbot: QtBot) -> None:
    visit = planned(desk)
    form = LogVisitForm(desk)
    qtbot.addWidget(form)
    form.offer([])
    form.ask()
    words = next(each for each in form.findChildren(Label) if each.text().startswith("Where are you?"))
    assert not words.isVisible()
    form.offer([Suggestion(visit["account"], "Acme", "in 10 minutes", visit)])
    assert words.isVisible()


def test_its_fields_are_not_drawn_out_over_a_wide_screen(desk: Desk, qtbot: QtBot) -> None:
    form = LogVisitForm(desk)
    qtbot.addWidget(form)
    form.ask()
    form.resize(1640, form.sizeHint().height())
    assert form.account.width() == form.purpose.width() <= 560
    form.resize(900, form.height())
    assert form.account.width() == form.purpose.width() > 400
