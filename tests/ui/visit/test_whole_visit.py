"""A visit from start to amendment by keyboard, against a real centre, and what a colleague's laptop shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crmdesk.server.form_administration import FormAdministration
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Translator
from crmdesk.ui.visit.page import VisitPage
from crmdesk.ui.widgets import Label
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place
from tests.ui.hands import Hands, opened_desktop

FORM = {
    "key": "check",
    "name": "Store check",
    "questions": [
        {"key": "shelf", "kind": "photo", "text": "The shelf", "required": True},
        {"key": "stock", "kind": "yes_no", "text": "All in stock?", "required": True},
        {
            "key": "missing",
            "kind": "text",
            "text": "What is missing?",
            "when": {"question": "stock", "value": False},
        },
    ],
}


@pytest.fixture
def colleague(centre: RunningCentre, tmp_path: Path) -> Iterator[Laptop]:
    """Eric's laptop, with a customer that the centre knows; visits have a form."""
    for login in ("dana", "eric"):
        centre.add_user(login)
    FormAdministration(centre.admin).publish(FORM)
    laptop = Place(centre, "http", tmp_path).laptop("eric").synced()
    laptop.create("account", name="Harbour Foods")
    laptop.synced()
    yield laptop
    laptop.close()


@pytest.fixture
def photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A photo, which the system's dialog gives whenever it is asked for one."""
    file = tmp_path / "shelf.png"
    Image.new("RGB", (64, 48), "teal").save(file)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    return file


def words(page: VisitPage) -> str:
    """Of the form, once there is one."""
    return "\n".join(each.full_text() for each in page.form.findChildren(Label)) if page.built else ""


@pytest.mark.usefixtures("photo")
def test_visit_is_reported_signed_submitted_and_amended_by_keyboard_and_a_colleague_sees_both_values(
    translator: Translator, centre: RunningCentre, colleague: Laptop, tmp_path: Path, qtbot: QtBot
) -> None:
    with opened_desktop(tmp_path) as desktop:
        keys = Hands(desktop)
        keys.sign_in(centre.url, "dana")
        assert desktop.opened is not None
        desk = desktop.opened.desk
        keys.until(lambda: desk.replica.count("account") == 1 and desk.replica.count("visit_form") == 1)
        keys.press("Ctrl+L")
        keys.tab_to("Account")
        keys.type("harbour")
        form = desktop.window.pages.currentWidget().form  # type: ignore[attr-defined]
        keys.until(form.account._options.isVisible)
        keys.press("Down")
        keys.press("Return")
        keys.tab_to("Purpose")
        keys.type("Look at the shelf")
        keys.press("Return")
        keys.shows("Look at the shelf")
        page = desktop.window.pages.currentWidget()
        assert isinstance(page, VisitPage)

        keys.until(lambda: "All in stock?" in words(page))
        keys.tab_to("All in stock?, required: Yes")
        keys.press("Space")
        keys.tab_to("Successful")
        keys.press("Space")
        keys.tab_to("Signed by")
        keys.type("Ines Ngata")
        keys.tab_to("Signed on paper")
        keys.press("Space")
        keys.until(page.signature.redo.isVisible)
        keys.until(lambda: page.action.text() == "Check out")
        keys.press("Ctrl+Return")
        keys.until(lambda: page.action.text() == "Submit report")
        keys.press("Ctrl+Return")
        keys.until(lambda: keys.focused is page.form.rows["shelf"].add_photo)
        keys.press("Space")
        keys.until(lambda: len(page.photos.tiles) == 1)
        keys.press("Ctrl+Return")
        keys.until(page.locked.isVisible)

        keys.tab_to("Amend")
        keys.press("Space")
        keys.until(page.amending.isVisible)
        keys.press("End")
        keys.press("Up")
        keys.tab_to("All in stock?, required: No")
        keys.press("Space")
        keys.tab_to("Reason")
        keys.type("One model was sold out")
        keys.tab_to("Save the amendment")
        keys.press("Space")
        keys.until(lambda: "Amended to: No" in words(page))
        keys.press("F5")
        keys.until(lambda: desk.replica.pending() == 0)
        assert desk.replica.refused() == []
        visit = page.record_id

    colleague.synced()
    other = Desk(colleague.replica, colleague.replica.author(), translator)
    seen = VisitPage(other, visit)
    seen.show()
    seen.entered()
    qtbot.waitUntil(partial(_tells_both, seen))
    assert "One model was sold out" in words(seen)
    assert not seen.amend.isVisible()
    assert seen.signature.said.text().startswith("Signed on paper by Ines Ngata")
    seen.left()
    qtbot.waitUntil(lambda: not other.busy)
    seen.close()
    other.close()


def _tells_both(page: VisitPage) -> bool:
    told = words(page)
    return "Originally: Yes" in told and "Amended to: No" in told
