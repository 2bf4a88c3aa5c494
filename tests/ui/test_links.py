"""Links to records: what they name, and what is said of others."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import UsageError
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.links import follow_link, read_link
from tests.ui.records import first

ID = "0190c3a0-0000-7000-8000-00000000000a"


@pytest.mark.parametrize(
    "text", [f"crmdesk://account/{ID}", f"crmdesk://account/{ID}/", f"CRMDesk://ACCOUNT/{ID.upper()}"]
)
def test_a_link_names_a_type_and_an_id(text: str) -> None:
    assert read_link(text) == ("account", ID)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "crmdesk:",
        "crmdesk://",
        "crmdesk://account",
        "crmdesk://account/7",
        f"crmdesk://account/{ID}\n",
        f"crmdesk://account/{ID}?delete=1",
        f"crmdesk://account/../{ID}",
        f"crmdesk://accóunt/{ID}",
        f"https://account/{ID}",
        f"crmdesk://{'a' * 100_000}/{ID}",
    ],
)
def test_what_is_no_link_to_a_record_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        read_link(text)


def test_a_link_leads_to_its_record(desk: Desk, qtbot: QtBot) -> None:
    visit = first(desk.replica, "visit")
    with qtbot.waitSignal(desk.record_requested) as asked:
        follow_link(desk, f"crmdesk://visit/{visit.id}")
    assert asked.args == ["visit", visit.id]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"crmdesk://account/{ID}", "deleted or moved out of sight"),
        (f"crmdesk://spaceship/{ID}", "kind of record"),
        ("crmdesk://account/<script>", "does not name a record"),
    ],
)
def test_a_link_to_nothing_is_said_and_opens_nothing(desk: Desk, qtbot: QtBot, text: str, word: str) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    with qtbot.assertNotEmitted(desk.record_requested):
        follow_link(desk, text)
        qtbot.waitUntil(lambda: bool(said))
    assert [(word in notice.text, notice.tone) for notice in said] == [(True, "problem")]
