"""Processes of the dashboard's own that do heavy work, so that nobody's click waits for it.

Python's pools of processes run the script that Streamlit is running once more, and cannot stop a
task that has begun. So a worker is a plain child process with a pipe each way: to stop its task it
is killed, and it ends by itself when the server does.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Condition, Lock, Thread
from typing import Any

from dashboard.worker import Message

Progress = Callable[[str, float], None]
"""Is told what is being done, and which share of all (0 to 1) is done; what it raises stops it."""
OFTEN = 0.2
"""Seconds after which `Progress` is told again: it may have a reason to stop."""
WAITING = "waiting for other work"
"""What is being done until there is a process for it."""
_ROOT = Path(__file__).parents[1]


class WorkerError(Exception):
    """The process of a task ended before its answer, as when memory runs out."""


class Workers:
    """Up to `most` processes, which are started when they are needed.

    They give way to others by so much `niceness`. They are kept for the next task, or end with each
    where they are not `reused`, and give back their memory.
    """

    def __init__(
        self, most: int, niceness: int = 0, *, reused: bool = True, name: str = ""
    ) -> None:
        """Start nothing yet."""
        self.name = name
        self._niceness = niceness
        self._reused = reused
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []
        self._lock = Lock()
        self._times_renewed = 0
        self._most = most
        self._queue: list[object] = []
        """Who wants a process, in order: the first `most` have one."""
        self._moved = Condition()

    def run(self, progress: Progress, function: Callable[..., Any], *args: Any) -> Any:
        """What `function(progress, *args)` gives, computed in a process as soon as one is free.

        The function is one that a module has by its name, and the arguments and the answer can be
        pickled. Raises what it raises, what `progress` raises, after the process is killed, and
        WorkerError where the process ended before its answer.
        """
        with self._turn(progress):
            with self._lock:
                worker = self._idle.pop() if self._idle else None
                times_renewed = self._times_renewed
            worker = worker or self._new()
            try:
                return worker.run(progress, function, args)
            finally:
                if not (worker.idle and self._reused and self._keep(worker, times_renewed)):
                    self._end(worker)

    @property
    def running(self) -> int:
        """How many have a process, or are about to."""
        return min(len(self._queue), self._most)

    @property
    def waiting(self) -> int:
        """How many wait for a process."""
        return max(len(self._queue) - self._most, 0)

    def pids(self) -> list[int]:
        """The processes there are."""
        with self._lock:
            return [worker.pid for worker in self._all]

    def stop(self) -> None:
        """Kill all processes, whatever they do; whoever waits for them gets WorkerError."""
        with self._lock:
            for worker in self._all:
                worker.kill()

    def _new(self) -> _Worker:
        worker = _Worker(self._niceness)
        with self._lock:
            self._all.append(worker)
        return worker

    def _end(self, worker: _Worker) -> None:
        worker.kill()
        with self._lock:
            self._all.remove(worker)

    def renew(self) -> None:
        """Keep no process that there is now: those that work end with their task."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._times_renewed += 1
        for worker in idle:
            self._end(worker)

    @contextmanager
    def _turn(self, progress: Progress) -> Iterator[None]:
        """Wait until it is one's turn: first come, first served."""
        ticket = object()
        with self._moved:
            self._queue.append(ticket)
        try:
            while True:
                with self._moved:
                    if self._queue.index(ticket) < self._most:
                        break
                    self._moved.wait(OFTEN)
                progress(WAITING, 0.0)
            yield
        finally:
            with self._moved:
                self._queue.remove(ticket)
                self._moved.notify_all()

    def _keep(self, worker: _Worker, times_renewed: int) -> bool:
        with self._lock:
            if times_renewed == self._times_renewed:
                self._idle.append(worker)
                return True
        return False


class _Worker:
    """One process; it is `idle` where it waits for a task."""

    def __init__(self, niceness: int) -> None:
        paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.worker", str(niceness)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
        self.idle = True
        self._messages: SimpleQueue[Message] = SimpleQueue()
        atexit.register(self._process.kill)
        Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def run(self, progress: Progress, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        # Pickled as a whole first: half a task would be taken for a broken one.
        task = pickle.dumps((function, args), protocol=5)
        self.idle = False
        self._send(task)
        stage_and_share = ("", 0.0)
        while True:
            with suppress(Empty):
                kind, value = self._messages.get(timeout=OFTEN)
                if kind == "gone":
                    raise WorkerError(f"The process that did it ended: {self._process.wait()}.")
                if kind == "told":
                    stage_and_share = value
                else:
                    self.idle = True
                    if kind == "failed":
                        raise value
                    return value
            progress(*stage_and_share)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        atexit.unregister(self._process.kill)

    def _send(self, task: bytes) -> None:
        requests = self._process.stdin
        assert requests is not None
        try:
            requests.write(task)
            requests.flush()
        except OSError as error:  # it ended while it was idle
            raise WorkerError(f"The process that was to do it is gone: {error}.") from error

    def _listen(self) -> None:
        answers = self._process.stdout
        assert answers is not None
        while True:
            try:
                # From a process of our own, over a pipe that nobody else has.
                self._messages.put(pickle.load(answers))  # nosec B301
            except (EOFError, OSError, pickle.UnpicklingError):
                self._messages.put(("gone", None))
                return


_HALF = max(1, min(4, (os.cpu_count() or 2) // 2))
LOADS = Workers(_HALF, reused=False, name="loads")
"""For loading a corpus: nothing else is before what a visitor waits for first."""
LONG = Workers(_HALF, niceness=5, name="long")
"""For what takes long and is kept: half of the machine's processors, four at most."""
QUICK = Workers(_HALF, name="quick")
"""For what a click asks for: no long work is before it."""
POOLS = (LOADS, LONG, QUICK)


def renew() -> None:
    """Keep no process that there is now: each has mapped files of what it was last asked about."""
    for workers in POOLS:
        workers.renew()
