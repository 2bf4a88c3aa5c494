"""Which row shows which record, with groups open and folded."""

from __future__ import annotations

from crmdesk.store.grouping import GroupHead
from crmdesk.ui.models.layout import RowLayout

HEADS = [GroupHead("a", "a", 2), GroupHead("b", "b", 3), GroupHead("c", "c", 1)]


def test_rows_and_records_lead_to_each_other_past_a_folded_group() -> None:
    layout = RowLayout(0, HEADS, {"b"})
    assert (layout.rows, layout.records, layout.shown) == (6, 6, 3)
    assert [layout.record(row) for row in range(6)] == [None, 0, 1, None, None, 5]
    assert [layout.row(record) for record in range(6)] == [1, 2, None, None, None, 5]
    heads = [layout.head(row) for row in range(6)]
    assert [head.key if head else None for head in heads] == ["a", None, None, "b", "c", None]
    assert [layout.head_above(row) for row in range(6)] == [0, 0, 0, 3, 4, 4]
    assert layout.row_of_head("c") == 4
    assert layout.row_of_head("gone") is None


def test_stretch_of_rows_is_the_records_in_it_without_heads_and_folded_ones() -> None:
    assert RowLayout(0, HEADS, {"b"}).records_in(0, 5) == [(0, 1), (5, 5)]
    assert RowLayout(0, HEADS).records_in(0, 8) == [(0, 5)]
    assert RowLayout(0, HEADS).records_in(2, 3) == [(1, 1)]
    assert RowLayout(0, HEADS).records_in(3, 3) == []
    assert RowLayout(0, HEADS).count(2, 4) == 2
    assert RowLayout(9).records_in(2, 7) == [(2, 7)]


def test_everything_folded_shows_heads_alone() -> None:
    layout = RowLayout(0, HEADS, {"a", "b", "c"})
    assert (layout.rows, layout.shown) == (3, 0)
    assert layout.records_in(0, 2) == []
