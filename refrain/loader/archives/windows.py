"""Parts of files: read side by side from one open file, and unpacked to a file that goes away."""

from __future__ import annotations

import io
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import BinaryIO

from refrain.loader.ledger import Ledger, Unopened
from refrain.loader.options import variable_of

IN_MEMORY = 16_000_000
"""Bytes; what unpacks to more is kept in a temporary file."""


class Shared:
    """An open file that several windows read; it is closed when the last of them is gone."""

    def __init__(self, file: BinaryIO | SpooledTemporaryFile[bytes], size: int) -> None:
        """A file that seeks, and its size."""
        self.file = file
        self.size = size
        self._lock = Lock()

    def read(self, at: int, count: int) -> bytes:
        """Bytes from a place on; fewer at its end."""
        with self._lock:
            self.file.seek(at)
            return self.file.read(max(min(count, self.size - at), 0))

    def window(self, start: int = 0, size: int | None = None) -> BinaryIO:
        """A part of it, as a file of its own."""
        return io.BufferedReader(self.raw_window(start, size), 65_536)

    def raw_window(self, start: int = 0, size: int | None = None) -> io.RawIOBase:
        """The same without a buffer."""
        size = self.size - start if size is None else min(size, self.size - start)
        return _Window(self, start, max(size, 0))

    def __del__(self) -> None:
        self.file.close()


class _Window(io.RawIOBase):
    """A part of a shared file, with a place of its own."""

    def __init__(self, shared: Shared, start: int, size: int) -> None:
        self._shared = shared
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        count = min(len(view), self._size - self._at)
        content = self._shared.read(self._start + self._at, count) if count > 0 else b""
        view[: len(content)] = content
        self._at += len(content)
        return len(content)


class Damaged(Exception):
    """Something packed that cannot be unpacked on; the message says why, without a stop."""


def unpacked(
    chunks: Iterable[bytes], ledger: Ledger, most: int, limit: str
) -> tuple[Shared, Unopened | None]:
    """What comes out of a packed file, and what is wrong where it ends too early.

    That is damage, more than `most` bytes (the limit of that name), or more than the ledger allows.
    """
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - Shared closes it
    shared = Shared(file, 0)
    try:
        for chunk in chunks:
            ledger.charge(len(chunk))
            shared.size += file.write(chunk)
            if shared.size > most:
                raise beyond(most, limit)
    except Damaged as damage:
        message = f"This file is damaged: {damage}. What could be read of it was loaded."
        return shared, Unopened("broken-file", message)
    except Unopened as fault:
        return shared, fault
    return shared, None


class Unpacked:
    """Opens what a packed file unpacked to."""

    def __init__(self, file: Shared, fault: Unopened | None) -> None:
        """Raises the fault where there is nothing to read, or too much."""
        if fault is not None and (fault.kind == "beyond-limit" or not file.size):
            raise fault
        self.size = file.size
        self.damage = fault.message if fault else ""
        self._file = file

    def __call__(self) -> BinaryIO:
        """Its bytes."""
        return self._file.window()


def beyond(most: int, limit: str) -> Unopened:
    """What a file is that has more bytes than the limit of that name."""
    message = f"Left out: it has more than {most:,} bytes. Split it, or raise {variable_of(limit)}."
    return Unopened("beyond-limit", message)
