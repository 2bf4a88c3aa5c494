"""What became of edits at the centre, where it was more than taken; and what is known of a record's past here."""

from __future__ import annotations

from crmdesk.domain import edits
from crmdesk.store.identity import Session
from tests.store.desk import OTHER_USER, Desk, person, tokens


def test_a_plain_success_is_not_listed(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Steel")
    desk.push("applied")
    assert desk.replica.outcomes() == []


def test_merged_and_refused_edits_are_listed_newest_first(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Steel")
    desk.push("merged")
    desk.update(account, website="acme.example")
    desk.push("refused", code="forbidden", title="Not yours", hint="ask the owner")
    newest, oldest = desk.replica.outcomes()
    assert (newest.outcome, newest.fields, newest.record) == ("refused", ("website",), account.id)
    assert (oldest.outcome, oldest.act) == ("merged", "update")
    assert len(desk.replica.outcomes(limit=1)) == 1


def test_a_refused_edit_says_what_was_done_about_it(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Steel")
    desk.push("refused", code="forbidden", title="Not yours", hint="ask the owner")
    desk.replica.retry()
    assert [one.settled for one in desk.replica.outcomes()] == ["retried"]


def test_another_user_reads_nothing_of_the_edits_of_the_first(desk: Desk) -> None:
    desk.synced()
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Steel")
    desk.push("merged", lost={"industry": "Secret"})
    desk.replica.apply_page(desk.page(contains=1, seq=desk.next_seq()))
    assert [one.lost for one in desk.replica.outcomes()] == [{"industry": "Secret"}]
    other = tokens(person(OTHER_USER, "jun.park"))
    desk.replica.begin_session("https://crm.example", other, Session("a", "b", "c"))
    assert desk.replica.outcomes() == []
    assert desk.replica.history("account", account.id).entries == ()
    assert desk.replica.reoffer(desk.position(0)) == 0
    assert desk.replica.verify().sound


def test_history_knows_what_stood_below_an_edit_on_its_way(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", industry="Steel", tags=["a"])
    desk.update(account, industry="Wood")
    current = desk.replica.get("account", account.id)
    desk.replica.commit(edits.update(desk.author, current, {"industry": "Glass"}, add={"tags": ["b"]}))
    past = desk.replica.history("account", account.id)
    assert [(entry.field, entry.old, entry.new) for entry in past.entries] == [
        ("industry", "Steel", "Wood"),
        ("industry", "Wood", "Glass"),
        ("tags", ["a"], {"add": ["b"]}),
    ]
    assert past.unsure == frozenset()
    assert not past.complete


def test_history_says_which_old_values_it_does_not_know_any_more(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", industry="Steel")
    saved = desk.update(account, industry="Wood")
    desk.push("refused", code="forbidden", title="Not yours", hint="")
    past = desk.replica.history("account", account.id)
    assert [(entry.old, entry.outcome) for entry in past.entries] == [(None, "refused")]
    assert past.unsure == {(saved.op_id, "industry")}
