"""What keeps the service running: health, readiness, figures, and the description of everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from crmdesk.server.metrics import Metrics
from crmdesk.server.openapi import describe
from crmdesk.server.routes.operation import Answer, Call, Operation


class Health(msgspec.Struct, frozen=True):
    """Answer of the health checks."""

    status: str


def healthy(call: Call) -> Health:
    """The process runs."""
    return Health("ok")


def ready(call: Call) -> Health:
    """The database answers as well."""
    call.centre.check_ready()
    return Health("ok")


def service_operations(metrics: Metrics, others: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations about the service itself; `others` are the ones that the OpenAPI page describes beside them."""
    own: list[Operation] = []

    def page(call: Call) -> Answer:
        return Answer(*metrics.page())

    def openapi(call: Call) -> Answer:
        return Answer(msgspec.json.encode(describe(call.centre.catalogue, [*others, *own])))

    own += [
        _open("/healthz", "healthz", "Whether the process runs", healthy, Health),
        _open("/readyz", "readyz", "Whether the database answers", ready, Health),
        _open("/metrics", "metrics", "Figures for Prometheus", page, str),
        _open("/v1/openapi.json", "openapi", "This description", openapi, dict),
    ]
    return tuple(own)


def _open(path: str, name: str, summary: str, handler: Callable[[Call], object], gives: object) -> Operation:
    return Operation("GET", path, name, summary, handler, gives=gives, signed_in=False)
