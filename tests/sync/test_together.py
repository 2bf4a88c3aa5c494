"""What laptops do at the same time to records that belong together: circles, merges, groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from crmdesk.domain import edits
from crmdesk.domain.changes import Act
from crmdesk.domain.errors import InvalidValue, NoSuchRecord
from crmdesk.server.record_administration import RecordAdministration
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]


def central_export(place: Place, login: str) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal(login)))


def merge(place: Place, type_name: str, keep: str, lose: str) -> int:
    return RecordAdministration(place.centre.core, place.centre.admin).merge(type_name, keep, lose)


def test_accounts_put_below_each_other_on_two_laptops_close_no_circle(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    alpha, beta = (ada.create("account", name=name) for name in ("Alpha", "Beta"))
    ada.synced()
    ben.synced()
    ada.update("account", alpha, parent=beta)
    ben.update("account", beta, parent=alpha)
    ada.synced()
    assert ben.sync().counts.refused == 1
    (refused,) = ben.replica.refused()
    assert (refused.code, refused.fields) == ("circle", {"parent": alpha})
    assert "Alpha already lies below Beta" in refused.title
    ada.synced()
    assert ada.export() == ben.export() == central_export(place, "ben")
    assert (ada.get("account", alpha)["parent"], ada.get("account", beta)["parent"]) == (beta, None)


def test_a_circle_is_said_before_it_is_saved_where_the_laptop_can_see_it(laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    top = ada.create("account", name="Top")
    below = ada.create("account", name="Below", parent=ada.create("account", name="Between", parent=top))
    with pytest.raises(InvalidValue) as told:
        ada.update("account", top, parent=below)
    assert (told.value.code, told.value.title) == ("circle", "Below already lies below Top")
    with pytest.raises(InvalidValue):
        ada.update("account", top, parent=top)
    assert ada.replica.pending() == 3


def test_an_offline_laptop_s_work_on_a_merged_account_goes_to_the_one_that_was_kept(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    keep, lose = ada.create("account", name="Acme"), ada.create("account", name="ACME Corp")
    person = ada.create("contact", name="Ann", account=lose)
    ada.synced()
    ben.synced()
    ben.update("account", lose, website="late.example")
    visit = ben.create("visit", account=lose, purpose="Offer")
    call = ben.create("call", subject="Prices", account=lose)
    ben.change("call", call, {}, add={"attendees": [person]})
    assert merge(place, "account", keep, lose) == 1
    for one in (ben, ada, ben):
        one.synced()
    for one in (ada, ben):
        assert one.get("account", keep)["website"] == "late.example"
        assert {one.get("visit", visit)["account"], one.get("call", call)["account"]} == {keep}
        assert one.get("contact", person)["account"] == keep
        with pytest.raises(NoSuchRecord):
            one.get("account", lose)
        assert one.export() == central_export(place, "ben")


def test_a_conflict_about_a_merged_account_is_settled_on_the_kept_one(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    keep, lose = ada.create("account", name="Acme"), ada.create("account", name="ACME")
    ada.synced()
    ben.synced()
    ada.update("account", lose, name="ACME A")
    ben.update("account", lose, name="ACME B")
    ada.synced()
    assert ben.sync().counts.conflicts == 1
    merge(place, "account", keep, lose)
    ben.synced()
    (asked,) = ben.replica.conflicts()
    assert (asked.record, asked.theirs) == (keep, {"name": "Acme"})
    record = ben.get("account", keep)
    ben.replica.commit(edits.resolve(ben.replica.author(), record, asked.row, "mine"))
    for one in (ben, ada):
        one.synced()
        assert one.replica.conflicts() == []
        assert one.get("account", keep)["name"] == "ACME B"
    assert ada.export() == ben.export() == central_export(place, "ada")


def test_records_saved_together_are_refused_together_and_listed_with_their_values(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="Acme")
    ada.synced()
    ben.synced()
    ben.update("account", account, industry="tools")
    ben.synced()
    visit = ben.replica.commit(edits.start_visit(ben.replica.author(), account, None))[0].id
    ben.synced()
    report = edits.report_visit(
        ben.replica.author(),
        ben.get("visit", visit),
        {"notes": "Wants a crane"},
        {"subject": "Send the offer"},
    )
    saved = ben.replica.commit(report)
    boss = place.centre.admin
    submitted = boss.mutation(Act.UPDATE, "visit", visit, {"submitted_at": "2026-03-02T10:00:00Z"})
    boss.write([replace(submitted, base=ben.get("visit", visit).version)])
    assert ben.sync().counts.refused == 2
    refused = {one.type: one for one in ben.replica.refused()}
    assert (refused["visit"].code, refused["task"].code) == ("locked", "group")
    assert refused["task"].fields["subject"] == "Send the offer"
    with pytest.raises(NoSuchRecord):
        ben.get("task", saved[1].id)
    assert ben.export() == central_export(place, "ben")
