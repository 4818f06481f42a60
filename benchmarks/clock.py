"""The one clock of the benchmarks that drive no browser: what else runs does not count."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, of all threads and of processes that ended; and what came out."""
    start = _processor_time()
    result = action()
    return _processor_time() - start, result


def _processor_time() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system
