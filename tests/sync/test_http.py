"""The Remote over real sockets: what counts as a centre, as offline, as signed out."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crmdesk.domain.errors import (
    DeviceRevoked,
    InvalidValue,
    NoSuchRecord,
    NotOurServer,
    Offline,
    RequestRefused,
    SignInNeeded,
    StorageFault,
    UpdateNeeded,
)
from crmdesk.protocol.compression import compress, decompress
from crmdesk.protocol.integrity import content_digest
from crmdesk.protocol.limits import ANSWER_BYTES
from crmdesk.protocol.messages import (
    HistoryEntry,
    Pull,
    Push,
    SignIn,
    Verdict,
    Verdicts,
    encode,
)
from crmdesk.sync.http import TIMEOUT, HttpRemote, checked_url
from crmdesk.sync.remote import Credentials
from crmdesk.sync.session import SignedOut
from tests.support import free_port
from tests.support.scripted_server import Reply
from tests.sync.talking import OURS, PAGE, PULL, SIGN_IN, MemoryWallet, ours, problem, talking, tokens

# The plain way


def test_a_pull_carries_the_access_token_and_brings_the_page() -> None:
    with talking(lambda _: ours(PAGE)) as (remote, server):
        assert remote.pull(PULL) == PAGE
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/sync/pull")
    assert request.headers["authorization"] == "Bearer access-1"
    assert msgspec.json.decode(request.body, type=Pull) == PULL


def test_who_waits_for_an_answer_hears_at_once_that_the_remote_was_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        remote = HttpRemote(f"http://127.0.0.1:{silent.getsockname()[1]}", MemoryWallet())
        asked: list[socket.socket] = []

        def close_when_asked() -> None:
            asked.append(silent.accept()[0])
            assert asked[0].recv(65536)
            remote.close()

        closing = threading.Thread(target=close_when_asked)
        closing.start()
        began = time.monotonic()
        with pytest.raises(Offline):
            remote.pull(PULL)
        assert time.monotonic() - began < TIMEOUT
        closing.join()
        asked[0].close()


def test_who_is_still_connecting_when_the_remote_is_closed_hears_at_once_and_leaves_no_socket_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connect, lines = socket.create_connection, []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        remote = HttpRemote(f"http://127.0.0.1:{silent.getsockname()[1]}", MemoryWallet())

        def closed_meanwhile(*given: Any, **more: Any) -> socket.socket:
            lines.append(connect(*given, **more))
            remote.close()
            return lines[0]

        monkeypatch.setattr(socket, "create_connection", closed_meanwhile)
        began = time.monotonic()
        with pytest.raises(Offline):
            remote.pull(PULL)
    assert time.monotonic() - began < TIMEOUT
    assert [line.fileno() for line in lines] == [-1], "closed, not left to be collected"


def test_what_answers_leaves_no_cookie() -> None:
    def answer(_: object) -> Reply:
        reply = ours(PAGE)
        return replace(reply, headers={**reply.headers, "Set-Cookie": "who=you; Path=/"})

    with talking(answer) as (remote, server):
        for _ in range(2):
            remote.pull(PULL)
    assert [request.headers.get("cookie") for request in server.requests] == [None, None]


def test_a_centre_below_a_path_is_asked_there() -> None:
    with (
        talking(lambda _: ours(PAGE)) as (_, server),
        HttpRemote(f"{server.url}/crm/", MemoryWallet()) as below,
    ):
        below.pull(PULL)
    assert [request.path for request in server.requests] == ["/crm/v1/sync/pull"]


def test_requests_share_a_connection() -> None:
    with talking(lambda _: ours(PAGE)) as (remote, server):
        for _ in range(5):
            remote.pull(PULL)
    assert len(server.connections) == 1
    assert remote.traffic.requests == 5


def test_bodies_are_compressed_both_ways_and_counted_as_they_travel() -> None:
    verdicts = Verdicts(verdicts=[Verdict(op_id=f"op{n}", number=n, outcome="applied") for n in range(500)])
    packed = compress(encode(verdicts))
    with talking(lambda _: Reply(200, packed, {**OURS, "Content-Encoding": "zstd"})) as (remote, server):
        push = Push(replica="r" * 5000, epoch=1, items=[])
        assert remote.push(push) == verdicts
    (request,) = server.requests
    assert request.headers["content-encoding"] == "zstd"
    assert request.headers["accept-encoding"] == "zstd"
    assert msgspec.json.decode(decompress("zstd", request.body, 10**6), type=Push) == push
    assert (remote.traffic.sent, remote.traffic.received) == (len(request.body), len(packed))


def test_history_is_asked_for_by_type_and_id() -> None:
    entry = HistoryEntry(
        at="t", by="u", device=None, op_id=None, field="name", old=None, new="x", outcome="applied"
    )
    with talking(lambda _: ours([entry])) as (remote, server):
        assert remote.history("account", "a/b") == [entry]
    assert server.requests[0].path == "/v1/records/account/a%2Fb/history"


# Not a centre: offline


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html>Welcome to Hotel Wi-Fi</html>", {"Content-Type": "text/html"}),
        Reply(302, b"", {"Location": "http://portal.example/"}),
        Reply(302, b"", {"Location": "http://portal.example/", **OURS}),
        Reply(200, encode(PAGE), {"Content-Type": "application/json"}),
        Reply(401, b"log in to the network", {"WWW-Authenticate": "Basic"}),
        Reply(403, b"blocked", {}),
        Reply(404, b"", {}),
        Reply(200, b"<html>", OURS),
        Reply(200, encode(PAGE)[:-5], OURS),
        Reply(200, compress(encode(PAGE))[:-3], {**OURS, "Content-Encoding": "zstd"}),
        Reply(200, b"\x00\x01", {**OURS, "Content-Encoding": "br"}),
        Reply(200, encode(PAGE), OURS, cut_at=10),
    ],
    ids=[
        "HTML", "redirect", "our redirect", "no header", "portal 401", "portal 403", "portal 404", "our HTML",
        "cut JSON", "cut zstd", "unknown encoding", "connection cut",
    ],
)  # fmt: skip
def test_whatever_is_not_plainly_a_centre_is_offline(reply: Reply) -> None:
    wallet = MemoryWallet()
    with talking(lambda _: reply, wallet) as (remote, _), pytest.raises(Offline):
        remote.pull(PULL)
    assert wallet.held == Credentials("access-1", "refresh-1")
    assert wallet.kept == []


@pytest.mark.parametrize("status", [407, 429, 502, 503, 504])
def test_a_proxy_s_error_is_offline_with_the_wait_it_asks_for(status: int) -> None:
    with (
        talking(lambda _: Reply(status, b"<html>", {"Retry-After": "17"})) as (remote, _),
        pytest.raises(Offline) as caught,
    ):
        remote.pull(PULL)
    assert caught.value.retry_after == 17.0


@pytest.mark.parametrize(("status", "code"), [(429, "too_many"), (503, "storage"), (500, "bug")])
def test_a_centre_that_cannot_answer_now_is_offline_in_its_own_words(status: int, code: str) -> None:
    reply = problem(status, code, **{"Retry-After": "5"})
    with talking(lambda _: reply) as (remote, _), pytest.raises(Offline) as caught:
        remote.pull(PULL)
    assert (caught.value.title, caught.value.retry_after) == ("No", 5.0)


def test_an_answer_that_was_damaged_on_its_way_is_offline() -> None:
    whole = ours(PAGE)
    headers = {**whole.headers, "Content-Digest": content_digest(whole.body)}
    damaged = Reply(200, whole.body.replace(b'"seq":2', b'"seq":3'), headers)
    with talking(lambda _: damaged) as (remote, _), pytest.raises(Offline, match="damaged"):
        remote.pull(PULL)
    with talking(lambda _: Reply(200, whole.body, headers)) as (remote, _):
        assert remote.pull(PULL) == PAGE


def test_a_request_that_arrived_damaged_may_come_again() -> None:
    with talking(lambda _: problem(400, "damaged")) as (remote, server), pytest.raises(Offline):
        remote.pull(PULL)
    assert server.requests[0].headers["content-digest"] == content_digest(server.requests[0].body)


def test_a_wait_may_be_given_as_a_date_and_is_bounded() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(days=9), usegmt=True)
    with (
        talking(lambda _: Reply(503, b"", {"Retry-After": later})) as (remote, _),
        pytest.raises(Offline) as caught,
    ):
        remote.pull(PULL)
    assert caught.value.retry_after == 3600.0


def test_a_wait_that_says_nothing_is_none() -> None:
    with (
        talking(lambda _: Reply(503, b"", {"Retry-After": "soon"})) as (remote, _),
        pytest.raises(Offline) as caught,
    ):
        remote.pull(PULL)
    assert caught.value.retry_after is None


def test_nobody_listening_is_offline() -> None:
    with HttpRemote(f"http://127.0.0.1:{free_port()}", MemoryWallet()) as remote, pytest.raises(Offline):
        remote.pull(PULL)


def test_a_closed_remote_is_offline() -> None:
    with talking(lambda _: ours(PAGE)) as (remote, _):
        remote.close()
        with pytest.raises(Offline):
            remote.pull(PULL)


def test_a_bomb_stays_small() -> None:
    bomb = compress(b" " * (ANSWER_BYTES + 1))
    assert len(bomb) < 10_000
    with (
        talking(lambda _: Reply(200, bomb, {**OURS, "Content-Encoding": "zstd"})) as (remote, _),
        pytest.raises(Offline, match="damaged"),
    ):
        remote.pull(PULL)


def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.sync.http.ANSWER_BYTES", 1000)
    with (
        talking(lambda _: Reply(200, b" " * 5_000_000, OURS)) as (remote, _),
        pytest.raises(Offline, match="damaged"),
    ):
        remote.pull(PULL)
    assert remote.traffic.received < 1_000_000


# Signing in


def test_signing_in_brings_tokens_and_keeps_none() -> None:
    wallet = MemoryWallet(None)
    with talking(lambda _: ours(tokens("a", "r")), wallet) as (remote, server):
        assert remote.sign_in(SIGN_IN).access == "a"
    assert wallet.kept == []
    assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize(
    "reply",
    [Reply(200, b"<html>"), Reply(302, b"", {"Location": "/login"}), Reply(404, b""), Reply(401, b"")],
)
def test_signing_in_at_another_server_says_so(reply: Reply) -> None:
    with talking(lambda _: reply) as (remote, _), pytest.raises(NotOurServer):
        remote.sign_in(SIGN_IN)


def test_signing_in_behind_a_broken_proxy_is_offline() -> None:
    with talking(lambda _: Reply(502, b"<html>")) as (remote, _), pytest.raises(Offline):
        remote.sign_in(SIGN_IN)


def test_a_wrong_password_is_sign_in_needed_and_no_refresh_is_tried() -> None:
    with talking(lambda _: problem(401, "sign_in")) as (remote, server), pytest.raises(SignInNeeded):
        remote.sign_in(SIGN_IN)
    assert len(server.requests) == 1


def test_without_credentials_nothing_is_sent() -> None:
    with talking(lambda _: ours(PAGE), MemoryWallet(None)) as (remote, server), pytest.raises(SignInNeeded):
        remote.pull(PULL)
    assert server.requests == []


def test_signing_out_empties_the_wallet() -> None:
    wallet = MemoryWallet()
    with talking(lambda _: Reply(200, b"{}", OURS), wallet) as (remote, server):
        remote.sign_out()
    assert wallet.held is None
    assert server.requests[0].path == "/v1/sign-out"


# What the centre refuses


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (403, "revoked", DeviceRevoked),
        (403, "wiped", DeviceRevoked),
        (426, "update", UpdateNeeded),
        (404, "no_such_record", NoSuchRecord),
        (400, "malformed", RequestRefused),
        (413, "too_large", RequestRefused),
        (409, "handshake", RequestRefused),
        (403, "unknown_replica", RequestRefused),
        (422, "invalid_value", InvalidValue),
    ],
)
def test_problem_codes_become_errors(status: int, code: str, error: type[Exception]) -> None:
    with talking(lambda _: problem(status, code)) as (remote, _), pytest.raises(error) as caught:
        remote.pull(PULL)
    assert getattr(caught.value, "code", None) == code


# Addresses and certificates


def test_an_address_loses_its_last_slash() -> None:
    assert checked_url("https://crm.example.com/") == "https://crm.example.com"


@pytest.mark.parametrize(
    "url", ["", "crm.example.com", "ftp://crm.example.com", "http://", "https://[", "http://a:b"]
)
def test_what_is_no_address_is_said_so(url: str) -> None:
    with pytest.raises(InvalidValue):
        checked_url(url)


def test_a_certificate_file_that_is_none_is_said_so(tmp_path: Path) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("no certificate")
    with pytest.raises(StorageFault):
        HttpRemote("https://crm.example.com", MemoryWallet(), ca_file=broken)


def test_address_that_speaks_no_http_is_no_centre_but_a_cut_connection_is_only_offline() -> None:
    def answering(words: bytes) -> type[Exception]:
        with socket.create_server(("127.0.0.1", 0)) as listener:

            def serve() -> None:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(words)
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(65536):  # closing with something unread would reset the connection
                        pass

            thread = threading.Thread(target=serve)
            thread.start()
            try:
                with (
                    HttpRemote(f"http://127.0.0.1:{listener.getsockname()[1]}", SignedOut()) as remote,
                    pytest.raises((NotOurServer, Offline)) as raised,
                ):
                    remote.sign_in(SignIn(login="mia", password="x"))
            finally:
                thread.join()
        return raised.type

    assert answering(b"220 mail.example.com ESMTP\r\n\r\n") is NotOurServer
    assert answering(b"") is Offline
