"""What is there to stay is left out of garbage collection.

Streamlit has the garbage of each run collected when it ends, and that walks every object of the
process: the modules, the corpora and all that was made of them, for everybody who waits meanwhile.
Frozen objects are not walked. They are freed as others are once nobody refers to them; but those
that refer to each other in a circle are freed only when they are thawed and collected.
"""

from __future__ import annotations

import gc
import time
from threading import Lock, Timer

EVERY = 30.0
"""Seconds between two times that all there is is walked, at least: no click is answered then."""


class _Plan:
    """When all is walked next, and when it was last."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.planned = False
        self.last = -EVERY


_PLAN = _Plan()


def settle() -> None:
    """Something was made that is kept, and something else may have been dropped for it: what was
    dropped is freed, and what is kept is left out of garbage collection.

    Returns at once. It is done for several such calls together, EVERY seconds after it was last
    done.
    """
    with _PLAN.lock:
        if _PLAN.planned:
            return
        _PLAN.planned = True
        seconds = max(0.0, _PLAN.last + EVERY - time.monotonic())
    timer = Timer(seconds, settle_now)
    timer.daemon = True
    timer.start()


def settle_now() -> None:
    """What `settle` does, before it returns."""
    with _PLAN.lock:
        _PLAN.planned = False
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    with _PLAN.lock:
        _PLAN.last = time.monotonic()
