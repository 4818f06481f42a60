"""The one clock of the benchmarks that drive no browser: what else runs does not count."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process's processor time, all its threads together; and what came out."""
    start = time.process_time()
    result = action()
    return time.process_time() - start, result
