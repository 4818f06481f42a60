"""`/metrics`: what Prometheus asks now and then.

It is told to this machine alone, or to whoever has the token, where one is set: a stranger would
learn how many people are here, and what they look at.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from pathlib import Path

from cachetools.func import ttl_cache
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit.runtime import Runtime

from dashboard import corpora
from dashboard.measures import REGISTRY
from dashboard.server.addresses import is_loopback
from dashboard.workers import POOLS
from refrain import cache_entries, stored_folder

TOKEN = "REFRAIN_METRICS_TOKEN"  # nosec B105
"""The environment variable that, set, is what has to be sent as `Authorization: Bearer …`."""
NOT_TOLD = "Metrics are told to this machine alone, or to whoever has the token."
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers of a request that came over a proxy: it is not from this machine, whatever it says."""


def metrics(request: Request) -> Response:
    """All that is counted and measured, as Prometheus reads it."""
    if not may_ask(request):
        return PlainTextResponse(f"{NOT_TOLD}\n", 403)
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)


def may_ask(request: Request) -> bool:
    """Whether a request has the token, or is from this machine where there is none."""
    token = os.environ.get(TOKEN)
    if token:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    is_direct = not any(name in request.headers for name in _FORWARDED)
    return is_direct and request.client is not None and is_loopback(request.client.host)


class _Now(Collector):
    """What is so at the moment it is asked for."""

    def collect(self) -> Iterator[Metric]:
        """Sessions, jobs, uploads, bytes of the cache, and memory."""
        yield _gauge("refrain_sessions", "Browser tabs that are connected.", _sessions())
        jobs = GaugeMetricFamily(
            "refrain_jobs", "Jobs that wait for a process, or have one.", labels=["pool", "state"]
        )
        for pool in POOLS:
            jobs.add_metric([pool.name, "waiting"], pool.waiting)
            jobs.add_metric([pool.name, "running"], pool.running)
        yield jobs
        yield _gauge("refrain_uploads", "Uploads that are kept.", len(corpora.UPLOADS))
        yield _gauge("refrain_upload_bytes", "Bytes of them.", corpora.UPLOADS.bytes)
        yield _gauge("refrain_cache_bytes", "Bytes that are kept on disk.", _cache_bytes())
        memory = GaugeMetricFamily(
            "refrain_resident_memory_bytes", "Memory, mapped files included.", labels=["process"]
        )
        memory.add_metric(["server"], _resident("self"))
        memory.add_metric(["workers"], sum(_resident(pid) for pool in POOLS for pid in pool.pids()))
        yield memory


REGISTRY.register(_Now())


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)


def _sessions() -> int:
    return Runtime.instance()._session_mgr.num_active_sessions() if Runtime.exists() else 0


@ttl_cache(maxsize=1, ttl=60)
def _cache_bytes() -> int:
    """Looked up once a minute at most: it takes a look at every file."""
    folder = stored_folder.named_folder()
    return sum(entry.size for entry in cache_entries.entries(folder)) if folder else 0


def _resident(process: int | str) -> int:
    """Bytes of memory of a process; 0 where it has ended, or the system does not say."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
