"""One person deletes, restores or merges a record while another edits it: who is asked what, where each value is.

A row of the table is a pair of deeds, in the order of their arrival, and the ending that is promised for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from crmdesk.domain import edits
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.server.record_administration import RecordAdministration
from crmdesk.store.conflicts import OpenConflict
from tests.support.centre import RunningCentre, compose
from tests.support.databases import SQLITE, Databases
from tests.sync.laptops import Laptop, Place


@dataclass
class Desk:
    """A rep who owns an account and a manager beside her, each with what they know of it; both away."""

    place: Place
    ada: Laptop
    max: Laptop
    account: str
    other: str
    deleted: dict[str, Record] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    @property
    def admin(self) -> RecordAdministration:
        return RecordAdministration(self.place.centre.core, self.place.centre.admin)

    def settle(self, first: Laptop, second: Laptop) -> None:
        """Both hand in what they did, the first one first, and hear of each other."""
        for laptop in (first, second, first, second):
            laptop.sync()

    def everybody_alike(self) -> None:
        for laptop, login in ((self.ada, "ada"), (self.max, "max")):
            assert laptop.replica.pending() == 0
            feed = self.place.centre.core.feed
            assert laptop.export() == b"".join(feed.export(self.place.centre.principal(login)))

    def question(self) -> str:
        """What is asked about, alike on both laptops; empty for nothing."""
        asked = [[one.about for one in self.asked(laptop)] for laptop in (self.ada, self.max)]
        assert asked[0] == asked[1]
        return " ".join(asked[0])

    def asked(self, who: Laptop) -> list[OpenConflict]:
        return [one for one in who.replica.conflicts() if one.record == self.account]

    def refused(self) -> tuple[str, ...]:
        """Codes of what was refused of the row's records."""
        mine = {self.account, *self.made}
        return tuple(
            one.code
            for laptop in (self.ada, self.max)
            for one in laptop.replica.refused()
            if one.record in mine
        )

    def answer(self, who: Laptop, choice: str) -> None:
        (conflict,) = self.asked(who)
        try:
            record = who.get("account", conflict.record)
        except NoSuchRecord:
            record = None
        who.replica.commit(edits.resolve(who.replica.author(), record, conflict.row, choice))

    def account_at(self, laptop: Laptop, record: str = "") -> Record | None:
        try:
            return laptop.get("account", record or self.account)
        except NoSuchRecord:
            return None

    def website(self, record: str = "") -> str:
        """What both show of the edited field: `-` where there is no record."""
        shown = {str(found["website"]) if found else "-" for found in self._both(record)}
        assert len(shown) == 1
        return shown.pop()

    def industry(self) -> str:
        return str(next(found["industry"] for found in self._both("") if found))

    def _both(self, record: str) -> list[Record | None]:
        return [self.account_at(laptop, record) for laptop in (self.ada, self.max)]

    def values_known(self) -> set[str]:
        """Every value of the edited field that the centre's history of the account still tells."""
        told = self.place.centre.core.feed.history(
            self.place.centre.principal("max"), "account", self.account
        )
        return {str(entry.new) for entry in told if entry.field == "website"}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Laptop, Laptop]]:
    """One centre and the two laptops for all rows: each row has accounts of its own."""
    folder = tmp_path_factory.mktemp("matrix")
    made = compose(Databases(SQLITE), folder / "centre")
    for login, role in (("ada", "rep"), ("max", "manager")):
        made.add_user(login, role=role)
    place = Place(RunningCentre(made.data, made.database_url, made.core, made.org), "in process", folder)
    ada, boss = place.laptop("ada"), place.laptop("max")
    yield place, ada.synced(), boss.synced()
    for laptop in (ada, boss):
        laptop.close()
    made.core.close()


@pytest.fixture
def desk(people: tuple[Place, Laptop, Laptop]) -> Desk:
    place, ada, boss = people
    account = ada.create("account", name="Acme", website="before", industry="Glass")
    other = ada.create("account", name="ACME Corp")
    ada.sync()
    boss.sync()
    return Desk(place, ada, boss, account, other)


Deed = Callable[[Desk, Laptop], object]


def edit(desk: Desk, who: Laptop) -> None:
    who.update("account", desk.account, website="edited")


def edit_beside(desk: Desk, who: Laptop) -> None:
    who.update("account", desk.account, industry="Steel")


def delete(desk: Desk, who: Laptop) -> None:
    desk.deleted[desk.account] = who.get("account", desk.account)
    who.delete("account", desk.account)


def delete_and_undo(desk: Desk, who: Laptop) -> None:
    delete(desk, who)
    who.replica.undo()


def delete_and_undo_later(desk: Desk, who: Laptop) -> None:
    delete(desk, who)
    who.sync()
    who.replica.undo()


def edit_and_delete(desk: Desk, who: Laptop) -> None:
    who.update("account", desk.account, industry="Steel")
    delete(desk, who)


def edit_and_take_back(desk: Desk, who: Laptop) -> None:
    edit_and_delete(desk, who)
    who.replica.undo()


def merge(desk: Desk, who: Laptop) -> None:
    desk.admin.merge("account", desk.other, desk.account)


def put_below(desk: Desk, who: Laptop) -> None:
    desk.made.append(who.create("contact", name="Kim", account=desk.account))


def nothing(desk: Desk, who: Laptop) -> None:
    """Does nothing."""


@dataclass(frozen=True)
class Row:
    """`website` as both then show it (`-`: no record), what is asked, and what was refused, by its code."""

    first: Deed
    second: Deed
    website: str
    asked: str = ""
    refused: tuple[str, ...] = ()
    owner_first: bool = True
    """Whether the first deed is ada's, the owner's; else max's."""

    @property
    def name(self) -> str:
        who = ("ada", "max") if self.owner_first else ("max", "ada")
        return f"{who[0]} {self.first.__name__}, {who[1]} {self.second.__name__}".replace("_", " ")


TABLE = (
    Row(edit, delete, "edited", "delete"),
    Row(edit, delete, "edited", "delete", owner_first=False),
    Row(delete, edit, "-", "edit_of_deleted"),
    Row(delete, edit, "-", "edit_of_deleted", owner_first=False),
    Row(delete, delete, "-"),
    Row(delete, delete, "-", owner_first=False),
    Row(edit, edit_and_delete, "edited", "delete"),
    Row(edit_and_delete, edit, "-", "edit_of_deleted"),
    Row(delete_and_undo, edit, "edited"),
    Row(edit, delete_and_undo, "edited"),
    Row(delete_and_undo_later, edit, "edited"),
    Row(edit, delete_and_undo_later, "before", "fields"),
    Row(delete, delete_and_undo, "before"),
    Row(delete_and_undo, delete, "before", "delete"),
    Row(delete_and_undo_later, delete, "before", "delete"),
    Row(edit_beside, delete_and_undo, "before"),
    Row(edit, edit_and_take_back, "edited"),
    Row(delete, put_below, "-", refused=("parent_deleted",)),
    Row(put_below, delete, "-"),
    Row(merge, edit, "-"),
    Row(merge, delete, "-"),
    Row(edit, nothing, "edited"),
    Row(delete, nothing, "-"),
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_every_pair_of_deeds_ends_as_promised(desk: Desk, row: Row) -> None:
    first, second = (desk.ada, desk.max) if row.owner_first else (desk.max, desk.ada)
    row.first(desk, first)
    row.second(desk, second)
    desk.settle(first, second)
    assert (desk.website(), desk.question(), desk.refused()) == (row.website, row.asked, row.refused)
    if edit in (row.first, row.second) and row.first is not merge:
        assert "edited" in desk.values_known()
    if row.first is merge:
        assert desk.website(desk.other) == ("edited" if row.second is edit else "before")
    desk.everybody_alike()


def test_an_edit_beside_a_deletion_that_was_taken_back_stays_with_what_was_changed_before_it(
    desk: Desk,
) -> None:
    edit(desk, desk.ada)
    edit_and_take_back(desk, desk.max)
    desk.settle(desk.ada, desk.max)
    assert (desk.website(), desk.industry(), desk.question()) == ("edited", "Steel", "")


@dataclass(frozen=True)
class Answers:
    """After a pair of deeds: who says what, in the order of arrival, and what then stands and is asked."""

    deeds: tuple[Deed, Deed]
    answers: tuple[tuple[str, str], ...]
    website: str
    asked: str = ""

    @property
    def name(self) -> str:
        said = ", ".join(f"{who} says {choice}" for who, choice in self.answers)
        return f"{self.deeds[0].__name__}, {self.deeds[1].__name__}: {said}".replace("_", " ")


ANSWERS = (
    Answers((edit, delete), (("ada", "mine"),), "-"),
    Answers((edit, delete), (("max", "theirs"),), "edited"),
    Answers((delete, edit), (("max", "mine"),), "edited"),
    Answers((delete, edit), (("ada", "theirs"),), "-"),
    Answers((edit, delete_and_undo_later), (("ada", "mine"),), "edited"),
    Answers((edit, delete_and_undo_later), (("max", "theirs"),), "before"),
    Answers((edit, delete), (("ada", "theirs"), ("max", "mine")), "edited", "delete"),
    Answers((edit, delete), (("max", "mine"), ("ada", "theirs")), "-"),
    Answers((edit, delete), (("max", "mine"), ("ada", "mine")), "-"),
    Answers((delete, edit), (("max", "mine"), ("ada", "theirs")), "edited", "delete"),
    Answers((delete, edit), (("ada", "theirs"), ("max", "mine")), "edited"),
)


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: row.name)
def test_every_answer_ends_as_promised(desk: Desk, row: Answers) -> None:
    for deed, laptop in zip(row.deeds, (desk.ada, desk.max), strict=True):
        deed(desk, laptop)
    desk.settle(desk.ada, desk.max)
    for who, choice in row.answers:
        desk.answer(getattr(desk, who), choice)
    laptops = [getattr(desk, who) for who, _ in row.answers]
    desk.settle(laptops[0], next(one for one in (desk.ada, desk.max) if one is not laptops[0]))
    assert (desk.website(), desk.question()) == (row.website, row.asked)
    assert "edited" in desk.values_known()
    desk.everybody_alike()


def test_a_deletion_and_the_answer_to_a_question_about_a_value_cross(desk: Desk) -> None:
    desk.ada.update("account", desk.account, name="Acme A")
    desk.max.update("account", desk.account, name="Acme M")
    desk.settle(desk.ada, desk.max)
    desk.answer(desk.ada, "mine")
    delete(desk, desk.max)
    desk.settle(desk.max, desk.ada)
    assert (desk.account_at(desk.ada), desk.question()) == (None, "edit_of_deleted")
    desk.answer(desk.max, "mine")
    desk.settle(desk.max, desk.ada)
    back = desk.account_at(desk.ada)
    assert back is not None
    assert (back["name"], desk.question()) == ("Acme M", "")
    desk.everybody_alike()


def test_the_answer_to_a_question_about_a_value_arrives_before_a_deletion(desk: Desk) -> None:
    desk.ada.update("account", desk.account, name="Acme A")
    desk.max.update("account", desk.account, name="Acme M")
    desk.settle(desk.ada, desk.max)
    desk.answer(desk.ada, "mine")
    delete(desk, desk.max)
    desk.settle(desk.ada, desk.max)
    left = desk.account_at(desk.max)
    assert left is not None
    assert (left["name"], desk.question()) == ("Acme M", "delete")
    desk.everybody_alike()


def test_an_answer_that_a_restore_has_overtaken_deletes_nothing(desk: Desk) -> None:
    delete(desk, desk.max)
    edit(desk, desk.ada)
    desk.settle(desk.max, desk.ada)
    desk.max.replica.undo()
    desk.answer(desk.ada, "theirs")
    desk.settle(desk.max, desk.ada)
    assert desk.website() == "before"
    assert desk.question() in ("fields delete", "delete fields")
    desk.everybody_alike()


def test_a_question_about_a_record_that_is_being_restored_here_can_be_answered(desk: Desk) -> None:
    delete(desk, desk.max)
    edit(desk, desk.ada)
    desk.settle(desk.max, desk.ada)
    desk.max.replica.undo()
    desk.answer(desk.max, "mine")
    desk.settle(desk.max, desk.ada)
    assert (desk.website(), desk.question()) == ("edited", "")
    desk.everybody_alike()
