"""A bulk edit against a real centre: the colleague's laptop shows it, and its undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.translations import Translator
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place
from tests.ui.bulk.test_on_a_list import CTRL, counted, edit_form, press
from tests.ui.lists.test_pane import make

COUNT = 500


@pytest.fixture
def laptops(centre: RunningCentre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Dana's and Eric's, both with the same 500 accounts."""
    for login in ("dana", "eric"):
        centre.add_user(login)
    place = Place(centre, "in process", tmp_path)
    dana, eric = place.laptop("dana").synced(), place.laptop("eric").synced()
    author = dana.replica.author()
    made = [edits.create(author, "account", {"name": f"Quay {at:03}"}) for at in range(COUNT)]
    dana.replica.commit([mutation for group in made for mutation in group])
    dana.synced()
    eric.synced()
    yield dana, eric
    dana.close()
    eric.close()


@pytest.fixture
def accounts(laptops: tuple[Laptop, Laptop], translator: Translator, qtbot: QtBot) -> Iterator[ListPane]:
    """Dana's list of them."""
    replica = laptops[0].replica
    desk = Desk(replica, replica.author(), translator)
    pane = make(desk, qtbot, "account")
    pane.table.setFocus()
    yield pane
    pane.close()
    desk.close()


def trade(laptop: Laptop, industry: str | None) -> int:
    return laptop.replica.count("account", Query((Filter("industry", "=", industry),)))


def test_five_hundred_changed_at_once_are_seen_by_a_colleague_and_so_is_the_undo(
    accounts: ListPane, laptops: tuple[Laptop, Laptop], qtbot: QtBot
) -> None:
    (dana, eric), desk = laptops, accounts._desk
    press(qtbot, accounts, Qt.Key.Key_A, CTRL)
    press(qtbot, accounts, Qt.Key.Key_E)
    row = edit_form(accounts).rows[0]
    row.choose("industry", "set")
    assert row.editor is not None
    row.editor.setFocus()
    qtbot.keyClicks(accounts.focusWidget(), "Fisheries")
    counted(accounts, qtbot)
    with qtbot.waitSignal(desk.noticed) as told:
        press(qtbot, accounts, Qt.Key.Key_Return, CTRL)
    assert told.args[0].text == f"{COUNT} accounts changed"
    # Eric loses sight of none of it, and writes to one of them meanwhile.
    edited = eric.replica.query("account", Query(limit=1))[0]
    eric.update("account", edited.id, website="https://quay.example")
    dana.synced()
    eric.synced()
    assert trade(eric, "Fisheries") == COUNT
    with qtbot.waitSignal(desk.noticed) as undone:
        desk.undo()
    assert undone.args[0].text == f"Undone: {COUNT} accounts"
    dana.synced()
    eric.synced()
    dana.synced()
    assert trade(eric, None) == trade(dana, None) == COUNT
    assert dana.replica.get("account", edited.id)["website"] == "https://quay.example"
    assert not dana.replica.refused()
    assert dana.replica.verify().sound
