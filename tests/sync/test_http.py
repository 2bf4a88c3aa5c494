"""The Remote over real sockets: what counts as a centre, as offline, as signed out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from crmdesk.protocol.limits import ANSWER_BYTES
from crmdesk.protocol.messages import (
    HistoryEntry,
    Message,
    OrganisationInfo,
    Page,
    Person,
    Position,
    Problem,
    Pull,
    Push,
    SignIn,
    Tokens,
    Verdict,
    Verdicts,
    encode,
)
from crmdesk.sync.http import HttpRemote, checked_url
from crmdesk.sync.remote import Credentials
from tests.support import free_port
from tests.support.scripted_server import Reply, Request, ScriptedServer, scripted_server

OURS = {"CRMDesk": "1", "Content-Type": "application/json"}
PULL = Pull(replica="r", position=Position(epoch=1, seq=1, tag=1), scope="s")
PAGE = Page(
    position=Position(epoch=1, seq=2, tag=5),
    more=False,
    contains=0,
    tables=[],
    deleted=[],
    evicted=[],
    scope="s",
)
SIGNED_IN = Credentials("access-1", "refresh-1")
SIGN_IN = SignIn(login="ada", password="secret")


class MemoryWallet:
    """Credentials in memory, and every version that was ever kept."""

    def __init__(self, credentials: Credentials | None = SIGNED_IN) -> None:
        self.held = credentials
        self.kept: list[Credentials | None] = []

    def load(self) -> Credentials | None:
        return self.held

    def keep(self, credentials: Credentials | None) -> None:
        self.held = credentials
        self.kept.append(credentials)


def tokens(access: str, refresh: str) -> Tokens:
    return Tokens(
        access=access,
        refresh=refresh,
        expires_in=900,
        device="d",
        user=Person(id="u", login="ada", name="Ada", role="rep", home=None, scope="s"),
        organisation=OrganisationInfo(id=1, name="o", currency="USD", languages=[], modules=[]),
    )


def ours(message: Message | list[Any], **headers: str) -> Reply:
    return Reply(200, msgspec.json.encode(message), {**OURS, **headers})


def problem(status: int, code: str, **headers: str) -> Reply:
    body = encode(Problem(type="about:blank", title="No", status=status, code=code, hint="do this"))
    return Reply(status, body, {**OURS, **headers})


@contextmanager
def talking(
    script: Callable[[Request], Reply], wallet: MemoryWallet | None = None
) -> Iterator[tuple[HttpRemote, ScriptedServer]]:
    with scripted_server(script) as server, HttpRemote(server.url, wallet or MemoryWallet()) as remote:
        yield remote, server


# The plain way


def test_a_pull_carries_the_access_token_and_brings_the_page() -> None:
    with talking(lambda _: ours(PAGE)) as (remote, server):
        assert remote.pull(PULL) == PAGE
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/sync/pull")
    assert request.headers["authorization"] == "Bearer access-1"
    assert msgspec.json.decode(request.body, type=Pull) == PULL


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


# Tokens


class Rotating:
    """A centre's tokens: `access-<n>` holds for the current n, each refresh gives the next."""

    def __init__(self, current: int) -> None:
        self.current = current
        self.refreshes = 0
        self.lose_next = False

    def __call__(self, request: Request) -> Reply:
        if request.path == "/v1/token":
            self.refreshes += 1
            self.current += 1
            reply = ours(tokens(f"access-{self.current}", f"refresh-{self.current}"))
            lost, self.lose_next = self.lose_next, False
            return Reply(200, reply.body, reply.headers, cut_at=3) if lost else reply
        if request.headers.get("authorization") == f"Bearer access-{self.current}":
            return ours(PAGE)
        return problem(401, "sign_in")


def test_an_expired_access_token_is_renewed_once_and_kept_before_it_is_used() -> None:
    wallet, centre = MemoryWallet(), Rotating(4)
    with talking(centre, wallet) as (remote, server):
        assert remote.pull(PULL) == PAGE
    assert wallet.kept == [Credentials("access-5", "refresh-5", 900)]
    assert [request.path for request in server.requests] == ["/v1/sync/pull", "/v1/token", "/v1/sync/pull"]


def test_a_lost_refresh_reply_is_offline_and_the_old_token_is_traded_again() -> None:
    wallet, centre = MemoryWallet(), Rotating(4)
    centre.lose_next = True
    with talking(centre, wallet) as (remote, server):
        with pytest.raises(Offline):
            remote.pull(PULL)
        assert wallet.kept == []
        assert remote.pull(PULL) == PAGE
    traded = [request.body for request in server.requests if request.path == "/v1/token"]
    assert traded == [b'{"refresh":"refresh-1"}'] * 2


def test_an_ended_session_is_sign_in_needed_and_the_wallet_is_untouched() -> None:
    wallet = MemoryWallet()
    with talking(lambda _: problem(401, "sign_in"), wallet) as (remote, server), pytest.raises(SignInNeeded):
        remote.pull(PULL)
    assert wallet.kept == []
    assert [request.path for request in server.requests] == ["/v1/sync/pull", "/v1/token"]


def test_two_threads_renew_one_token_once() -> None:
    wallet, centre = MemoryWallet(), Rotating(4)
    start, pages = threading.Barrier(2), []

    def pull() -> None:
        start.wait()
        pages.append(remote.pull(PULL))

    with talking(centre, wallet) as (remote, _):
        threads = [threading.Thread(target=pull) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (pages, centre.refreshes) == ([PAGE, PAGE], 1)


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
