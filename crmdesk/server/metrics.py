"""Figures about the centre for Prometheus; it measures, and decides nothing."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """Counters of one app, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "crmdesk_requests", "Requests answered", ("operation", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "crmdesk_request_seconds", "Time to answer a request", ("operation",), registry=self._registry
        )

    def observe(self, operation: str, status: int, seconds: float) -> None:
        """Counts one answered request."""
        self._requests.labels(operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)

    def page(self) -> bytes:
        """The page that Prometheus fetches."""
        return generate_latest(self._registry)
