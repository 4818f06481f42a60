"""A corpus that is being loaded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from dashboard import measures
from dashboard.jobs import CancelledError, Job
from dashboard.workers import WAITING, Progress
from refrain.corpus import Corpus


class Loaded(NamedTuple):
    """A corpus, and the names of the columns of its tables."""

    corpus: Corpus
    columns: tuple[str, ...] = ()


@contextmanager
def _counted() -> Iterator[None]:
    begun, outcome = time.monotonic(), "failed"
    try:
        yield
        outcome = "loaded"
    except CancelledError:
        outcome = "cancelled"
        raise
    finally:
        measures.LOADS.labels(outcome).observe(time.monotonic() - begun)


class Loading(Job[Loaded]):
    """The load of a corpus. Its `stage` is the file that is being read.

    `size` is how many bytes there are to read, and `files` how many files were read so far.
    """

    def __init__(
        self, read: Callable[[Progress], Loaded], size: Callable[[], int], belongs_to: str = ""
    ) -> None:
        """Begin; `read` loads the corpus, and is stopped by what its progress raises."""
        self.files = 0
        self.size = 0

        def load(progress: Progress) -> Loaded:
            self.size = size()
            with _counted():
                loaded = read(progress)
            # What every page asks for first: computed here, no page stands still for it.
            _ = loaded.corpus.fingerprint, loaded.corpus.texts_fingerprint, loaded.corpus.texts
            return loaded

        super().__init__(load, belongs_to)

    def told(self, stage: str, share: float) -> None:
        """Take down how far it is. Raises CancelledError where it is to stop."""
        self.files += stage not in (self.stage, WAITING)
        super().told(stage, share)
