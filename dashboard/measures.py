"""What is counted while the dashboard runs: `dashboard.server.metrics` tells it.

Nothing of a visitor or a dataset is a label: each has few values, which are known beforehand.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY = CollectorRegistry()
_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300)

RUNS = Histogram(
    "refrain_run_seconds",
    "How long a page's script ran, until all of it that was there was sent.",
    ["page"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
ASKED = Counter(
    "refrain_answers_asked", "Answers that pages asked for.", ["task"], registry=REGISTRY
)
KEPT = Counter(
    "refrain_answers_kept", "Answers that were kept on disk.", ["task"], registry=REGISTRY
)
COMPUTED = Histogram(
    "refrain_answer_seconds",
    "How long computing an answer took, the wait for a process included.",
    ["task"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
LOADS = Histogram(
    "refrain_load_seconds",
    "How long loading a corpus took.",
    ["outcome"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
ERRORS = Counter(
    "refrain_errors_shown",
    "Errors that a page showed, by their class.",
    ["kind"],
    registry=REGISTRY,
)
REFUSED = Counter(
    "refrain_requests_refused", "Requests that were refused.", ["why"], registry=REGISTRY
)
SIGN_INS = Counter("refrain_sign_ins", "Sign-ins.", ["outcome"], registry=REGISTRY)


@contextmanager
def timed(histogram: Histogram, label: str) -> Iterator[None]:
    """Count something by how long it takes, however it ends."""
    begun = time.monotonic()
    try:
        yield
    finally:
        histogram.labels(label).observe(time.monotonic() - begun)
