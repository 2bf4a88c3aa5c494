"""A question that was answered is asked again when the answer is taken back before it was sent; later it stays
answered, and undo says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest

from crmdesk.domain import edits
from crmdesk.domain.errors import NoSuchRecord, NotAllowed
from crmdesk.domain.records import Record
from crmdesk.store.conflicts import OpenConflict
from crmdesk.store.undo import UndoStep
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]
pytestmark = pytest.mark.parametrize("place", ["in process"], indirect=True)
VALUES: dict[str, dict[str, Any] | None] = {
    "mine": None, "theirs": None, "base": {"name": "Acme"}, "edited": {"name": "Acme Both"},
}  # fmt: skip
STANDS = {"mine": "Acme B", "theirs": "Acme A", "base": "Acme", "edited": "Acme Both"}


@pytest.fixture
def ada(laptop: MakeLaptop) -> Laptop:
    return laptop("ada").synced()


@pytest.fixture
def ben(laptop: MakeLaptop) -> Laptop:
    return laptop("ben").synced()


def differ(ada: Laptop, ben: Laptop, many: int = 1) -> list[str]:
    """Both give accounts another name each; ben, who came second, is asked. Gives their ids."""
    accounts = [ada.create("account", name="Acme") for _ in range(many)]
    for one in (ada, ben):
        one.synced()
    for account in accounts:
        ada.update("account", account, name="Acme A")
        ben.update("account", account, name="Acme B")
    for one in (ada, ben):
        one.sync()
    ada.synced()
    return accounts


def questions(who: Laptop) -> list[dict[str, Any]]:
    return [asdict(one) for one in who.replica.conflicts()]


def record_of(who: Laptop, conflict: OpenConflict) -> Record | None:
    try:
        return who.get(conflict.type, conflict.record)
    except NoSuchRecord:
        return None


def answer(who: Laptop, choice: str) -> None:
    """Settles all that is asked, as one step."""
    made = [
        one
        for conflict in who.replica.conflicts()
        for one in edits.resolve(
            who.replica.author(),
            record_of(who, conflict),
            conflict.row,
            "value" if VALUES.get(choice) else choice,
            VALUES.get(choice),
        )
    ]
    who.replica.commit(edits.at_once(who.replica.author(), made))


def undone(who: Laptop) -> UndoStep:
    step = who.replica.undo()
    assert step is not None
    return step


def central_export(place: Place, login: str) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal(login)))


@pytest.mark.parametrize("choice", VALUES)
def test_an_answer_that_is_taken_back_before_it_is_sent_is_asked_for_again_and_given_once(
    place: Place, ada: Laptop, ben: Laptop, choice: str
) -> None:
    (account,) = differ(ada, ben)
    asked, before = questions(ben), ben.export()
    answer(ben, choice)
    assert (questions(ben), ben.get("account", account)["name"]) == ([], STANDS[choice])
    step = undone(ben)
    assert (step.type, step.record, step.asked_again, step.stays_settled) == ("account", account, True, False)
    assert (questions(ben), ben.export()) == (asked, before)
    assert (ben.replica.pending(), ben.replica.refused(), ben.replica.verify().sound) == (0, [], True)
    ada.synced()
    assert [one["id"] for one in questions(ada)] == [asked[0]["id"]], "nobody ever heard of it"

    answer(ben, "mine")
    assert ben.replica.pending() == 1
    for one in (ben, ada):
        one.synced()
        assert (questions(one), one.get("account", account)["name"]) == ([], "Acme B")
    assert ada.export() == ben.export() == central_export(place, "ada")


@pytest.mark.parametrize("choice", VALUES)
def test_redo_gives_the_answer_again_and_undo_asks_again(ada: Laptop, ben: Laptop, choice: str) -> None:
    (account,) = differ(ada, ben)
    asked = questions(ben)
    answer(ben, choice)
    for _ in range(2):
        undone(ben)
        assert questions(ben) == asked
        assert ben.replica.redo() is not None
        assert (questions(ben), ben.get("account", account)["name"]) == ([], STANDS[choice])
    for one in (ben, ada):
        one.synced()
        assert (questions(one), one.get("account", account)["name"]) == ([], STANDS[choice])
        assert one.replica.verify().sound


def test_all_of_one_kind_are_asked_again_as_one_step(ada: Laptop, ben: Laptop) -> None:
    accounts = differ(ada, ben, many=3)
    asked = questions(ben)
    answer(ben, "mine")
    assert undone(ben).records == len(asked) == 3
    assert questions(ben) == asked
    assert ben.replica.redo() is not None
    assert questions(ben) == []
    ben.synced()
    assert {ben.get("account", each)["name"] for each in accounts} == {"Acme B"}


def test_hundreds_of_answers_are_taken_back_and_given_again_part_by_part(ada: Laptop, ben: Laptop) -> None:
    differ(ada, ben, many=210)
    answer(ben, "mine")
    assert (undone(ben).left, len(questions(ben))) == (0, 210)
    step = ben.replica.redo()
    while step is not None and step.left:
        step = ben.replica.redo(step.intent)
    assert (questions(ben), ben.replica.pending()) == ([], 210)
    assert (undone(ben).left, len(questions(ben))) == (0, 210)


def test_typing_over_what_is_asked_is_an_answer_that_can_be_taken_back(ada: Laptop, ben: Laptop) -> None:
    (account,) = differ(ada, ben)
    asked = questions(ben)
    ben.update("account", account, name="Acme C", industry="Steel")
    assert questions(ben) == []
    undone(ben)
    assert (questions(ben), ben.get("account", account)["industry"]) == (asked, None)


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_whether_something_is_deleted_is_asked_again(ada: Laptop, ben: Laptop, choice: str) -> None:
    account = ben.create("account", name="Acme")
    for one in (ben, ada):
        one.synced()
    ada.update("account", account, name="Acme A")
    ben.delete("account", account)
    for one in (ada, ben):
        one.sync()
    asked, before = questions(ben), ben.export()
    assert [one["about"] for one in asked] == ["delete"]
    answer(ben, choice)
    assert questions(ben) == []
    undone(ben)
    assert (questions(ben), ben.export()) == (asked, before)
    assert ben.replica.redo() is not None
    ben.synced()
    assert (questions(ben), record_of(ben, ben_row(asked)) is None) == ([], choice == "mine")


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_whether_something_deleted_comes_back_is_asked_again(ada: Laptop, ben: Laptop, choice: str) -> None:
    account = ada.create("account", name="Acme")
    for one in (ada, ben):
        one.synced()
    ada.delete("account", account)
    ben.update("account", account, name="Acme B")
    for one in (ada, ben):
        one.sync()
    asked, before = questions(ben), ben.export()
    assert [one["about"] for one in asked] == ["edit_of_deleted"]
    answer(ben, choice)
    assert questions(ben) == []
    undone(ben)
    assert (questions(ben), ben.export()) == (asked, before)
    assert ben.replica.redo() is not None
    ben.synced()
    assert (questions(ben), record_of(ben, ben_row(asked)) is None) == ([], choice == "theirs")


def ben_row(asked: list[dict[str, Any]]) -> OpenConflict:
    return OpenConflict(**{**asked[0], "row": Record("conflict", asked[0]["id"], 0, {})})


@pytest.mark.parametrize("answered", [False, True])
def test_an_answer_that_may_have_been_sent_gives_the_value_back_and_stays(
    place: Place, ada: Laptop, ben: Laptop, answered: bool
) -> None:
    (account,) = differ(ada, ben)
    answer(ben, "mine")
    if answered:
        ben.synced()
    else:
        assert len(ben.replica.next_batch()) == 1, "numbered: an answer may have been lost"
    step = undone(ben)
    assert (step.asked_again, step.stays_settled) == (False, True)
    for one in (ben, ada):
        one.synced()
        assert (questions(one), one.get("account", account)["name"]) == ([], "Acme A")
    assert ada.export() == ben.export() == central_export(place, "ada")
    told = place.centre.core.feed.history(place.centre.principal("ada"), "account", account)
    assert {"Acme A", "Acme B"} <= {entry.new for entry in told}, "both values are in its history"


def test_an_answer_that_changed_nothing_and_was_sent_cannot_be_taken_back_and_says_so(
    ada: Laptop, ben: Laptop
) -> None:
    differ(ada, ben)
    answer(ben, "theirs")
    ben.synced()
    with pytest.raises(NotAllowed) as told:
        ben.replica.undo()
    assert told.value.code == "sent"
    assert (ben.replica.pending(), ben.replica.can_redo) == (0, False)


def test_an_answer_on_which_a_later_edit_stands_gives_the_value_back_and_stays(
    laptop: MakeLaptop, ben: Laptop
) -> None:
    """What was made upon it would else come to the centre as if it had been made upon nothing."""
    boss = laptop("max").synced()
    account = ben.create("account", name="Acme")
    for one in (ben, boss):
        one.synced()
    boss.delete("account", account)
    ben.update("account", account, name="Acme B")
    for one in (boss, ben):
        one.sync()
    answer(ben, "mine")
    ben.create("note", account=account, body="They want a crane")
    assert undone(ben).type == "note"
    step = undone(ben)
    assert (step.asked_again, step.stays_settled) == (False, True)
    for one in (ben, boss):
        one.synced()
        assert one.replica.refused() == [], "a note under nothing would be"
    assert ben.export() == boss.export()


def test_an_answer_is_asked_for_again_beside_a_later_edit_of_something_else(ada: Laptop, ben: Laptop) -> None:
    (account,) = differ(ada, ben)
    asked = questions(ben)
    answer(ben, "mine")
    ben.update("account", account, industry="Steel")
    undone(ben)
    undone(ben)
    assert questions(ben) == asked
    ben.synced()
    assert (questions(ben)[0]["id"], ben.get("account", account)["industry"]) == (asked[0]["id"], None)
