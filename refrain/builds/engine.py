"""Where the work of a build is done: what an engine has to do, and the one for this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import Protocol, TypeVar

import pandas as pd
import pyarrow as pa

from refrain.assembly import transcripts_frame
from refrain.builds.part_files import columns_of
from refrain.builds.text_parts import TextPart
from refrain.errors import BuildError
from refrain.fragments import FragmentIndex
from refrain.fragments.compact import unitigs_of
from refrain.schemas import TRANSCRIPTS

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """Does what grows with the words of a dataset; the rest is done by whoever calls it."""

    name: str
    """What it is called on the command line, and in the manifest."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The result of each item, in their order, as soon as it and those before it are there.

        The function and the items can be pickled. An item may be done twice, for example by another
        machine when one is lost, so the function leaves the same files however often it runs.
        """

    def unitigs(self, parts: Sequence[TextPart], min_words: int) -> pd.DataFrame:
        """What repeats in the distinct texts: a row for each place of a unitig, see docs/build.md.

        Both engines give the same table.
        """

    def stop(self) -> None:
        """Give back what it holds, such as processes; nothing is asked of it afterwards."""


class LocalEngine:
    """The engine for one machine: a process for each of its processors, which last until it is
    closed."""

    name = "local"

    def __init__(self, processes: int | None = None) -> None:
        """Use so many processes: as many as there are processors where nothing is said."""
        self._processes = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._held: Connection | None = None

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Results by processes; where there is one item, or one processor, by this process."""
        if min(self._processes, len(items)) <= 1:
            yield from map(function, items)
            return
        if self._pool is None:
            # Spawned: Arrow's threads do not survive a fork.
            context = get_context("spawn")
            theirs, self._held = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self._processes, context, _begin_process, (theirs,))
        try:
            with _interrupts_held():
                results = self._pool.map(function, items)
            yield from results
        except BrokenProcessPool as error:
            raise BuildError(
                "A process of the build was ended from outside, as where memory is short. Run the "
                "same refrain build again: it goes on where it was."
            ) from error

    def stop(self) -> None:
        """End the processes, whatever they do."""
        if self._pool is not None and self._held is not None:
            self._held.close()
            self._pool.shutdown(cancel_futures=True)
            self._pool = self._held = None

    def unitigs(self, parts: Sequence[TextPart], min_words: int) -> pd.DataFrame:
        """What repeats, by an index of all texts in memory."""
        columns = [*TRANSCRIPTS.columns]
        tables = [columns_of(part.path, columns).take(pa.array(part.rows)) for part in parts]
        index = FragmentIndex.build(transcripts_frame(pa.concat_tables(tables)))
        return unitigs_of(index, min_words)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C is for the process that leads the work: those that it starts meanwhile never hear of
    it, not even while they are starting."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_process(leader: Connection) -> None:
    """Once the other end of the connection is closed, which whoever leads the work holds, this
    process is at its end, whatever it does: what it leaves has no name yet."""

    def follow() -> None:
        leader.poll(None)
        os._exit(1)

    Thread(target=follow, daemon=True).start()
