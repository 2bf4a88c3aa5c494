"""What somebody else changed lies beneath an own edit that waits, out of sight. Should that edit be refused, one typed
over it does not pass for made on what its author never saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmdesk.domain import edits
from crmdesk.domain.errors import Offline
from crmdesk.domain.typed import typed_over
from crmdesk.server.form_administration import FormAdministration
from crmdesk.store.queries import Query
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]


def _cut(*_: Any) -> None:
    raise Offline("The line was cut")


class Pair:
    """Ada and Ben in one territory. What Ada saves beside what will be refused is refused with it."""

    def __init__(self, ada: Laptop, ben: Laptop) -> None:
        self.ada, self.ben = ada, ben
        self.upper, self.lower = (ada.create("account", name=name) for name in ("Upper", "Lower"))
        for one in (ada, ben):
            one.synced()

    def ada_saves_what_will_be_refused(self, *beside: Any) -> None:
        """Two accounts come to lie below each other, which only the centre knows."""
        self.ben.update("account", self.upper, parent=self.lower)
        author = self.ada.replica.author()
        circle = edits.update(author, self.ada.get("account", self.lower), {"parent": self.upper})
        self.ada.replica.commit(edits.together(author, *beside, circle))

    def ben_s_come_to_ada(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Before anything of hers has left."""
        self.ben.synced()
        with monkeypatch.context() as line:
            line.setattr(self.ada.remote, "push", _cut, raising=False)
            self.ada.sync()


@pytest.fixture
def pair(laptop: MakeLaptop) -> Pair:
    return Pair(laptop("ada").synced(), laptop("ben").synced())


@pytest.mark.both_databases
def test_a_name_that_came_beneath_is_asked_about_and_not_overwritten(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben = pair.ada, pair.ben
    account = ada.create("account", name="Quay")
    for one in (ada, ben):
        one.synced()
    author = ada.replica.author()
    pair.ada_saves_what_will_be_refused(edits.update(author, ada.get("account", account), {"name": "Mine"}))
    ben.update("account", account, name="Theirs")
    pair.ben_s_come_to_ada(monkeypatch)
    ada.update("account", account, name="Mine, better")
    ada.sync()
    assert {each.code for each in ada.replica.refused()} == {"circle", "group"}
    (conflict,) = ada.replica.query("conflict", Query())
    assert (conflict["mine"], conflict["theirs"]) == ({"name": "Mine, better"}, {"name": "Theirs"})
    assert ben.synced().get("account", account)["name"] == "Theirs"


@pytest.mark.both_databases
def test_an_answer_that_came_beneath_stays(pair: Pair, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    form = FormAdministration(place.centre.admin).publish(
        {
            "key": "check",
            "name": "Check",
            "questions": [{"key": key, "kind": "text", "text": f"{key}?"} for key in "ab"],
        }
    )
    ada, ben = pair.ada, pair.ben
    visit = ada.create("visit", account=pair.upper, purpose="Check")
    for one in (ada, ben):
        one.synced()

    def answers(at: Laptop, **given: str | None) -> Any:
        record = at.get("visit", visit)
        typed = {"form": form.id, "answers": {**(record["answers"] or {}), **given}}
        return typed_over(at.replica.author(), record, typed, record.fields)

    pair.ada_saves_what_will_be_refused(answers(ada, b="cedar"))
    ben.replica.commit(answers(ben, a="grove"))
    pair.ben_s_come_to_ada(monkeypatch)
    ada.replica.commit(answers(ada, b=None))
    ada.sync()
    assert ben.synced().get("visit", visit)["answers"] == {"a": "grove"}


def test_what_nobody_changed_beneath_is_typed_over_without_a_question(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben = pair.ada, pair.ben
    account = ada.create("account", name="Quay")
    for one in (ada, ben):
        one.synced()
    author = ada.replica.author()
    pair.ada_saves_what_will_be_refused(edits.update(author, ada.get("account", account), {"name": "Mine"}))
    ben.update("account", account, industry="ships")
    pair.ben_s_come_to_ada(monkeypatch)
    ada.update("account", account, name="Mine, better")
    ada.sync()
    assert {each.code for each in ada.replica.refused()} == {"circle", "group"}
    assert ada.replica.query("conflict", Query()) == []
    assert ben.synced().get("account", account)["name"] == "Mine, better"
