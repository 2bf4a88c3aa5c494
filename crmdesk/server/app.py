"""The ASGI application: composes the operations into routes and frames every answer. Business stays behind them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import anyio
import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crmdesk.server.blob_endpoint import BlobEndpoints
from crmdesk.server.centre import Centre
from crmdesk.server.endpoint import Endpoint, Endpoints, refusal, respond
from crmdesk.server.live import LiveLines
from crmdesk.server.metrics import Metrics
from crmdesk.server.problems import NoSuchPath
from crmdesk.server.routes import administration, blobs, records, session, sync
from crmdesk.server.routes.operation import Operation
from crmdesk.server.routes.service import service_operations

THREADS = 16
"""As many as the database pool has connections (`database.py`)."""


def build_app(centre: Centre, live: LiveLines | None = None, metrics: Metrics | None = None) -> ASGIApp:
    """The application that serves one centre; several may live in one process.

    `live` holds its live lines, `metrics` its figures where other processes keep theirs too.
    """
    live, metrics = live or LiveLines(centre), metrics or Metrics()
    business = (
        *session.OPERATIONS,
        *sync.OPERATIONS,
        *blobs.OPERATIONS,
        *records.OPERATIONS,
        *administration.OPERATIONS,
    )
    operations = (*business, *service_operations(metrics, (*business, *blobs.STREAMED, sync.LIVE)))
    endpoints = Endpoints(centre, threads=anyio.CapacityLimiter(THREADS), metrics=metrics, log=_log())
    starlette = Starlette(
        routes=[
            *_routes(operations, endpoints.endpoint),
            *_routes(blobs.STREAMED, BlobEndpoints(centre, endpoints).endpoint),
            *_routes((sync.LIVE,), lambda operation: live.endpoint(operation, endpoints)),
        ],
        exception_handlers={HTTPException: _on_http_error},
    )
    # A laptop or proxy that is sent to an address without TLS would take its token there.
    starlette.router.redirect_slashes = False
    return _Frame(starlette)


def _routes(operations: Sequence[Operation], endpoint: Callable[[Operation], Endpoint]) -> list[Route]:
    return [
        Route(operation.path, endpoint(operation), methods=[operation.method], name=operation.name)
        for operation in operations
    ]


def _log() -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger("crmdesk.server"),
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return logger


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException), "registered for nothing else"
    words = {404: "There is nothing at this path", 405: "This path does not take this method"}
    response = respond(refusal(NoSuchPath(words.get(error.status_code, error.detail), error.status_code)))
    response.headers.update(error.headers or {})
    if error.status_code == 405:
        # A route stands for one method: Starlette names those of the first alone.
        fitting = [one for one in request.app.routes if one.matches(request.scope)[0] is not Match.NONE]
        response.headers["allow"] = ", ".join(sorted({method for one in fitting for method in one.methods}))
    return response


_LINE_GONE = "the handler is closed"
"""What uvloop says of a write to a line that has gone, before it has told the server so."""


class _Frame:
    """Marks every answer as a centre's: without the mark a laptop takes it for a captive portal's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (b"crmdesk", b"1")]
            try:
                await send(message)
            except RuntimeError as error:
                # The line went in the moment of the answer; only uvloop tells it so. Whoever asked comes again.
                if _LINE_GONE not in str(error):
                    raise
                logging.getLogger("crmdesk.server").debug("nobody took the answer: %s", error)

        await self._app(scope, receive, marked)
