"""Figures about the centre for Prometheus, of one process or of several together; it measures, and decides nothing."""

from __future__ import annotations

import os
from pathlib import Path


class Metrics:
    """Counters of one app, in a registry of its own."""

    def __init__(self, shared: Path | None = None) -> None:
        """`shared` is a folder where several processes keep their figures: each one's page then adds up all of them,

        also of those that ended. The library asks for that before its first import in a process.
        """
        if shared is not None:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(shared)
        from prometheus_client import CollectorRegistry, Counter, Histogram
        from prometheus_client.multiprocess import MultiProcessCollector

        own = CollectorRegistry()
        self._requests = Counter(
            "crmdesk_requests", "Requests answered", ("operation", "status"), registry=own
        )
        self._seconds = Histogram(
            "crmdesk_request_seconds", "Time to answer a request", ("operation",), registry=own
        )
        self._told = Counter(
            "crmdesk_webhook_messages",
            "Messages to webhooks: taken, failed, and failures that switched one off",
            ("outcome",),
            registry=own,
        )
        self._shown = own
        if shared is not None:
            self._shown = CollectorRegistry()
            MultiProcessCollector(self._shown, str(shared))  # type: ignore[no-untyped-call]

    def observe(self, operation: str, status: int, seconds: float) -> None:
        """Counts one answered request."""
        self._requests.labels(operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)

    def told(self, outcome: str) -> None:
        """Counts what became of a message to a webhook."""
        self._told.labels(outcome).inc()

    def page(self) -> tuple[bytes, str]:
        """The page that Prometheus fetches, and its content type."""
        from prometheus_client import generate_latest
        from prometheus_client.exposition import CONTENT_TYPE_LATEST

        return generate_latest(self._shown), CONTENT_TYPE_LATEST
