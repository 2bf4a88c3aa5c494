"""What the columns of a list know by their declaration."""

from __future__ import annotations

import pytest

from crmdesk.domain.entities import CATALOGUE
from crmdesk.ui.columns import columns_of


@pytest.mark.parametrize(
    ("type_name", "day", "state", "open_one", "ended"),
    [
        ("task", "due_on", "status", "deferred", "cancelled"),
        ("opportunity", "close_date", "stage", "negotiation", "closed_lost"),
        ("quote", "valid_until", "status", "sent", "accepted"),
    ],
)
def test_a_deadline_is_past_while_its_record_is_open(
    type_name: str, day: str, state: str, open_one: str, ended: str
) -> None:
    found = {column.key: column.deadline for column in columns_of(CATALOGUE[type_name]) if column.deadline}
    assert list(found) == [day]
    deadline = found[day]
    assert deadline is not None
    assert deadline.state == state
    assert deadline.is_past("2026-03-01", open_one, "2026-03-02")
    assert not deadline.is_past("2026-03-01", ended, "2026-03-02")
