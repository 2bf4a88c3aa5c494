"""What took long to find is found once, until what it is made of changes."""

from __future__ import annotations

import pytest

from crmdesk.store.last_answer import LastAnswer


def test_the_same_question_is_answered_once() -> None:
    answers, kept = iter(range(9)), LastAnswer[int]()
    assert [kept.of(asked, lambda: next(answers)) for asked in (1, 1, 2, 2, 1)] == [0, 0, 1, 1, 2]


def test_what_could_not_be_found_is_looked_for_again() -> None:
    kept = LastAnswer[int]()
    with pytest.raises(ZeroDivisionError):
        kept.of("asked", lambda: 1 // 0)
    assert kept.of("asked", lambda: 5) == 5
