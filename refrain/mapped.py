"""A value in a file, opened again without being read: its arrays are mapped into memory.

The value is pickled (protocol 5), its arrays, Arrow's and NumPy's, out of band: they follow one
another in the file, and an opened value points to them there. So a table of a gigabyte opens in
milliseconds, and all processes that open it share its memory. Its arrays cannot be written to.

Only files of one's own may be opened, as with any pickle (`refrain.stored_folder`).
"""

from __future__ import annotations

import mmap
import pickle
from pathlib import Path
from typing import Any

_ALIGNED = 64
"""Bytes: what vectors of a processor like their numbers to begin at."""
_LENGTH = 8


def write(value: Any, path: Path) -> None:
    """Write a value that can be pickled. Raises OSError."""
    buffers: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(value, protocol=5, buffer_callback=buffers.append)
    views = [buffer.raw() for buffer in buffers]
    head = pickle.dumps((pickled, [len(view) for view in views]), protocol=5)
    with path.open("wb") as file:
        file.write(len(head).to_bytes(_LENGTH, "little"))
        file.write(head)
        for view in views:
            file.write(bytes(-file.tell() % _ALIGNED))
            file.write(view)


def opened(path: Path) -> Any:
    """The value of a file that `write` wrote.

    It is read as Python reads a pickle, so it is only for files that nobody else can write:
    `stored_folder` trusts no folder but this user's own.
    Raises OSError where it cannot be opened, ValueError or UnpicklingError where it is another.
    """
    with path.open("rb") as file:
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    at = _LENGTH + int.from_bytes(content[:_LENGTH], "little")
    pickled, lengths = pickle.loads(content[_LENGTH:at])  # nosec B301
    buffers = []
    for length in lengths:
        at += -at % _ALIGNED
        buffers.append(content[at : at + length])
        at += length
    return pickle.loads(pickled, buffers=buffers)  # nosec B301
