"""Overlapping entries stand side by side: properties of any set of spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.ui.calendar.overlap import Lane, contradicting, lanes

spans = st.lists(
    st.tuples(st.integers(0, 95), st.integers(1, 20)).map(lambda pair: (float(pair[0]), float(sum(pair)))),
    max_size=40,
)


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(spans)
def test_overlapping_entries_never_share_a_lane(given_spans: list[tuple[float, float]]) -> None:
    found = lanes(given_spans)
    assert len(found) == len(given_spans)
    for at, one in enumerate(given_spans):
        assert 0 <= found[at].number < found[at].of
        for other in range(at):
            if overlap(one, given_spans[other]):
                assert found[at].number != found[other].number
                assert found[at].of == found[other].of


@given(spans)
def test_no_more_lanes_than_entries_that_overlap_at_one_moment(
    given_spans: list[tuple[float, float]],
) -> None:
    most = max((sum(a <= start < b for a, b in given_spans) for start, _ in given_spans), default=0)
    assert max((lane.of for lane in lanes(given_spans)), default=0) == most


@given(spans)
def test_contradictions_are_the_pairs_that_overlap(
    given_spans: list[tuple[float, float]],
) -> None:
    expected = {
        (a, b) for b in range(len(given_spans)) for a in range(b) if overlap(given_spans[a], given_spans[b])
    }
    assert contradicting(given_spans) == expected


def test_entries_that_touch_have_the_whole_width() -> None:
    assert lanes([(0, 4), (4, 8)]) == [Lane(0, 1), Lane(0, 1)]
    assert contradicting([(0, 4), (4, 8)]) == set()


def test_a_chain_of_overlaps_is_one_cluster() -> None:
    assert lanes([(0, 4), (2, 6), (5, 8)]) == [Lane(0, 2), Lane(1, 2), Lane(0, 2)]
