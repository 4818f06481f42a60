"""Work that goes on while pages are shown, in a thread of its own that all who want it share."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from threading import Lock, Thread
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from dashboard import garbage, memory
from dashboard.workers import Progress

Result = TypeVar("Result")
PRESENT = 70.0
"""Seconds after a visitor was last seen to wait from which on they are gone: a browser lets a tab
that is in the background ask once a minute."""
STOPPED = 60.0
"""Seconds within which work that is cancelled has stopped."""
_ALL: WeakSet[Job[Any]] = WeakSet()
_CHANGES = Lock()


class CancelledError(Exception):
    """Nobody waits for it any more."""


class Job(Generic[Result]):
    """Work that was begun: whoever asks for its result meanwhile waits for the same work.

    `stage` and `share` (0 to 1) are how far it is, and `began` when it began, as
    `time.monotonic` counts. It is `cancelled` once everyone who waited left, and once the upload
    that it `belongs_to`, if it does, has ended.
    """

    def __init__(self, work: Callable[[Progress], Result], belongs_to: str = "") -> None:
        """Begin; `work` is stopped by what its progress raises."""
        self.belongs_to = belongs_to
        self.stage = ""
        self.share = 0.0
        self.began = time.monotonic()
        self._seen: dict[str, float] = {}
        self._result: Future[Result] = Future()
        # One of an upload that ends right now either knows it or is known to `end`.
        self.cancelled = False
        with _CHANGES:
            _ALL.add(self)
        self.cancelled = memory.has_ended(belongs_to)
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
            self.told(self.stage, self.share)
            self._result.set_result(work(self.told))
        except BaseException as error:
            # All of them belong to who asks for the result.
            self._result.set_exception(error)
        garbage.settle()


def end(upload: str) -> None:
    """Cancel all work on an upload; returns once none goes on."""
    with _CHANGES:
        ended = [job for job in _ALL if job.belongs_to == upload]
    for job in ended:
        job.cancelled = True
    for job in ended:
        job.done(STOPPED)
