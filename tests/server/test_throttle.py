import subprocess
import sys

import pytest

from crmdesk.server.throttle import Limit, SharedCounts, Throttle, TooMany


def test_requests_are_counted_by_whom_they_come_from() -> None:
    throttle, limit = Throttle(clock=lambda: 119.5), Limit(2, 60)
    throttle.request("a", limit)
    throttle.request("a", limit)
    throttle.request("b", limit)
    with pytest.raises(TooMany) as raised:
        throttle.request("a", limit)
    assert raised.value.retry_after == 1
    assert "1 s" in raised.value.hint


def test_the_wait_that_was_told_is_enough() -> None:
    now = [30.0]
    throttle, limit = Throttle(clock=lambda: now[0]), Limit(1, 60)
    throttle.request("a", limit)
    with pytest.raises(TooMany) as raised:
        throttle.request("a", limit)
    now[0] += raised.value.retry_after
    throttle.request("a", limit)


def test_what_one_process_counts_another_goes_by() -> None:
    counts, limit = SharedCounts(2), Limit(4, 60)
    one, other = (Throttle(counts, number, clock=lambda: 0.0) for number in range(2))
    for throttle in (one, other, one, other):
        throttle.request("a", limit)
    for throttle in (one, other):
        with pytest.raises(TooMany):
            throttle.request("a", limit)


_FORKED = """
import os
from crmdesk.server.throttle import Limit, SharedCounts, Throttle
counts = SharedCounts(2)
child = os.fork()
throttle = Throttle(counts, 0 if child else 1, clock=lambda: 0.0)
for _ in range(3):
    throttle.request("a", Limit(6, 60))
if not child:
    os._exit(0)
os.waitpid(child, 0)
throttle.request("a", Limit(7, 60))
throttle.request("a", Limit(7, 60))
"""


def test_counts_are_shared_with_forked_processes() -> None:
    done = subprocess.run([sys.executable, "-c", _FORKED], capture_output=True, text=True, check=False)
    assert done.stderr.strip().splitlines()[-1].startswith("crmdesk.server.throttle.TooMany"), done
