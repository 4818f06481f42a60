"""Suffix and LCP arrays of word ids, and where a passage is in them."""

from __future__ import annotations

import numpy as np
from pydivsufsort import divsufsort, kasai


def suffix_array(ids: np.ndarray) -> np.ndarray:
    """The positions, in the order of what follows them.

    divsufsort sorts bytes: each id is written in as few as all of them fit in, the highest
    first, and of the suffixes of bytes those are kept with which an id begins.
    """
    if len(ids) == 0:
        return np.empty(0, dtype=np.int32)
    width = max((int(ids.max()).bit_length() + 7) // 8, 1)
    digits = ids.astype(">i4").view(np.uint8).reshape(-1, 4)[:, 4 - width :]
    suffixes = divsufsort(np.ascontiguousarray(digits).reshape(-1))
    suffixes = suffixes[suffixes % width == 0]
    suffixes //= width
    return suffixes.astype(np.int32, copy=False)  # there are fewer than 2³¹ ids of 32 bits


def lcp_array(ids: np.ndarray, suffixes: np.ndarray) -> np.ndarray:
    """By rank: how many ids the suffix there shares with the next one; 0 at the last."""
    if len(ids) == 0:
        return np.empty(0, dtype=np.int32)
    return kasai(ids, suffixes)


def equal_to(ids: np.ndarray, suffixes: np.ndarray, at: int, length: int) -> np.ndarray:
    """The positions whose next `length` ids are those at `at`, in order."""
    wanted = ids[at : at + length]
    low = _first(ids, suffixes, wanted, after=False)
    high = _first(ids, suffixes, wanted, after=True)
    return np.sort(suffixes[low:high]).astype(np.int64)


def _first(ids: np.ndarray, suffixes: np.ndarray, wanted: np.ndarray, after: bool) -> int:
    """The first rank whose suffix is not before the wanted ids, or is after all with them."""
    low, high = 0, len(suffixes)
    while low < high:
        middle = (low + high) // 2
        here = ids[suffixes[middle] : suffixes[middle] + len(wanted)]
        differ = np.flatnonzero(here != wanted[: len(here)])
        if len(differ):
            before = bool(here[differ[0]] < wanted[differ[0]])
        else:
            before = after or len(here) < len(wanted)
        low, high = (middle + 1, high) if before else (low, middle)
    return low
