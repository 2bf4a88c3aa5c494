"""Who sees which bucket."""

from __future__ import annotations

import pytest

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.scope import check_circle, own_buckets, reader, subtree

TREE = {"root": None, "a": "root", "b": "root", "a1": "a", "loop1": "loop2", "loop2": "loop1"}


def test_manager_sees_home_and_everything_below() -> None:
    boss = reader("u", "manager", "a", TREE)
    assert boss.sees({"territory:a1"})
    assert boss.sees({"territory:a"})
    assert not boss.sees({"territory:b"})


def test_everyone_sees_their_own_and_the_organisations_records() -> None:
    rep = reader("u", "rep", None, TREE)
    assert rep.sees({"user:u"})
    assert rep.sees({"org"})
    assert not rep.sees({"user:v", "territory:a"})


def test_administrator_sees_everything_even_what_lies_in_no_bucket() -> None:
    assert reader("u", "admin", None, TREE).sees(()) is True


def test_fingerprint_changes_only_with_the_cut() -> None:
    same = reader("u", "rep", "a", TREE).fingerprint
    assert reader("u", "rep", "a", dict(reversed(TREE.items()))).fingerprint == same
    assert reader("u", "rep", "a", {**TREE, "a2": "a"}).fingerprint != same


def test_circle_in_the_tree_does_no_harm() -> None:
    assert subtree(TREE, "loop1") == {"loop1", "loop2"}


def test_buckets_follow_owner_and_territory() -> None:
    row = {"owner": "u", "territory": "t"}
    assert own_buckets(CATALOGUE["account"], row) == {"user:u", "territory:t"}
    assert own_buckets(CATALOGUE["product"], row) == {"org"}
    assert own_buckets(CATALOGUE["stage_change"], row) == set()


def test_record_among_its_own_ancestors_is_a_circle_that_names_both() -> None:
    with pytest.raises(InvalidValue) as refused:
        check_circle(["p", "x"], "x", "Parent", "Child")
    assert (refused.value.code, refused.value.title) == ("circle", "Parent already lies below Child")
    with pytest.raises(InvalidValue) as refused:
        check_circle(["x"], "x", "Child", "Child")
    assert refused.value.title == "Child cannot lie below itself"
    check_circle(["p", "q"], "x", "Parent", "Child")
