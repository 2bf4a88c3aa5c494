"""Live lines: an answer that stays open and says when something may be new."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crmdesk.protocol.messages import SignIn
from crmdesk.server.serving import DRAIN_SECONDS
from tests.support import PATIENCE, until
from tests.support.centre import PASSWORD, RunningCentre


class LiveLine:
    """What one laptop hears, on a thread of its own."""

    def __init__(self, centre: RunningCentre, token: str) -> None:
        self.heard: list[bytes] = []
        self.ended = threading.Event()
        self._connection = http.client.HTTPConnection("127.0.0.1", centre.port, timeout=PATIENCE)
        self._connection.request("GET", "/v1/sync/live", headers={"Authorization": f"Bearer {token}"})
        self._answer = self._connection.getresponse()
        self.status = self._answer.status
        self.kind = self._answer.headers["content-type"]
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    @property
    def pokes(self) -> int:
        return self.heard.count(b"event: poke")

    @property
    def beats(self) -> int:
        return self.heard.count(b":")

    def _listen(self) -> None:
        while line := self._answer.readline():
            self.heard.append(line.strip())
        self.ended.set()

    def close(self) -> None:
        sock = self._connection.sock or self._answer.fp.raw._sock  # type: ignore[attr-defined]
        if not self.ended.is_set():
            sock.shutdown(2)
        self._thread.join(PATIENCE)
        self._connection.close()


@contextmanager
def live(centre: RunningCentre, token: str) -> Iterator[LiveLine]:
    line = LiveLine(centre, token)
    try:
        yield line
    finally:
        line.close()


@pytest.fixture
def lively(centre: RunningCentre) -> RunningCentre:
    """A centre whose lines show a sign of life ten times a second."""
    centre.stop()
    centre.heartbeat = 0.1
    centre.start()
    centre.add_user("kim")
    return centre


def test_a_line_says_at_once_and_after_every_write_that_something_may_be_new(lively: RunningCentre) -> None:
    with live(lively, lively.sign_in("kim")) as line:
        assert (line.status, line.kind) == (200, "text/event-stream; charset=utf-8")
        until(lambda: line.pokes and line.beats >= 3)
        pokes = line.pokes
        lively.admin.add_territory("East")
        until(lambda: line.pokes > pokes)


def test_signs_of_life_come_while_nothing_happens(lively: RunningCentre) -> None:
    with live(lively, lively.sign_in("kim")) as line:
        until(lambda: line.beats >= 3)
        assert set(line.heard) == {b"event: poke", b"data:", b":", b""}


def test_writes_of_another_organisation_are_not_heard(lively: RunningCentre) -> None:
    other = lively.core.organisations.found("Other", "EUR", ["en"])
    with live(lively, lively.sign_in("kim")) as line:
        until(lambda: line.beats >= 3)  # who listens anew on PostgreSQL is poked once more
        pokes = line.pokes
        lively.core.administration(other).add_territory("Far")
        seen = line.beats
        until(lambda: line.beats > seen + 1)
        assert line.pokes == pokes


def test_nobody_gets_a_line_without_signing_in(lively: RunningCentre) -> None:
    reply = lively.ask("GET", "/v1/sync/live")
    assert (reply.status, reply.code) == (401, "sign_in")


def test_a_laptop_has_one_line_the_newest(lively: RunningCentre) -> None:
    token = lively.sign_in("kim")
    with live(lively, token) as first:
        until(lambda: first.heard)
        with live(lively, token) as second:
            assert first.ended.wait(PATIENCE)
            until(lambda: second.beats)


def test_signing_out_ends_the_line(lively: RunningCentre) -> None:
    token = lively.sign_in("kim")
    with live(lively, token) as line:
        until(lambda: line.heard)
        assert lively.ask("POST", "/v1/sign-out", token=token).status == 200
        assert line.ended.wait(PATIENCE)


def test_the_line_of_a_revoked_laptop_ends(lively: RunningCentre) -> None:
    request = SignIn(login="kim", password=PASSWORD)
    grant = lively.core.identity.sign_in(request, "127.0.0.1")
    with live(lively, grant.access) as line:
        until(lambda: line.heard)
        device = grant.principal.device
        assert device is not None
        lively.admin.mark_device(device, "revoked")
        assert line.ended.wait(PATIENCE)


def test_open_lines_do_not_keep_the_centre_from_stopping(lively: RunningCentre) -> None:
    with live(lively, lively.sign_in("kim")) as line:
        until(lambda: line.heard)
        started = time.monotonic()
        lively.stop()
        assert time.monotonic() - started < DRAIN_SECONDS
        assert line.ended.wait(PATIENCE)
