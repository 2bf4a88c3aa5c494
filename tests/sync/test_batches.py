"""How large batches become on good, slow and failing lines."""

from __future__ import annotations

from crmdesk.protocol.limits import PUSH_BYTES
from crmdesk.sync.batches import FIRST_BYTES, LEAST_BYTES, STEADY_BYTES, next_size, size_after_failure


def test_on_a_good_line_batches_grow_to_the_largest() -> None:
    size, turns = FIRST_BYTES, 0
    while size < PUSH_BYTES:
        size, turns = next_size(size, 0.1), turns + 1
    assert turns == 3
    assert next_size(size, 0.1) == PUSH_BYTES


def test_on_a_slow_line_a_batch_takes_some_seconds() -> None:
    """2 kB/s, 2 s there and back: batches settle where an answer that is lost costs little."""
    size = PUSH_BYTES
    for _ in range(6):
        size = next_size(size, 2 + size / 6 / 2000)  # what is sent is compressed
    assert 5 <= 2 + size / 6 / 2000 <= 10


def test_what_is_neither_quick_nor_slow_stays() -> None:
    assert next_size(40_000, 7.0) == 40_000


def test_after_a_failure_what_gets_through_is_followed_by_more_however_slow_the_line_is() -> None:
    size = LEAST_BYTES
    for _ in range(5):
        size = next_size(size, 60.0)
    assert size == STEADY_BYTES


def test_after_every_failure_less_is_put_at_stake_but_never_nothing() -> None:
    sizes = [PUSH_BYTES]
    for _ in range(10):
        sizes.append(size_after_failure(sizes[-1]))
    assert sizes[1] == PUSH_BYTES // 2
    assert sizes[-1] == LEAST_BYTES
