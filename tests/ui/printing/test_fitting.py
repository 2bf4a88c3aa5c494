"""Parts are shortened just as far as the page asks, the least important first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.ui.printing import Document, OnePage, Paragraph, Part
from crmdesk.ui.printing.fitting import fit
from crmdesk.ui.printing.paper import Paper
from crmdesk.ui.printing.proof import Proof

_parts = st.lists(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 90)), max_size=5).map(
        lambda steps: ([60 + size for size, _ in steps], [rank for _, rank in steps])
    ),
    max_size=6,
)


def _heights(sizes: list[int]) -> list[int]:
    """Of the forms, from the fullest to the shortest; the last one is empty."""
    return [*sorted(sizes, reverse=True), 0]


@given(_parts, st.integers(0, 900))
def test_everything_fits_and_no_step_was_needless(
    parts: list[tuple[list[int], list[int]]], room: int
) -> None:
    forms = [_heights(sizes) for sizes, _ in parts]
    ranks = [steps for _, steps in parts]
    chosen = fit(ranks, lambda part, form: forms[part][form], room)
    assert sum(forms[part][form] for part, form in enumerate(chosen)) <= room

    def turn(part: int, form: int) -> tuple[int, int]:
        """When a part is brought to a form: a cheap step behind a dear one waits for that."""
        return max(ranks[part][:form]), -part

    for part, form in enumerate(chosen):
        if form:  # without its last step, and with every one that came after it left undone, it would not have fitted
            before = [*chosen]
            before[part] -= 1
            for other in range(len(before)):
                while before[other] and turn(other, before[other]) > turn(part, form):
                    before[other] -= 1
            assert sum(forms[each][at] for each, at in enumerate(before)) > room


def test_the_cheapest_step_is_taken_first_and_no_more_than_needed() -> None:
    heights = [[50, 30, 0], [50, 20, 0]]
    assert fit([(10, 90), (20, 30)], lambda part, form: heights[part][form], 100) == [0, 0]
    assert fit([(10, 90), (20, 30)], lambda part, form: heights[part][form], 80) == [1, 0]
    assert fit([(10, 90), (20, 30)], lambda part, form: heights[part][form], 79) == [1, 1]
    assert fit([(10, 90), (20, 30)], lambda part, form: heights[part][form], 30) == [1, 2]
    assert fit([(10, 90), (20, 30)], lambda part, form: heights[part][form], 0) == [2, 2]


def test_a_form_is_measured_only_when_it_is_needed() -> None:
    asked: list[tuple[int, int]] = []

    def height(part: int, form: int) -> float:
        asked.append((part, form))
        return 10.0

    fit([(1, 2, 3), (1,)], height, 20.0)
    assert asked == [(0, 0), (1, 0)]


def test_what_cannot_be_shortened_any_more_stays(paper: Paper) -> None:
    long = Part(((Paragraph("line\n" * 500),),))
    proof = Proof(Document("x", "", (OnePage((Paragraph("head"),), (long,), ()),)), paper)
    assert len(proof) > 1


def test_each_one_page_begins_its_own(paper: Paper) -> None:
    one = OnePage((Paragraph("head"),), (Part(((Paragraph("left"),),)),), (Part(((Paragraph("right"),),)),))
    assert len(Proof(Document("x", "", (one, one, one)), paper)) == 3
    assert Proof(Document("x", "", (one,)), paper).text() == "head\nleft\nright"
