"""Where the work of a build is done: what an engine has to do, and the one for this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
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

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Results by processes; where there is one item, or one processor, by this process."""
        if min(self._processes, len(items)) <= 1:
            yield from map(function, items)
            return
        if self._pool is None:
            # Spawned: Arrow's threads do not survive a fork.
            self._pool = ProcessPoolExecutor(
                self._processes, get_context("spawn"), initializer=_begin_process
            )
        try:
            yield from self._pool.map(function, items)
        except BrokenProcessPool as error:
            raise BuildError(
                "A process of the build was ended from outside, as where memory is short. Run the "
                "same refrain build again: it goes on where it was."
            ) from error

    def stop(self) -> None:
        """End the processes, as soon as they have done what they are doing."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def unitigs(self, parts: Sequence[TextPart], min_words: int) -> pd.DataFrame:
        """What repeats, by an index of all texts in memory."""
        columns = [*TRANSCRIPTS.columns]
        tables = [columns_of(part.path, columns).take(pa.array(part.rows)) for part in parts]
        index = FragmentIndex.build(transcripts_frame(pa.concat_tables(tables)))
        return unitigs_of(index, min_words)


def _begin_process() -> None:
    """Ctrl-C is for the process that leads the work; and where that one is gone, so is this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leader = parent_process()
    assert leader is not None

    def follow() -> None:
        leader.join()
        os._exit(1)

    Thread(target=follow, daemon=True).start()
