"""The centre's one way out: posts a signed message to a webhook's URL, within bounds. It knows no record and no table.

Names are looked up and judged for every attempt, and the connection goes to the very address that was judged: a name
that says something else the second time leads nowhere. Headers and signature are those of Standard Webhooks 1.0.0.
"""

from __future__ import annotations

import base64
import contextlib
import hmac
import http.client
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from crmdesk import __version__
from crmdesk.domain.errors import InvalidValue

ATTEMPT_SECONDS = 20.0
"""From the look-up of the name to the head of the answer: Standard Webhooks recommends 15 to 30."""
_PORTS = {"https": 443, "http": 80}
_URL_LIMIT = 2_000
_WORDS = 200
_PREFIX = "whsec_"
_SECRET_BYTES = 32

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses that a host's name stands for; raises `socket.gaierror`."""


class _NotLedThere(OSError):
    """The URL leads to addresses that nothing is posted to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt. `status` is None where there was no answer; `words` are for people."""

    status: int | None
    words: str
    milliseconds: int
    retry_after: int = 0
    """Seconds for which the receiver asks to be left alone."""

    @property
    def taken(self) -> bool:
        """Whether the receiver has it."""
        return self.status is not None and 200 <= self.status < 300


# Signing


def draw_secret() -> str:
    """256 random bits as Standard Webhooks writes them."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def signed(message: str, body: bytes, timestamp: int, by: Sequence[str]) -> dict[str, str]:
    """The headers of a message, with a signature by each of these secrets."""
    said = b"%b.%d.%b" % (message.encode(), timestamp, body)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{_signature(secret, said)}" for secret in by),
    }


def _signature(secret: str, said: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    return base64.b64encode(hmac.digest(key, said, "sha256")).decode()


# Addresses


def check_url(url: str, *, private: bool, resolve: Resolve | None = None) -> None:
    """Raises `InvalidValue` if nothing may be posted to the URL.

    Without `private` it is https and leads out of the centre's own networks. A name that nobody knows today passes:
    what it stands for is judged again at every attempt.
    """
    if len(url) > _URL_LIMIT or not url.isascii() or not url.isprintable() or " " in url:
        raise InvalidValue("url", "This is no URL", f"up to {_URL_LIMIT} letters of ASCII, without spaces")
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError as error:
        raise InvalidValue("url", "This is no URL", str(error)) from None
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise InvalidValue("url", "This is no address to post to", "as in https://example.com/crmdesk")
    if parts.username is not None or parts.fragment:
        raise InvalidValue("url", "A webhook's URL holds no user and no fragment", "leave them out")
    if private:
        return
    if parts.scheme != "https":
        raise InvalidValue(
            "url", "The address has no TLS", "give an https one, or allow this one with --private"
        )
    try:
        _allowed(parts, private, resolve or addresses_of)
    except socket.gaierror:
        return
    except _NotLedThere as error:
        raise InvalidValue("url", str(error), "allow it with --private") from None


def addresses_of(host: str, port: int) -> list[str]:
    """What the system knows of a host; raises `socket.gaierror`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label of more than 63 letters
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _allowed(parts: SplitResult, private: bool, resolve: Resolve) -> list[str]:
    """The addresses that may be posted to; raises `_NotLedThere` if there are others alone, `socket.gaierror`."""
    found = resolve(str(parts.hostname), _port(parts))
    allowed = [address for address in found if private or _is_public(ip_address(address))]
    if not allowed:
        raise _NotLedThere(f"{parts.hostname} leads into a private network")
    return allowed


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and (inner := address.ipv4_mapped or address.sixtofour) is not None:
        return _is_public(inner)
    return address.is_global and not address.is_multicast


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


# Posting


class Posts:
    """Posts to any URL, several at once. Thread-safe; after `abort` it posts nothing more."""

    def __init__(self, *, seconds: float = ATTEMPT_SECONDS, resolve: Resolve = addresses_of) -> None:
        """`seconds` that an attempt may take as a whole."""
        self._seconds = seconds
        self._resolve = resolve
        self._lock = threading.Lock()
        self._lines: set[socket.socket] = set()
        self._aborted = False

    def post(self, url: str, headers: dict[str, str], body: bytes, *, private: bool) -> Answer:
        """One attempt. Of the answer its head alone is read, and no redirect is followed."""
        began = time.monotonic()
        status, retry_after = None, 0
        try:
            status, words, retry_after = self._exchange(urlsplit(url), headers, body, private, began)
        except (OSError, http.client.HTTPException) as error:
            words = str(error) or type(error).__name__
        took = time.monotonic() - began
        if took >= self._seconds or self._aborted:
            # Of a head that was cut off, what came before may read like a whole one.
            status, words = None, f"no answer within {self._seconds:g} seconds"
        # A receiver's words go to an administrator's terminal.
        shown = "".join(letter if letter.isprintable() else "?" for letter in words)[:_WORDS]
        return Answer(status, shown, round(took * 1000), retry_after)

    def abort(self) -> None:
        """Ends the attempts that are under way."""
        with self._lock:
            self._aborted = True
            for line in self._lines:
                _hang_up(line)

    def _exchange(
        self, parts: SplitResult, headers: dict[str, str], body: bytes, private: bool, began: float
    ) -> tuple[int, str, int]:
        addresses = _allowed(parts, private, self._resolve)
        with self._line(addresses, _port(parts), began) as line:
            secured = line
            if parts.scheme == "https":
                secured = self._tls.wrap_socket(line, server_hostname=parts.hostname)
            with contextlib.closing(secured):
                # It would connect by name: given its line, it does not.
                connection = http.client.HTTPConnection(str(parts.hostname), _port(parts))
                connection.sock = secured
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request("POST", target, body, {"Host": parts.netloc, **_COMMON, **headers})
                answer = connection.getresponse()
                return answer.status, f"{answer.status} {answer.reason}", _seconds(answer)

    @contextlib.contextmanager
    def _line(self, addresses: Sequence[str], port: int, began: float) -> Iterator[socket.socket]:
        """A connection to the first of the addresses that answers, hung up when the attempt's time is over."""
        line = self._connected(addresses, port, began)
        handle = line.dup()  # TLS takes the line over; it stays the same connection
        # A receiver that says a byte now and then would pass every time-out of its single bytes.
        limit = threading.Timer(max(0.0, began + self._seconds - time.monotonic()), _hang_up, (handle,))
        limit.daemon = True
        limit.start()
        try:
            with self._lock:
                self._lines.add(handle)
                if self._aborted:
                    _hang_up(handle)
            yield line
        finally:
            limit.cancel()
            with self._lock:
                self._lines.discard(handle)
            handle.close()
            line.close()

    def _connected(self, addresses: Sequence[str], port: int, began: float) -> socket.socket:
        fault: OSError = TimeoutError()
        for address in addresses:
            left = began + self._seconds - time.monotonic()
            if left <= 0 or self._aborted:
                break
            try:
                return socket.create_connection((address, port), left)
            except OSError as error:
                fault = error
        raise fault

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()


_COMMON = {
    "Content-Type": "application/json",
    "User-Agent": f"CRMDesk/{__version__}",
    "Accept": "*/*",
    "Connection": "close",
}


def _hang_up(line: socket.socket) -> None:
    # Whoever reads it on another thread wakes up at once; closing alone would not wake them.
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _seconds(answer: http.client.HTTPResponse) -> int:
    """What `Retry-After` says, if it says a number."""
    told = (answer.getheader("Retry-After") or "").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 8 else 0
