"""Work that goes on while pages are shown, in a thread of its own that all who want it share."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from threading import Thread
from typing import Generic, TypeVar

from dashboard import garbage
from dashboard.workers import Progress

Result = TypeVar("Result")
PRESENT = 70.0
"""Seconds after a visitor was last seen to wait from which on they are gone: a browser lets a tab
that is in the background ask once a minute."""


class CancelledError(Exception):
    """Nobody waits for it any more."""


class Job(Generic[Result]):
    """Work that was begun: whoever asks for its result meanwhile waits for the same work.

    `stage` and `share` (0 to 1) are how far it is, and `began` when it began, as
    `time.monotonic` counts. It is `cancelled` once everyone who waited left.
    """

    def __init__(self, work: Callable[[Progress], Result]) -> None:
        """Begin; `work` is stopped by what its progress raises."""
        self.stage = ""
        self.share = 0.0
        self.cancelled = False
        self.began = time.monotonic()
        self._seen: dict[str, float] = {}
        self._result: Future[Result] = Future()
        # As a daemon it does not keep a server from stopping.
        Thread(target=self._run, args=(work,), daemon=True).start()

    def done(self, seconds: float = 0) -> bool:
        """Whether it has ended, well or not, after so many seconds at most."""
        return bool(wait_for([self._result], seconds).done)

    def result(self) -> Result:
        """What comes of it, once it has ended.

        Raises what the work raised, and CancelledError where nobody waited for it any more.
        """
        return self._result.result()

    def error(self) -> BaseException | None:
        """What work that has ended raised."""
        return self._result.exception()

    def wait(self, visitor: str) -> None:
        """Take down that a visitor waits for it."""
        self._seen[visitor] = time.monotonic()

    def leave(self, visitor: str) -> None:
        """Take down that a visitor no longer waits: without another who does, it is cancelled."""
        self._seen.pop(visitor, None)
        now = time.monotonic()
        if not any(now - seen < PRESENT for seen in list(self._seen.values())):
            self.cancelled = True

    def told(self, stage: str, share: float) -> None:
        """Take down how far it is. Raises CancelledError where it is to stop."""
        if self.cancelled:
            raise CancelledError
        self.stage, self.share = stage, share

    def _run(self, work: Callable[[Progress], Result]) -> None:
        try:
            self._result.set_result(work(self.told))
        except BaseException as error:
            # All of them belong to who asks for the result.
            self._result.set_exception(error)
        garbage.settle()
