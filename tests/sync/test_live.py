"""A laptop's end of the live line: pokes, signs of life, back-off, and polling where no line stands."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from crmdesk.domain.errors import DamagedAnswer, Offline, RequestRefused, SignInNeeded, UserError
from crmdesk.sync import http
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.live import Live, LivePace
from crmdesk.sync.remote import Credentials
from tests.support import PATIENCE, until
from tests.support.scripted_server import Reply, Request, scripted_server

QUICK = LivePace(ended=0.0, retry=0.0, longest_retry=0.0, unknown=0.0)
NEVER_AGAIN = LivePace(ended=3600.0, retry=3600.0, longest_retry=3600.0, unknown=3600.0)
EVENTS = {"CRMDesk": "1", "Content-Type": "text/event-stream; charset=utf-8"}


class Wallet:
    def load(self) -> Credentials:
        return Credentials("access", "refresh")

    def keep(self, credentials: Credentials | None) -> None:
        """Nothing is renewed here."""


@dataclass
class Scripted:
    """A line on which the test says what happens: True a poke, False a sign of life, None its end, or an error."""

    said: queue.SimpleQueue[bool | UserError | None] = field(default_factory=queue.SimpleQueue)
    opened: int = 0

    def live(self, heard: Callable[[bool], bool]) -> None:
        self.opened += 1
        while (sign := self.said.get()) is not None:
            if isinstance(sign, UserError):
                raise sign
            if not heard(sign):
                return

    def hang_up(self) -> None:
        self.said.put(None)


class Told:
    """What a `Live` said."""

    def __init__(self) -> None:
        self.pokes = 0
        self.stands: list[bool] = []

    def poked(self) -> None:
        self.pokes += 1


@contextmanager
def held(line: Scripted, pace: LivePace = QUICK) -> Iterator[tuple[Live, Told]]:
    told = Told()
    live = Live(line, lambda: 0.5, poked=told.poked, stands=told.stands.append, pace=pace)
    live.resume()
    try:
        yield live, told
    finally:
        live.close()


def test_a_line_stands_with_the_first_sign_of_life_and_every_poke_is_told() -> None:
    line = Scripted()
    with held(line) as (_, told):
        until(lambda: line.opened)
        assert told.stands == []
        for sign in (False, True, True):
            line.said.put(sign)
        until(lambda: told.pokes == 2)
        assert told.stands == [True]


@pytest.mark.parametrize("end", [None, Offline("cut")])
def test_a_line_that_ended_is_opened_again(end: UserError | None) -> None:
    line = Scripted()
    with held(line) as (_, told):
        line.said.put(False)
        line.said.put(end)
        until(lambda: line.opened == 2)
        assert told.stands == [True, False]


def test_a_line_that_fails_is_not_tried_without_a_pause() -> None:
    line = Scripted()
    with held(line, NEVER_AGAIN) as (live, told):
        line.said.put(Offline("cut"))
        until(line.said.empty)
        live.resume()
        assert (line.opened, told.stands) == (1, [])


def test_a_centre_that_knows_no_lines_is_polled() -> None:
    line = Scripted()
    with held(line, NEVER_AGAIN) as (_, told):
        line.said.put(RequestRefused(404, "There is nothing at this path"))
        until(line.said.empty)
        assert told.stands == []


def test_a_session_that_ended_ends_the_line_until_there_is_another() -> None:
    line = Scripted()
    with held(line) as (live, told):
        line.said.put(False)
        line.said.put(SignInNeeded("expired"))
        until(lambda: told.stands == [True, False])
        live.resume()
        until(lambda: line.opened == 2)


def test_a_paused_line_is_hung_up_and_a_closed_one_for_good() -> None:
    line = Scripted()
    with held(line) as (live, told):
        line.said.put(False)
        until(lambda: told.stands == [True])
        live.pause()
        until(lambda: told.stands == [True, False])
        live.close()
        live.resume()
        assert line.opened == 1


# Over HTTP


@contextmanager
def remote_to(reply: Callable[[Request], Reply]) -> Iterator[HttpRemote]:
    with scripted_server(reply) as server, HttpRemote(server.url, Wallet()) as remote:
        yield remote


def listen(remote: HttpRemote) -> list[bool]:
    heard: list[bool] = []

    def hear(poked: bool) -> bool:
        heard.append(poked)
        return True

    remote.live(hear)
    return heard


def test_pokes_and_signs_of_life_are_heard_and_nothing_else() -> None:
    body = b"event: poke\ndata:\n\n:\n\nevent: other\ndata: x\n\nid: 7\n\n: still here\n\n"
    with remote_to(lambda _: Reply(200, body, EVENTS)) as remote:
        assert listen(remote) == [True, False, False]


def test_who_hears_may_hang_up() -> None:
    with remote_to(lambda _: Reply(200, b":\n\n:\n\n", EVENTS)) as remote:
        heard: list[bool] = []
        remote.live(lambda poked: heard.append(poked) is not None)
        assert heard == [False]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html>log in</html>", {"Content-Type": "text/html"}),
        Reply(200, b":\n\n", {"Content-Type": "text/event-stream"}),
        Reply(302, b"", {"Location": "http://portal.example/"}),
        Reply(502, b"bad gateway"),
        Reply(407, b"proxy"),
        Reply(200, b"{}", {"CRMDesk": "1", "Content-Type": "application/json"}),
        Reply(200, b":" * 10_000, EVENTS),
    ],
)
def test_anything_but_a_centre_s_line_is_no_line(reply: Reply) -> None:
    with remote_to(lambda _: reply) as remote, pytest.raises(Offline):
        listen(remote)


def test_a_line_that_does_not_end_is_damaged() -> None:
    with remote_to(lambda _: Reply(200, b":" * 10_000, EVENTS)) as remote, pytest.raises(DamagedAnswer):
        listen(remote)


def test_a_centre_of_0_1_has_nothing_at_that_path() -> None:
    problem = (
        b'{"type":"about:blank","title":"There is nothing at this path","status":404,"code":"no_such_path"}'
    )
    reply = Reply(404, problem, {"CRMDesk": "1", "Content-Type": "application/problem+json"})
    with remote_to(lambda _: reply) as remote, pytest.raises(RequestRefused):
        listen(remote)


def test_a_proxy_that_lets_no_sign_of_life_through_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LIVE_SILENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with HttpRemote(url, Wallet()) as remote, pytest.raises(Offline):
            listen(remote)


def test_hanging_up_wakes_whoever_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        remote = HttpRemote(f"http://127.0.0.1:{listener.getsockname()[1]}", Wallet())
        heard: list[bool] = []
        ended = threading.Event()

        def listen_until_cut() -> None:
            with pytest.raises(Offline):
                remote.live(lambda poked: heard.append(poked) is None)
            ended.set()

        thread = threading.Thread(target=listen_until_cut)
        thread.start()
        near, _ = listener.accept()
        near.recv(65536)
        near.sendall(
            b"HTTP/1.1 200 OK\r\nCRMDesk: 1\r\nContent-Type: text/event-stream\r\nContent-Length: 1000\r\n\r\n:\n\n"
        )
        until(lambda: heard)
        remote.hang_up()
        assert ended.wait(PATIENCE)
        thread.join(PATIENCE)
        near.close()
        remote.close()
        remote.hang_up()
