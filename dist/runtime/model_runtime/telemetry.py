"""What a server tells Prometheus about itself."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_LATENCY_BOUNDS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_BATCH_BOUNDS = (1, 2, 4, 8, 16, 32, 64, 128)


class Telemetry:
    """Prometheus metrics of one model version."""

    def __init__(self, name: str, version: str, queued: Callable[[], int]) -> None:
        self.registry = CollectorRegistry()
        self._labels = {"model": name, "version": version}
        names = list(self._labels)
        self._requests = Counter("model_requests", "Inference requests", [*names, "code"], registry=self.registry)
        self._errors = Counter("model_errors", "Requests that failed in the server", names, registry=self.registry)
        self._seconds = Histogram(
            "model_request_seconds", "Time to answer", names, registry=self.registry, buckets=_LATENCY_BOUNDS_S
        )
        self._batches = Histogram(
            "model_batch_size", "Examples in a batch", names, registry=self.registry, buckets=_BATCH_BOUNDS
        )
        queue = Gauge("model_queue_length", "Examples that wait", names, registry=self.registry)
        queue.labels(**self._labels).set_function(queued)
        # Present from the start, at 0.
        self._errors.labels(**self._labels)
        self._seconds.labels(**self._labels)
        self._batches.labels(**self._labels)

    def answered(self, code: int, seconds: float) -> None:
        self._requests.labels(**self._labels, code=str(code)).inc()
        self._seconds.labels(**self._labels).observe(seconds)
        if code >= 500:
            self._errors.labels(**self._labels).inc()

    def batch(self, size: int) -> None:
        self._batches.labels(**self._labels).observe(size)
