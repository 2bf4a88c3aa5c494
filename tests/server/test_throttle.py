import pytest
from limits import RateLimitItemPerSecond

from crmdesk.server.throttle import Throttle, TooMany
from tests.support import until


def test_requests_are_counted_by_whom_they_come_from() -> None:
    throttle, limit = Throttle(), RateLimitItemPerSecond(2, 60)
    throttle.request("a", limit)
    throttle.request("a", limit)
    throttle.request("b", limit)
    with pytest.raises(TooMany) as raised:
        throttle.request("a", limit)
    assert 1 <= raised.value.retry_after <= 60
    assert str(raised.value.retry_after) in raised.value.hint


def test_the_wait_that_was_told_is_enough() -> None:
    throttle, limit = Throttle(), RateLimitItemPerSecond(1)
    throttle.request("a", limit)

    def passes() -> bool:
        try:
            throttle.request("a", limit)
        except TooMany:
            return False
        return True

    assert until(passes, deadline=5)
