"""From an HTTP request to an operation and back: limits, encodings, sign-in, errors as problems, metrics, the log.

It runs every operation on a worker thread and knows nothing of what any of them does.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import msgspec
import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from crmdesk.domain.errors import SignInNeeded, StorageFault, UserError
from crmdesk.protocol import compression, integrity
from crmdesk.protocol.integrity import content_digest, is_intact
from crmdesk.protocol.limits import BODY_BYTES, DECOMPRESSED_BYTES
from crmdesk.server.faults import storage_faults
from crmdesk.server.json_guard import check_json
from crmdesk.server.metrics import Metrics
from crmdesk.server.principal import Principal
from crmdesk.server.problems import DamagedRequest, Malformed, TooLarge, UnknownEncoding, bug, problem
from crmdesk.server.routes.operation import JSON, Answer, Call, Operation

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

Endpoint = Callable[[Request], Awaitable[Response]]

PROBLEM = "application/problem+json"
_CLOSED_EARLY = 499
"""What proxies log for a client that went away; nobody receives it."""

_encoder = msgspec.json.Encoder()


class Endpoints:
    """Makes endpoints of operations; all of them share the threads, the metrics and the log."""

    def __init__(
        self,
        centre: Centre,
        *,
        threads: anyio.CapacityLimiter,
        metrics: Metrics,
        log: structlog.stdlib.BoundLogger,
    ) -> None:
        self._centre = centre
        self._threads = threads
        self._metrics = metrics
        self._log = log

    def endpoint(self, operation: Operation) -> Endpoint:
        """The Starlette endpoint that answers this operation."""

        async def answer(request: Request) -> Response:
            started = time.perf_counter()
            try:
                body = await _read(request)
            except ClientDisconnect:
                return Response(status_code=_CLOSED_EARLY)
            except UserError as error:
                given, user = refusal(error), None
            else:
                given, user = await anyio.to_thread.run_sync(
                    self._perform, operation, request, body, limiter=self._threads
                )
            self.note(operation, given, user, time.perf_counter() - started)
            return respond(given)

        return answer

    def _perform(self, operation: Operation, request: Request, body: bytes) -> tuple[Answer, str | None]:
        sender: Principal | None = None
        try:
            with storage_faults():
                sender = self.sender(operation, request)
                call = self._call(request, _plain(request, body), sender)
                return _packed(request, _answer(operation, operation.handler(call))), _login(sender)
        except Exception as error:  # noqa: BLE001 - the last line: logged whole, told by number
            return self.told(operation, error), _login(sender)

    def told(self, operation: Operation, error: Exception) -> Answer:
        """What is answered when something went wrong: the error for people, or the number of a bug in the log."""
        if isinstance(error, StorageFault):
            self._log.error("storage fault", operation=operation.name, error=error.detail)
            return refusal(StorageFault("The server's database does not answer", hint="try again later"))
        if isinstance(error, UserError):
            return refusal(error)
        incident = secrets.token_hex(6)
        self._log.error("bug", incident=incident, operation=operation.name, exc_info=error)
        return Answer(_encoder.encode(bug(incident)), PROBLEM, 500)

    def sender(self, operation: Operation, request: Request) -> Principal | None:
        """Who sent it, None where anybody may; raises `SignInNeeded`, `DeviceRevoked`, `TooMany`."""
        if not operation.signed_in:
            self._centre.throttle.request(_address(request))
            return None
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise SignInNeeded("This needs a sign-in")
        sender = self._centre.identity.authenticate(token.strip())
        self._centre.throttle.request(sender.device or sender.user)
        return sender

    def _call(self, request: Request, body: bytes, sender: Principal | None) -> Call:
        query: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            query.setdefault(name, []).append(value)
        centre = self._centre if sender is None else self._centre.serving(sender)
        return Call(centre, sender, body, dict(request.path_params), query, _address(request))

    def note(self, operation: Operation, answer: Answer, user: str | None, seconds: float) -> None:
        """Counts and logs one answered request."""
        self._metrics.observe(operation.name, answer.status, seconds)
        self._log.info(
            "answered",
            operation=operation.name,
            status=answer.status,
            user=user,
            milliseconds=round(seconds * 1000, 1),
            bytes=len(answer.body),
        )


def refusal(error: UserError) -> Answer:
    """An error for people as problem details."""
    details, headers = problem(error)
    return Answer(_encoder.encode(details), PROBLEM, details.status, headers)


def respond(answer: Answer) -> Response:
    """An answer as Starlette sends it."""
    return Response(
        answer.body,
        answer.status,
        {"Cache-Control": "no-store", integrity.HEADER: content_digest(answer.body), **answer.headers},
        media_type=answer.content_type,
    )


async def _read(request: Request) -> bytes:
    declared = request.headers.get("Content-Length", "0")
    if declared.isdigit() and len(declared) < 20 and int(declared) > BODY_BYTES:
        raise _too_large(BODY_BYTES)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_BYTES:
            raise _too_large(BODY_BYTES)
        parts.append(part)
    return b"".join(parts)


def _plain(request: Request, body: bytes) -> bytes:
    if not is_intact(request.headers.get(integrity.HEADER), body):
        raise DamagedRequest("The request arrived damaged", hint="send it again")
    encoding = request.headers.get("Content-Encoding", "").strip().lower()
    try:
        plain = compression.decompress(encoding, body, DECOMPRESSED_BYTES)
    except compression.TooMuch:
        raise _too_large(DECOMPRESSED_BYTES) from None
    except compression.Damaged as error:
        raise Malformed(f"The body is no {encoding}", str(error)) from None
    except LookupError:
        raise UnknownEncoding(
            f"Content-Encoding {encoding[:40]!r} is not read here", hint="zstd, gzip"
        ) from None
    if plain:
        check_json(plain)
    return plain


def _answer(operation: Operation, given: object) -> Answer:
    if isinstance(given, Answer):
        return given
    return Answer(_encoder.encode(given), JSON, operation.status)


def _packed(request: Request, answer: Answer) -> Answer:
    accepted = {
        part.split(";")[0].strip().lower() for part in request.headers.get("Accept-Encoding", "").split(",")
    }
    if len(answer.body) <= compression.WORTH_BYTES or compression.ENCODING not in accepted:
        return answer
    headers = {**answer.headers, "Content-Encoding": compression.ENCODING, "Vary": "Accept-Encoding"}
    return Answer(compression.compress(answer.body), answer.content_type, answer.status, headers)


def _too_large(limit: int) -> TooLarge:
    return TooLarge("The request is too large", f"more than {limit} bytes", "send less at a time")


def _login(sender: Principal | None) -> str | None:
    return sender.login if sender is not None else None


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
