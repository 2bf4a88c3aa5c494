"""The properties of merging with a million cases between them: for a release."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from tests.domain import test_merge, test_text_merge

CASES = 1_000_000
PROPERTIES: tuple[Callable[[], None], ...] = (
    test_merge.test_text_merge_does_not_depend_on_who_came_first,
    test_merge.test_text_merge_with_one_side_unchanged_gives_the_other,
    test_merge.test_text_merge_forgets_no_added_line,
    test_merge.test_adds_and_removes_of_a_set_commute,
    test_merge.test_merging_is_deterministic_and_idempotent,
    test_merge.test_no_value_is_forgotten,
    test_merge.test_nothing_changed_since_means_mine_as_it_was_made,
    test_merge.test_fields_that_mine_does_not_touch_stay_theirs,
    test_text_merge.test_edits_of_different_stretches_are_all_taken,
)


@pytest.mark.long
@pytest.mark.timeout(4 * 3600)
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_a_million_cases_between_them(holds: Callable[[], None]) -> None:
    at_length = settings(
        max_examples=CASES // len(PROPERTIES),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    at_length(holds)()
