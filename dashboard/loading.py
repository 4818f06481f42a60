"""A corpus that is being loaded, in a thread of its own that all who want it share."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from threading import Thread
from typing import NamedTuple

from dashboard import garbage
from refrain.corpus import Corpus
from refrain.loader.progress import Progress

PRESENT = 70.0
"""Seconds after a visitor was last seen to wait from which on they are gone: a browser lets a tab
that is in the background ask once a minute."""


class CancelledError(Exception):
    """Nobody waits for it any more."""


class Loaded(NamedTuple):
    """A corpus, and the names of the columns of its tables."""

    corpus: Corpus
    columns: tuple[str, ...] = ()


class Loading:
    """A corpus that is being loaded: whoever asks for it meanwhile waits for the same load.

    `size` is how many bytes there are to read; `file`, `share` and `files` are how far it is: what
    is being read, the share of the bytes that were, and how many files so far. `columns` has the
    names of the columns of its tables, once it is loaded.
    """

    def __init__(self, read: Callable[[Progress], Loaded], size: Callable[[], int]) -> None:
        """Begin; `read` loads the corpus, and is stopped by what its progress raises."""
        self.file = ""
        self.share = 0.0
        self.files = 0
        self.size = 0
        self.columns: tuple[str, ...] = ()
        self.cancelled = False
        self._seen: dict[str, float] = {}
        self._loaded: Future[Corpus] = Future()
        # As a daemon it does not keep a server from stopping.
        Thread(target=self._run, args=(read, size), daemon=True).start()

    def done(self, seconds: float = 0) -> bool:
        """Whether it has ended, well or not, after so many seconds at most."""
        return bool(wait_for([self._loaded], seconds).done)

    def result(self) -> Corpus:
        """The corpus, once it is loaded.

        Raises what the load raised, and CancelledError where nobody waited for it any more.
        """
        return self._loaded.result()

    def error(self) -> BaseException | None:
        """What a load that has ended raised."""
        return self._loaded.exception()

    def wait(self, visitor: str) -> None:
        """Take down that a visitor waits for it."""
        self._seen[visitor] = time.monotonic()

    def leave(self, visitor: str) -> None:
        """Take down that a visitor no longer waits: without another who does, it is cancelled."""
        self._seen.pop(visitor, None)
        now = time.monotonic()
        if not any(now - seen < PRESENT for seen in list(self._seen.values())):
            self.cancelled = True

    def _run(self, read: Callable[[Progress], Loaded], size: Callable[[], int]) -> None:
        try:
            self.size = size()
            corpus, self.columns = read(self._progress)
            # What every page asks for first: computed here, no page stands still for it.
            _ = corpus.fingerprint, corpus.texts_fingerprint, corpus.texts
            self._loaded.set_result(corpus)
            garbage.settle()
        except BaseException as error:
            # All of them belong to who asks for the result.
            self._loaded.set_exception(error)

    def _progress(self, file: str, share: float) -> None:
        if self.cancelled:
            raise CancelledError
        self.files += file != self.file
        self.file, self.share = file, share
