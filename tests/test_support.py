"""The helpers that other tests lean on must themselves be able to fail."""

import itertools
import logging
import socket

import pytest

from tests.support import free_port, until
from tests.support.logfail import unexpected_records_fail


def test_until_gives_the_value_that_ended_the_wait() -> None:
    looks = itertools.count()
    assert until(lambda: next(looks) // 3) == 1


def test_until_names_what_did_not_happen() -> None:
    with pytest.raises(AssertionError, match="test_until_names_what_did_not_happen"):
        until(lambda: None, deadline=0.01)


def test_until_runs_what_is_given_between_two_looks() -> None:
    done: list[int] = []
    until(lambda: len(done) == 2, between=lambda: done.append(1))
    assert done == [1, 1]


def test_a_free_port_can_be_listened_on() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as server:
        assert server.getsockname()[1] > 0


def test_an_unexpected_warning_fails_the_test(request: pytest.FixtureRequest) -> None:
    record = logging.LogRecord("crmdesk.sync", logging.WARNING, "", 0, "lost the line", None, None)
    failure = pytest.raises(pytest.fail.Exception, match=r"WARNING crmdesk\.sync: lost the line")
    with failure, unexpected_records_fail(request.node):
        # Straight to the innermost watch: the one over this very test must not see it.
        logging.getLogger().handlers[-1].handle(record)


@pytest.mark.expected_log("lost the .*")
def test_a_warning_that_the_test_names_is_let_through() -> None:
    logging.getLogger("crmdesk.sync").warning("lost the line")
