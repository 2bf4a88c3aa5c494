"""What the store is asked for a list."""

from __future__ import annotations

import pytest

from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.source import Wanted, query_of
from crmdesk.ui.widgets.filter_bar import Condition


@pytest.mark.parametrize(
    ("operator", "day", "all_that_have_one"),
    [
        ("<=", "9999-12-31", True),
        ("<", "9999-12-31", True),
        (">", "9999-12-31", False),
        ("=", "9999-12-31", False),
        (">=", "1900-01-01", True),
        ("<", "1900-01-01", False),
        ("<=", "2199-12-31", True),
    ],
)
def test_day_beyond_all_others_is_an_end_like_any(
    desk: Desk, operator: str, day: str, all_that_have_one: bool
) -> None:
    visits = desk.entity("visit")
    wanted = Wanted((Condition("planned_start", operator, day),), "", (None, False))
    there = desk.replica.count("visit", Query((Filter("planned_start", "!=", None),)))
    assert there > 0
    assert desk.replica.count("visit", query_of(desk, visits, wanted)) == (there if all_that_have_one else 0)
