"""A view that was shared without a line reaches a colleague, who uses it and cannot change it."""

from __future__ import annotations

from collections.abc import Callable

from crmdesk.domain import edits
from crmdesk.domain.list_views import ListView, definition, read_definition
from tests.sync.laptops import Laptop

MakeLaptop = Callable[[str], Laptop]
TOP = ListView(where=(("tier", "=", "a"),), group="owner", widths={"name": 240})


def test_view_shared_offline_reaches_a_colleague_and_stays_its_owners(laptop: MakeLaptop) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    view = ada.create("shared_view", name="Top", shows="account", definition=definition(TOP))
    ada.synced()
    ben.synced()
    record = ben.get("shared_view", view)
    assert read_definition(ben.replica.catalogue["account"], record["definition"]) == TOP
    ben.replica.commit(edits.update(ben.replica.author(), record, {"name": "Ben's"}))
    ada.replica.commit(edits.update(ada.replica.author(), ada.get("shared_view", view), {"name": "Best"}))
    for one in (ben, ada, ben):
        one.sync()
    assert [each.code for each in ben.replica.refused()] == ["forbidden"]
    assert [one.get("shared_view", view)["name"] for one in (ada, ben)] == ["Best", "Best"]
