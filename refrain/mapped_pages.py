"""The memory of columns that are mapped from files: what was looked at, and is not needed again."""

from __future__ import annotations

import ctypes
import mmap
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa

_MAPS = Path("/proc/self/maps")


def let_go(column: pd.Series) -> None:
    """Give back what a column of strings takes of this process's memory, where it is mapped from a
    file: it is read from there again when it is looked at. Elsewhere, and on other systems than
    Linux, nothing happens."""
    if not sys.platform.startswith("linux"):
        return
    values = pa.array(column)
    for chunk in values.chunks if isinstance(values, pa.ChunkedArray) else [values]:
        characters = chunk.buffers()[2]
        if characters is not None:
            _let_go(characters.address, characters.size)


def _let_go(address: int, size: int) -> None:
    # Only whole pages, and of nothing but a file: other memory would be gone.
    start = -(-address // mmap.PAGESIZE) * mmap.PAGESIZE
    end = (address + size) // mmap.PAGESIZE * mmap.PAGESIZE
    if start < end and _is_of_a_file(start, end):
        libc = ctypes.CDLL(None)
        libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), mmap.MADV_DONTNEED)


def _is_of_a_file(start: int, end: int) -> bool:
    """Whether one mapping, which nobody writes to, has all of this and is of a file."""
    for line in _MAPS.read_text(encoding="utf-8", errors="replace").splitlines():
        places, rights, _, _, number = line.split(maxsplit=5)[:5]
        first, last = (int(place, 16) for place in places.split("-"))
        if first <= start and end <= last:
            return number != "0" and "w" not in rights
    return False
