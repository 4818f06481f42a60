"""A file of the file system that may change, or go, while it is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO
from weakref import ref

from refrain.loader.roots import raise_if_outside


class WatchedFile:
    """Opens a file, and says afterwards whether it is still the one that was opened first."""

    def __init__(self, path: Path, roots: Sequence[Path] = ()) -> None:
        """A file that is not opened yet; where there are roots, it has to be in one of them."""
        self._path = path
        self._roots = roots
        self._opened: tuple[int, ...] | None = None
        # Not the file itself: whoever lets go of it without closing it leaves nothing open.
        self._file: Callable[[], BinaryIO | None] = lambda: None

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._path

    def __call__(self) -> BinaryIO:
        """Its bytes; raises OSError."""
        file = self._path.open("rb")
        try:
            # Looked at once more: a link may have taken the file's place since it was found.
            raise_if_outside(_place(file, self._path), self._roots)
        except OSError:
            file.close()
            raise
        if self._opened is None:
            self._opened = _stamp(os.fstat(file.fileno()))
        self._file = ref(file)
        return file

    @property
    def position(self) -> int:
        """How far it was read where it is open: the system's place in it, ahead of what a buffer
        gave."""
        file = self._file()
        if file is None or file.closed:
            return 0
        return os.lseek(file.fileno(), 0, os.SEEK_CUR)

    @property
    def damage(self) -> str:
        """What is wrong with it where it changed; "" where it did not."""
        if self._opened is None:
            return ""
        try:
            now = _stamp(self._path.stat())
        except OSError:
            return "This file went away while it was read. What could be read of it was loaded."
        if now == self._opened:
            return ""
        return "This file changed while it was read. Open it again once it is whole."


def _place(file: BinaryIO, path: Path) -> Path:
    """Where an open file is, as far as the system says; the path where it does not."""
    link = Path(f"/proc/self/fd/{file.fileno()}")
    return link if link.is_symlink() else path


def _stamp(of_file: os.stat_result) -> tuple[int, ...]:
    return of_file.st_size, of_file.st_mtime_ns, of_file.st_ino
