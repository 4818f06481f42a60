"""The end of the server: soon, with all that it started, and as a success.

uvicorn would wait for the last slow connection, and then let the signal end the process at once:
what goes with the server would be left behind.
"""

from __future__ import annotations

import os
import signal
from threading import Timer
from types import FrameType

import uvicorn

from dashboard import events, exchange
from dashboard.workers import POOLS

GRACE = 3
"""Seconds that requests have to end in, and then as many that pages have."""


def on_signals() -> None:
    """Let SIGTERM and SIGINT stop the server like this; for its start, in the main thread."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if not isinstance(server, uvicorn.Server):  # something else runs the app, and ends it
        return
    server.config.timeout_graceful_shutdown = GRACE

    def stop(number: int, _: FrameType | None) -> None:
        server.force_exit = server.should_exit and number == signal.SIGINT
        server.should_exit = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def clean_up() -> None:
    """End the workers and what goes with the server; the process ends a little later, even where a
    page still computes."""
    for pool in POOLS:
        pool.stop()
    exchange.clean_up()
    events.event("stopped", who=events.SERVER)
    ending = Timer(GRACE, os._exit, [0])
    ending.daemon = True
    ending.start()
