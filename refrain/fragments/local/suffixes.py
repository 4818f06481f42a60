"""Suffix and LCP arrays of word numbers, and where a passage is in them."""

from __future__ import annotations

import numpy as np
from pydivsufsort import divsufsort, kasai


def suffix_array(numbers: np.ndarray) -> np.ndarray:
    """The positions, in the order of what follows them.

    divsufsort sorts bytes: each number is written in as few as all of them fit in, the highest
    first, and of the suffixes of bytes those are kept with which a number begins.
    """
    if len(numbers) == 0:
        return np.empty(0, dtype=np.int32)
    width = max((int(numbers.max()).bit_length() + 7) // 8, 1)
    digits = numbers.astype(">i4").view(np.uint8).reshape(-1, 4)[:, 4 - width :]
    suffixes = divsufsort(np.ascontiguousarray(digits).reshape(-1))
    suffixes = suffixes[suffixes % width == 0]
    suffixes //= width
    return suffixes.astype(np.int32, copy=False)  # there are fewer than 2³¹ numbers of 32 bits


def lcp_array(numbers: np.ndarray, suffixes: np.ndarray) -> np.ndarray:
    """By rank: how many numbers the suffix there shares with the next one; 0 at the last."""
    if len(numbers) == 0:
        return np.empty(0, dtype=np.int32)
    return kasai(numbers, suffixes)


def equal_to(numbers: np.ndarray, suffixes: np.ndarray, at: int, length: int) -> np.ndarray:
    """The positions whose next `length` numbers are those at `at`, in order."""
    wanted = numbers[at : at + length]
    low = _first(numbers, suffixes, wanted, after=False)
    high = _first(numbers, suffixes, wanted, after=True)
    return np.sort(suffixes[low:high]).astype(np.int64)


def _first(numbers: np.ndarray, suffixes: np.ndarray, wanted: np.ndarray, after: bool) -> int:
    """The first rank whose suffix is not before the wanted numbers, or is after all with them."""
    low, high = 0, len(suffixes)
    while low < high:
        middle = (low + high) // 2
        own = numbers[suffixes[middle] : suffixes[middle] + len(wanted)]
        differ = np.flatnonzero(own != wanted[: len(own)])
        if len(differ):
            before = bool(own[differ[0]] < wanted[differ[0]])
        else:
            before = after or len(own) < len(wanted)
        low, high = (middle + 1, high) if before else (low, middle)
    return low
