"""The Remote over HTTP; the only module that knows httpx. What is said is not its business, only how it gets there.

Whatever is not plainly a CRMDesk centre (no `CRMDesk: 1` header, a redirect, HTML, a proxy's error) is `Offline`: a
captive portal must never sign anybody out or lose anything.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Literal, TypeVar
from urllib.parse import quote, urlsplit

import httpx

from crmdesk.domain.errors import (
    CutOff,
    DamagedAnswer,
    InvalidValue,
    NotOurServer,
    Offline,
)
from crmdesk.protocol import integrity
from crmdesk.protocol.comparing import Digest, DigestRequest, Repair, RepairRequest
from crmdesk.protocol.compression import ENCODING, WORTH_BYTES, compress
from crmdesk.protocol.integrity import content_digest, is_intact
from crmdesk.protocol.limits import ANSWER_BYTES, LINE_REST_SECONDS
from crmdesk.protocol.messages import (
    Handshake,
    HistoryEntry,
    Message,
    OwnDevice,
    Page,
    Proof,
    Pull,
    Push,
    Refresh,
    SignIn,
    SnapshotPage,
    SnapshotRequest,
    Tokens,
    Verdicts,
    Welcome,
    encode,
)
from crmdesk.sync.answers import Answer, check_proxy, damaged, is_ours, no_line, read, unpacked, whole_size
from crmdesk.sync.bearer import Bearer
from crmdesk.sync.remote import Traffic, Wallet
from crmdesk.sync.sockets import Sockets, trusting
from crmdesk.sync.unreached import AGAIN, unreachable

M = TypeVar("M")

TIMEOUT = 30.0
"""Seconds without a byte before a connection counts as dead. There is no bound on a request as a whole."""
SLOWEST = 500.0
"""Bytes a second that the slowest line carries: a request's own bytes add so much to the time its answer may take."""
CONNECT_TIMEOUT = 10.0
LIVE_SILENCE = 35.0
"""Seconds without a sign of life before a live line counts as dead: three of the centre's heartbeats and a bit."""
_EACH_ROUND = ("/v1/sync/pull", "/v1/sync/push", "/v1/sync/snapshot")
"""Paths whose addresses are put together once."""
_LINE_BYTES = 4096


class _NoCookies(httpx.Cookies):
    """Whatever answers in the centre's place leaves nothing here. Looking for cookies costs a tenth of a request."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Keeps none."""


class _Client(httpx.Client):
    """A client without cookies."""

    cookies = _NoCookies()  # type: ignore[override]


class HttpRemote:
    """A centre at a URL (`Remote`). Thread-safe; connections are kept alive between requests.

    `timeout` seconds without a byte make a request `Offline`.
    """

    def __init__(
        self,
        url: str,
        wallet: Wallet,
        *,
        ca_file: Path | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._wallet = wallet
        self._timeout = timeout
        self._traffic = Traffic()
        self._counting = threading.Lock()
        self._live: socket.socket | None = None
        self._sockets = Sockets()
        self._bearer = Bearer(wallet, self._trade)
        self._client = _Client(
            base_url=checked_url(url),
            verify=trusting(url, ca_file),
            timeout=httpx.Timeout(
                timeout, connect=min(timeout, CONNECT_TIMEOUT), pool=None
            ),  # where nothing is sent
            limits=httpx.Limits(keepalive_expiry=LINE_REST_SECONDS),
            follow_redirects=False,
            event_hooks={"request": [self._sockets.watch]},
            headers={"Accept": "application/json", "Accept-Encoding": ENCODING, "User-Agent": "CRMDesk"},
        )
        self._addresses = {path: self._client.build_request("POST", path).url for path in _EACH_ROUND}

    def __enter__(self) -> HttpRemote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def traffic(self) -> Traffic:
        return self._traffic

    def close(self) -> None:
        """For good; whoever waits for an answer is told at once that there is none."""
        self._sockets.cut()
        self._client.close()

    # Who we are

    def sign_in(self, request: SignIn) -> Tokens:
        try:
            answer = self._send("POST", "/v1/sign-in", encode(request), None)
        except Offline as error:
            if _speaks_otherwise(error.__cause__):
                raise self._not_ours() from error
            raise
        if not is_ours(answer.headers):
            check_proxy(answer)
            raise self._not_ours()
        return read(Tokens, unpacked(answer))

    def _not_ours(self) -> NotOurServer:
        address = str(self._client.base_url)
        return NotOurServer(
            "This is not a CRMDesk server", address, "check the address with your administrator"
        )

    def refresh(self) -> None:
        self._bearer.renew()

    def sign_out(self) -> None:
        self._ask(dict[str, str], "POST", "/v1/sign-out", None)
        self._wallet.keep(None)

    # Sync

    def handshake(self, request: Handshake) -> Welcome:
        return self._ask(Welcome, "POST", "/v1/sync/handshake", request)

    def push(self, request: Push) -> Verdicts:
        return self._ask(Verdicts, "POST", "/v1/sync/push", request)

    def pull(self, request: Pull) -> Page:
        return self._ask(Page, "POST", "/v1/sync/pull", request)

    def snapshot(self, request: SnapshotRequest) -> SnapshotPage:
        return self._ask(SnapshotPage, "POST", "/v1/sync/snapshot", request)

    def digest(self, request: DigestRequest) -> Digest:
        return self._ask(Digest, "POST", "/v1/sync/digest", request)

    def repair(self, request: RepairRequest) -> Repair:
        return self._ask(Repair, "POST", "/v1/sync/repair", request)

    def live(self, heard: Callable[[bool], bool]) -> None:
        """`Line.live`: server-sent events over a request of its own."""
        self._bearer.send(lambda access: self._listen(access, heard))

    def hang_up(self) -> None:
        """`Line.hang_up`."""
        line = self._live
        if line is not None:
            # Shutting down wakes whoever reads from it; closing alone would not.
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _listen(self, access: str, heard: Callable[[bool], bool]) -> None:
        headers = {
            "Accept": "text/event-stream",
            "Accept-Encoding": "identity",
            "Authorization": f"Bearer {access}",
        }
        timeout = httpx.Timeout(LIVE_SILENCE, connect=CONNECT_TIMEOUT, pool=None)
        with (
            self._reaching(),
            self._client.stream("GET", "/v1/sync/live", headers=headers, timeout=timeout) as response,
        ):
            kind = response.headers.get("content-type", "").partition(";")[0]
            if response.status_code != 200 or kind != "text/event-stream" or not is_ours(response.headers):
                raise no_line(self._ours(Answer(response.status_code, response.headers, _bounded(response))))
            self._live = response.extensions["network_stream"].get_extra_info("socket")
            try:
                for line in _lines(response):
                    poked = line == b"event: poke"
                    if (poked or line.startswith(b":")) and not heard(poked):
                        return
            finally:
                self._live = None

    def history(self, type_name: str, record_id: str) -> list[HistoryEntry]:
        path = f"/v1/records/{quote(type_name, safe='')}/{quote(record_id, safe='')}/history"
        return self._ask(list[HistoryEntry], "GET", path, None)

    def own_devices(self) -> list[OwnDevice]:
        return self._ask(list[OwnDevice], "GET", "/v1/devices", None)

    def mark_device(self, device: str, how: Literal["revoke", "wipe"], password: str) -> None:
        path = f"/v1/devices/{quote(device, safe='')}/{how}"
        self._ask(dict[str, str], "POST", path, Proof(password=password))

    def ask(self, kind: type[M], method: str, path: str, message: Message | None = None) -> M:
        """A message in answer to another, or to none."""
        return self._ask(kind, method, path, message)

    # Bytes

    def send_bytes(self, kind: type[M], path: str, body: bytes, headers: Mapping[str, str]) -> M:
        """A message in answer to bytes that are no message; as long as a slow line may need for them."""
        return self._bearer.send(
            lambda access: read(kind, self._ours(self._send("PATCH", path, body, access, headers=headers)))
        )

    def fetch_bytes(self, path: str, start: int, take: Callable[[int, bytes], None]) -> None:
        """Hands the bytes from `start` on to `take` as they come, with the size of the whole beside them."""
        headers = {"Range": f"bytes={start}-", "Accept-Encoding": "identity"}
        self._bearer.send(lambda access: self._fetch(path, start, take, {**headers, **_bearing(access)}))

    def _fetch(
        self, path: str, start: int, take: Callable[[int, bytes], None], headers: Mapping[str, str]
    ) -> None:
        with self._reaching(), self._client.stream("GET", path, headers=headers) as response:
            if response.status_code not in (200, 206) or not is_ours(response.headers):
                answer = Answer(response.status_code, response.headers, _bounded(response))
                read(dict[str, str], self._ours(answer))
                raise Offline("The server's answer arrived damaged", hint=AGAIN)
            size = whole_size(response.status_code, response.headers, start)
            for part in response.iter_raw():
                self._count(0, len(part), requests=0)
                take(size, part)
        self._count(0, 0)

    # Underneath

    def _ask(self, kind: type[M], method: str, path: str, message: Message | None) -> M:
        """A message in answer to a request with the access token."""
        body = None if message is None else encode(message)
        return self._bearer.send(
            lambda access: read(kind, self._ours(self._send(method, path, body, access)))
        )

    def _trade(self, refresh: str) -> Tokens:
        return read(
            Tokens, self._ours(self._send("POST", "/v1/token", encode(Refresh(refresh=refresh)), None))
        )

    def _ours(self, answer: Answer) -> Answer:
        if is_ours(answer.headers) and not 300 <= answer.status < 400:
            return unpacked(answer)
        check_proxy(answer)
        raise Offline(
            "The server cannot be reached",
            "something else answers in its place: perhaps this network wants you to log in",
            "open a web page to see",
        )

    def _send(
        self,
        method: str,
        path: str,
        body: bytes | None,
        access: str | None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request; `headers` go with bytes that are no message."""
        given = headers
        headers = {**_bearing(access), **(given or {})}
        if body is not None and given is None:
            headers["Content-Type"] = "application/json"
            if len(body) >= WORTH_BYTES:
                body, headers["Content-Encoding"] = compress(body), ENCODING
            headers[integrity.HEADER] = content_digest(body)
        with (
            self._reaching(),
            self._client.stream(
                method,
                self._addresses.get(path, path),
                content=body,
                headers=headers,
                timeout=self._patience(body),
            ) as response,
        ):
            raw = _whole(response)
        self._count(len(body or b""), len(raw))
        if not is_intact(response.headers.get(integrity.HEADER), raw):
            raise damaged("it is not what the server sent")
        return Answer(response.status_code, response.headers, raw)

    def _patience(self, body: bytes | None) -> httpx.Timeout:
        """Silence that is borne. What was sent lies in buffers on the way: its answer comes once it is all through."""
        silence = self._timeout + len(body or b"") / SLOWEST
        return httpx.Timeout(silence, connect=min(self._timeout, CONNECT_TIMEOUT), pool=None)

    @contextlib.contextmanager
    def _reaching(self) -> Iterator[None]:
        """Whatever becomes of a request on its way is `Offline`."""
        try:
            yield
        except RuntimeError as error:
            # httpx's own stream errors, and what it says when the client is closed while a request is on its way.
            if not isinstance(error, httpx.StreamError) and not self._client.is_closed:
                raise
            raise unreachable(error) from error
        except httpx.HTTPError as error:
            raise unreachable(error) from error

    def _count(self, sent: int, received: int, requests: int = 1) -> None:
        with self._counting:
            was = self._traffic
            self._traffic = replace(
                was, requests=was.requests + requests, sent=was.sent + sent, received=was.received + received
            )


def _bearing(access: str | None) -> dict[str, str]:
    return {} if access is None else {"Authorization": f"Bearer {access}"}


def _speaks_otherwise(cause: BaseException | None) -> bool:
    """Whether what answered speaks no HTTP at all. A connection that was merely cut says nothing about who it was."""
    cut = ("Server disconnected", "peer closed")
    return isinstance(cause, httpx.RemoteProtocolError) and not str(cause).startswith(cut)


def checked_url(url: str) -> str:
    """The address of a centre without its trailing slash; raises `InvalidValue`."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        known = False
    if not known:
        raise InvalidValue("server", f"{url[:80]!r} is no server address", "as in https://crm.example.com")
    return url.rstrip("/")


def _bounded(response: httpx.Response) -> bytes:
    """The body as it came, at most `ANSWER_BYTES`; a longer one is cut, which the reader notices."""
    parts, size = [], 0
    for part in response.iter_raw():
        parts.append(part)
        size += len(part)
        if size > ANSWER_BYTES:
            break
    return b"".join(parts)


def _whole(response: httpx.Response) -> bytes:
    """As `_bounded`; raises `CutOff` when the line breaks within it."""
    try:
        return _bounded(response)
    except (httpx.ReadError, httpx.RemoteProtocolError) as error:
        raise CutOff("The server cannot be reached", "the answer broke off", AGAIN) from error


def _lines(response: httpx.Response) -> Iterator[bytes]:
    """Lines as they come; raises `DamagedAnswer` for one that goes on and on."""
    rest = b""
    for part in response.iter_raw():
        *whole, rest = (rest + part).split(b"\n")
        yield from whole
        if len(rest) > _LINE_BYTES:
            raise DamagedAnswer("a line of the live answer does not end")
