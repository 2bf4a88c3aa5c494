"""Slabs come on pages in order, none is lost, and what belongs together stays together where it can."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.ui.printing.pagination import Measure, paginate

HEIGHT = 100.0
_slabs = st.lists(
    st.builds(
        Measure,
        height=st.integers(0, 60).map(float),
        keep=st.booleans(),
        head=st.sampled_from([0.0, 0.0, 10.0]),
        gap=st.booleans(),
        breaks=st.sampled_from([False, False, False, True]),
    ),
    max_size=40,
)


@given(_slabs)
def test_every_slab_comes_once_and_in_order_but_room_at_the_top_of_a_page(slabs: list[Measure]) -> None:
    placed = [each.index for page in paginate(slabs, HEIGHT) for each in page]
    assert placed == sorted(set(placed))
    assert all(slabs[index].gap for index in set(range(len(slabs))) - set(placed))


@given(_slabs)
def test_nothing_reaches_below_its_page_or_over_another(slabs: list[Measure]) -> None:
    for page in paginate(slabs, HEIGHT):
        bottom = 0.0
        for each in page:
            slab = slabs[each.index]
            assert each.top == bottom + (slab.head if each.headed else 0.0)
            bottom = each.top + slab.height
        assert bottom <= HEIGHT


@given(_slabs)
def test_what_is_kept_together_is_on_one_page_if_it_fits_on_one(slabs: list[Measure]) -> None:
    slabs = [replace(slab, gap=False, breaks=False) for slab in slabs]
    page_of = {each.index: number for number, page in enumerate(paginate(slabs, HEIGHT)) for each in page}
    first = 0
    for index, slab in enumerate(slabs):
        if slab.keep and index + 1 < len(slabs):
            continue
        group = slabs[first : index + 1]
        if group[0].head + sum(each.height for each in group) <= HEIGHT:
            assert len({page_of[number] for number in range(first, index + 1)}) == 1
        first = index + 1


@given(_slabs)
def test_a_slab_that_breaks_begins_its_page(slabs: list[Measure]) -> None:
    slabs = [replace(slab, gap=False, keep=False) for slab in slabs]
    for number, page in enumerate(paginate(slabs, HEIGHT)):
        for place, each in enumerate(page):
            assert not (slabs[each.index].breaks and place > 0), (number, place)


def test_the_head_of_a_table_is_repeated_on_every_further_page_alone() -> None:
    rows = [Measure(10.0, keep=True), *(Measure(20.0, head=10.0) for _ in range(9))]
    pages = paginate(rows, HEIGHT)
    assert [[each.headed for each in page] for page in pages] == [
        [False, False, False, False, False],
        [True, False, False, False],
        [True],
    ]
    assert pages[1][0].top == 10.0


def test_a_document_of_nothing_has_one_page() -> None:
    assert paginate([], HEIGHT) == [[]]


def test_a_slab_higher_than_a_page_has_one_to_itself() -> None:
    pages = paginate([Measure(20.0), Measure(150.0), Measure(20.0)], HEIGHT)
    assert [[each.index for each in page] for page in pages] == [[0], [1], [2]]
