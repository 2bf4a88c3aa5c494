"""What a rep does on each screen, by keyboard in the whole desktop, reaches a colleague through a real centre."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication

from crmdesk.app import Desktop
from crmdesk.domain import edits
from crmdesk.domain.changes import Act
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant, parse_instant
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.conflicts.page import InboxPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.page import HistoryPage
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.map.page import MapPage
from crmdesk.ui.pipeline.card_list import CardList
from crmdesk.ui.pipeline.card_model import CardModel
from tests.support.centre import RunningCentre, running_centre
from tests.support.databases import SQLITE, Databases
from tests.sync.laptops import Laptop, Place
from tests.ui.hands import Hands, opened_desktop, said


@dataclass
class Office:
    """Dana's desktop, her hands, and the laptop of Eric, who works in the same territory."""

    desktop: Desktop
    hands: Hands
    eric: Laptop

    @property
    def desk(self) -> Desk:
        assert self.desktop.opened is not None
        return self.desktop.opened.desk

    def make(self, type_name: str, **fields: Any) -> Record:
        """A record of Dana's."""
        made = edits.create(self.desk.author, type_name, fields)
        self.desk.replica.commit(made)
        record = self.desk.replica.get(type_name, made[0].id)
        self.hands.until(lambda: not self.desk.busy)
        return record

    def go(self, section: str) -> None:
        """To a section, by its number."""
        self.desktop.window.setFocus()
        self.hands.press(self.desktop.window.menus.action(f"go.{section}").shortcut().toString())
        self.hands.until(lambda: self.desktop.window.pages.history.current == section)
        self.hands.until(lambda: not self.desk.busy)

    def find(self, text: str, record: Record) -> None:
        """By the search, to the page of a record."""
        self.hands.press("Ctrl+K")
        self.hands.type(text)
        search = self.desktop.window.search
        try:
            self.hands.until(lambda: search.popup.target == f"{record.type}:{record.id}")
        except AssertionError as error:
            shown = (search.text(), search.popup.isVisible(), search.popup.target, said(self.hands.focused))
            raise AssertionError(f"the search shows {shown}") from error
        self.hands.press("Return")
        self.hands.until(lambda: self.desktop.window.pages.history.current == f"{record.type}:{record.id}")
        self.hands.until(lambda: not self.desk.busy)

    def reaches_eric(self, record: Record, **fields: object) -> None:
        """Eric sees these values, and nothing is in dispute."""

        def seen() -> bool:
            self.eric.synced()
            found = self.eric.replica.query(record.type, Query((Filter("id", "=", record.id),)))
            return bool(found) and {name: found[0][name] for name in fields} == fields

        self.hands.until(lambda: self.desk.replica.pending() == 0)
        try:
            self.hands.until(seen)
        except AssertionError as error:
            here, there = (at.get(record.type, record.id) for at in (self.desk.replica, self.eric.replica))
            states = [{name: one[name] for name in fields} for one in (here, there)]
            raise AssertionError(f"expected {fields}; here and at Eric's: {states}") from error
        assert self.eric.replica.conflicts() == []


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    databases = Databases(SQLITE)
    with running_centre(databases, tmp_path_factory.mktemp("centre")) as centre:
        for login in ("dana", "eric"):
            centre.add_user(login)
        yield centre
    databases.close()


@pytest.fixture(scope="module")
def office(
    world: RunningCentre, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("j")
    eric = Place(world, "http", folder / "eric").laptop("eric").synced()
    with opened_desktop(folder) as desktop:
        hands = Hands(desktop)
        hands.sign_in(world.url, "dana")
        yield Office(desktop, hands, eric)
    eric.close()


@pytest.fixture
def account(office: Office) -> Record:
    return office.make("account", name="Harbour Foods")


def at(office: Office, hour: int) -> datetime:
    """Today at this hour, where Dana is."""
    return datetime.combine(office.desk.today(), datetime.min.time(), office.desk.zone) + timedelta(
        hours=hour
    )


def test_visit_is_moved_in_the_calendar(office: Office, account: Record) -> None:
    start = at(office, 10) + timedelta(days=3)
    visit = office.make(
        "visit",
        purpose="Walk the cold store",
        account=account.id,
        status="planned",
        planned_start=format_instant(start),
        planned_end=format_instant(start + timedelta(hours=1)),
    )
    office.go("calendar")
    for key in ("D", "T", *["PgDown"] * 3):
        office.hands.press(key)
    office.hands.until(lambda: not office.desk.busy)
    office.hands.press("Down")
    assert "Walk the cold store" in said(office.hands.focused)
    office.hands.press("Ctrl+Down")
    office.reaches_eric(
        visit,
        planned_start=format_instant(start + timedelta(minutes=15)),
        planned_end=format_instant(start + timedelta(minutes=75)),
    )


def test_task_is_completed(office: Office) -> None:
    task = office.make(
        "task", subject="Send the offer", status="not_started", due_on=office.desk.today().isoformat()
    )
    office.go("tasks")
    office.hands.until(lambda: "Send the offer" in said_row(office))
    office.hands.press("Space")
    office.reaches_eric(task, status="completed")


def said_row(office: Office) -> str:
    """What the row of the task list that has the keyboard says."""
    focused: Any = office.hands.focused
    return str(focused.currentIndex().data()) if hasattr(focused, "currentIndex") else ""


def test_lead_becomes_account_person_and_opportunity(office: Office) -> None:
    lead = office.make("lead", name="Mina Park", company="Brightwater Optics", status="qualified")
    office.find("brightwater", lead)
    office.hands.press("Ctrl+Shift+K")
    office.hands.tab_to("Open an opportunity as well")
    office.hands.press("Space")
    office.hands.press("Return")
    office.reaches_eric(lead, status="converted")
    became = office.eric.get("lead", lead.id)
    assert office.eric.get("account", became["converted_account"])["name"] == "Brightwater Optics"
    assert office.eric.get("contact", became["converted_contact"])["name"] == "Mina Park"
    assert office.eric.get("opportunity", became["converted_opportunity"])["stage"] == "prospecting"


def shown_cards(office: Office) -> set[str]:
    """The opportunities on the board."""
    lists = office.desktop.window.findChildren(CardList)
    return {card.record.id for cards in lists for card in cast(CardModel, cards.model()).cards}


def chosen_card(office: Office) -> str | None:
    """The one that the keyboard is on."""
    cards = office.hands.focused
    return cards.current.record.id if isinstance(cards, CardList) and cards.current is not None else None


def test_card_is_sent_to_the_next_stage_on_the_board(office: Office, account: Record) -> None:
    deal = office.make(
        "opportunity", name="Cold store", account=account.id, stage="qualification", close_date="2099-01-29"
    )
    office.hands.press("Ctrl+Shift+B")
    office.hands.until(lambda: deal.id in shown_cards(office))
    office.hands.until(lambda: isinstance(office.hands.focused, CardList) and not office.desk.busy)
    for key in (*["Left"] * 6, *["Right"] * 6):
        if chosen_card(office) == deal.id:
            break
        office.hands.press(key)
    assert chosen_card(office) == deal.id
    office.hands.press("Ctrl+Right")
    office.reaches_eric(deal, stage="proposal")


def test_one_line_becomes_visit_and_task(office: Office, account: Record) -> None:
    person = office.make("contact", name="Ines Ngata", account=account.id)
    deal = office.make("opportunity", name="Second line", account=account.id, stage="proposal")
    before = office.eric.synced().replica.count("visit")
    office.find("ines", person)
    office.hands.press("Ctrl+J")
    office.hands.type("met Ines, quote 45k, send the offer tomorrow")
    office.hands.until(lambda: not office.desk.busy)
    office.hands.press("Return")
    office.reaches_eric(deal, amount="45000.00")
    assert office.eric.replica.count("visit") == before + 1
    (task,) = office.eric.replica.query("task", Query((Filter("account", "=", account.id),)))
    assert task["due_on"] == (office.desk.today() + timedelta(days=1)).isoformat()


def test_stops_are_put_in_the_best_order_on_the_map(office: Office) -> None:
    visits = []
    for number, lat in enumerate((52.0, 52.3, 52.1, 52.2)):
        customer = office.make(
            "account", name=f"Stop {number}", location={"lat": f"{lat}00000", "lon": "13.000000"}
        )
        start = at(office, 8 + number) + timedelta(days=4)
        visits.append(
            office.make(
                "visit",
                purpose="Stop",
                account=customer.id,
                status="planned",
                planned_start=format_instant(start),
                planned_end=format_instant(start + timedelta(minutes=30)),
            )
        )
    office.go("map")
    page = office.desktop.window.pages.currentWidget()
    assert isinstance(page, MapPage)
    for _ in range(4):
        office.hands.press("PgDown")
    office.hands.until(lambda: len(page.stops.rows) == len(visits) and not office.desk.busy)
    office.hands.tab_to("Best order")
    office.hands.press("Space")
    office.hands.until(page.keep.isVisible)
    office.hands.tab_to("Keep this order")
    office.hands.press("Space")

    for visit in visits:
        office.reaches_eric(visit)

    def in_order() -> bool:
        office.eric.synced()
        starts = [parse_instant(office.eric.get("visit", one.id)["planned_start"]) for one in visits]
        return sorted(range(4), key=lambda at: starts[at]) in ([0, 2, 3, 1], [1, 3, 2, 0])

    office.hands.until(in_order)


def test_cell_is_edited_in_the_list_and_taken_back(office: Office, account: Record) -> None:
    office.go("accounts")
    office.hands.press("Home")
    office.hands.press("F2")
    office.hands.press("Ctrl+A")
    office.hands.type("Harbour Foods & Co")
    office.hands.press("Return")
    office.hands.until(lambda: bool(office.desk.replica.query("account", named("Harbour Foods & Co"))))
    edited = office.desk.replica.query("account", named("Harbour Foods & Co"))[0]
    office.reaches_eric(edited, name="Harbour Foods & Co")
    office.hands.press("Ctrl+Z")
    office.hands.until(lambda: not office.desk.replica.query("account", named("Harbour Foods & Co")))
    office.reaches_eric(office.desk.replica.get("account", edited.id))


def named(name: str) -> Query:
    return Query((Filter("name", "=", name),))


def test_list_of_people_is_imported_and_taken_back(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,E-mail,Company\nNora Lind,nora@fjord.example,Fjord Tools\n", encoding="utf-8")
    office.hands.press("Ctrl+Shift+I")
    page = office.desktop.window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    page.session.choose(path)
    office.hands.until(lambda: page.step is page.preview and not page.session.doing)
    for step in (page.columns, page.check, page.result):
        office.hands.press("Ctrl+Return")
        office.hands.until(lambda step=step: page.step is step and not page.session.doing)  # type: ignore[misc]
    (person,) = office.desk.replica.query("contact", named("Nora Lind"))
    office.reaches_eric(person, emails=["nora@fjord.example"])
    office.reaches_eric(office.desk.replica.get("account", person["account"]), name="Fjord Tools")
    office.hands.tab_to("Undo this import")
    office.hands.press("Space")
    office.hands.until(lambda: page.session.state.undone is not None and not page.session.doing)

    def gone() -> bool:
        office.eric.synced()
        return not office.eric.replica.query("contact", named("Nora Lind"))

    office.hands.until(gone)


def test_old_value_comes_back_from_the_history_that_a_colleague_made(office: Office, account: Record) -> None:
    office.reaches_eric(account)
    for website in ("https://right.example", "https://worse.example"):
        office.eric.update("account", account.id, website=website)
        office.eric.synced()
    office.hands.press("F5")
    office.hands.until(
        lambda: office.desk.replica.get("account", account.id)["website"] == "https://worse.example"
    )
    office.desk.open_history("account", account.id)
    page = office.desktop.window.pages.currentWidget()
    assert isinstance(page, HistoryPage)
    office.hands.until(lambda: any("right" in said(button) for button in page.steps.buttons))
    right = next(button for button in page.steps.buttons if "right" in said(button))
    office.hands.until(right.isVisible)
    office.hands.tab_to(said(right))
    office.hands.press("Space")
    office.reaches_eric(account, website="https://right.example")


def test_edit_of_a_record_that_moved_away_is_refused_and_discarded(
    office: Office, world: RunningCentre
) -> None:
    """The line is down while Dana edits what a colleague of the South has been given meanwhile."""
    lost = office.make("account", name="Quay Bakery")
    office.reaches_eric(lost)
    world.stop()
    admin = world.admin
    moved = {"owner": world.add_user("sue", territory="South"), "territory": admin.territory_id("South")}
    admin.write([admin.mutation(Act.UPDATE, "account", lost.id, moved)])
    office.desk.replica.commit(edits.update(office.desk.author, lost, {"website": "https://typed.example"}))
    world.start()
    office.hands.press("F5")
    office.hands.until(lambda: len(office.desk.replica.refused()) == 1)
    office.hands.until(lambda: "1 needs you" in office.desktop.window.sync_light.words())
    office.hands.press("Ctrl+0")
    office.hands.shows("Inbox")
    office.hands.until(lambda: "refused" in said(office.hands.focused))
    page = office.desktop.window.pages.currentWidget()
    assert isinstance(page, InboxPage)
    office.hands.tab_to("Discard")
    office.hands.press("Space")
    office.hands.until(lambda: office.desk.replica.refused() == [])
    office.hands.until(lambda: "Synced" in office.desktop.window.sync_light.words())
    assert office.desk.replica.query("account", named("Quay Bakery")) == []


def test_forecast_that_is_submitted_stands_at_the_manager_s(
    office: Office, world: RunningCentre, tmp_path: Path
) -> None:
    world.add_user("mia", role="manager")
    mia = Place(world, "http", tmp_path).laptop("mia").synced()
    office.hands.press("Ctrl+Shift+F")
    office.hands.until(lambda: not office.desk.busy)
    office.hands.tab_to("Amount you commit to")
    office.hands.type("42000")
    office.hands.tab_to("Submit")
    office.hands.press("Space")

    def told() -> list[tuple[str, str]]:
        mia.synced()
        found = mia.replica.query("forecast_submission")
        return [(one["amount"], one["owner"]) for one in found]

    dana = office.desk.replica.author().user
    office.hands.until(lambda: told() == [("42000.00", dana)])
    mia.close()
