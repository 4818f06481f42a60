"""Answers about many ranges of an array at once, in NumPy: nothing here steps through it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_HOPS = 24
"""Rounds of pointer jumping before the rest, which may need any number, takes the pyramid."""


def previous_smaller(values: np.ndarray) -> np.ndarray:
    """By position: the nearest position before it with a smaller value, or -1.

    >>> previous_smaller(np.array([2, 4, 4, 3, 1])).tolist()
    [-1, 0, 0, 0, -1]
    """
    # Pointer jumping: everything between a position and its pointer is at least as large, so a
    # pointer that is not there yet may take its target's pointer instead.
    pointer = np.arange(-1, len(values) - 1, dtype=np.int64)
    active = np.arange(1, len(values))
    for _ in range(_HOPS):
        target = pointer[active]
        active = active[(target >= 0) & (values[target] >= values[active])]
        if len(active) == 0:
            return pointer
        pointer[active] = pointer[pointer[active]]
    pointer[active] = _by_pyramid(values, active)
    return pointer


def _by_pyramid(values: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The same for some positions, in as many rounds as the array has binary digits: up the
    minima of blocks of 2, 4, 8 … until the block to the left has a smaller value, then down."""
    levels = [values]
    while len(levels[-1]) > 1:
        level = levels[-1]
        padded = np.append(level, level[-1:]) if len(level) % 2 else level
        levels.append(np.minimum(padded[::2], padded[1::2]))
    wanted, node = values[at], at.copy()
    found = np.full(len(at), -1, dtype=np.int64)
    depth = np.full(len(at), -1)
    for height, level in enumerate(levels):
        left = np.where(node % 2 == 1, node - 1, 0)
        hit = (depth < 0) & (node % 2 == 1) & (level[left] < wanted)
        found[hit], depth[hit] = left[hit], height
        node //= 2
    for height in range(len(levels) - 1, 0, -1):
        down = depth == height
        right = np.minimum(found[down] * 2 + 1, len(levels[height - 1]) - 1)
        smaller = levels[height - 1][right] < wanted[down]
        found[down] = np.where(smaller, right, found[down] * 2)
        depth[down] = height - 1
    return found


def changes(values: np.ndarray) -> np.ndarray:
    """How often the value changed up to each position: a range in which it never does holds one
    number at both its ends."""
    if len(values) == 0:
        return np.zeros(0, dtype=np.int64)
    return np.concatenate([[0], np.cumsum(values[1:] != values[:-1])])


def counts(marks: np.ndarray, lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
    """How many marks are in each range, both its ends included."""
    sums = np.concatenate([[0], np.cumsum(marks, dtype=np.int64)])
    return sums[hi + 1] - sums[lo]


def expanded(lo: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The numbers of each range, one range after another.

    >>> expanded(np.array([5, 2]), np.array([3, 2])).tolist()
    [5, 6, 7, 2, 3]
    """
    return np.arange(size.sum()) + np.repeat(lo - np.cumsum(size) + size, size)


def chunks(size: np.ndarray, budget: int) -> Iterator[slice]:
    """Slices of neighbours that add up to the budget at most, or are one by themselves."""
    total = np.cumsum(size)
    start = 0
    while start < len(size):
        before = total[start - 1] if start else 0
        stop = max(int(np.searchsorted(total, before + budget, "right")), start + 1)
        yield slice(start, stop)
        start = stop


def minima(values: np.ndarray, lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
    """The smallest value of each range, both its ends included (ranges may nest and overlap)."""
    found = np.empty(len(lo), dtype=values.dtype)
    height = np.frexp((hi - lo + 1).astype(float))[1] - 1  # of the largest power of 2 that fits
    level = values
    for power in range(int(height.max(initial=-1)) + 1):
        here = height == power
        a, b = lo[here], hi[here] - (1 << power) + 1
        found[here] = np.minimum(level[a], level[b])
        half = 1 << power
        level = np.minimum(level[:-half], level[half:]) if len(level) > half else level
    return found


def painted(lo: np.ndarray, hi: np.ndarray, value: np.ndarray, length: int) -> np.ndarray:
    """By position: the largest value of the ranges that it lies in, both ends included; 0 in none.

    The inverse of `minima`: each range is two overlapping blocks of a power of 2, and a block
    hands its value down to its halves.
    """
    height = np.frexp((hi - lo + 1).astype(float))[1] - 1
    level = np.zeros(length, dtype=np.int64)
    for power in range(int(height.max(initial=-1)), -1, -1):
        here = height == power
        np.maximum.at(level, lo[here], value[here])
        np.maximum.at(level, hi[here] - (1 << power) + 1, value[here])
        if power:
            half = 1 << (power - 1)
            lower = level.copy()
            lower[half:] = np.maximum(lower[half:], level[:-half])
            level = lower
    return level


def covered(at: np.ndarray, width: np.ndarray | int, length: int) -> np.ndarray:
    """Which positions of an array of that length lie in one of the stretches `at`, so wide.

    >>> covered(np.array([4, 0]), np.array([1, 2]), 6).tolist()
    [True, True, False, False, True, False]
    """
    if len(at) == 0:
        return np.zeros(length, dtype=bool)
    order = np.argsort(at, kind="stable")
    begin, end = at[order], np.maximum.accumulate((at + width)[order])
    # Stretches that touch are one.
    apart = np.flatnonzero(begin[1:] > end[:-1])
    begin, end = begin[np.append(0, apart + 1)], end[np.append(apart, len(at) - 1)]
    if (end - begin).sum() < length / 8:
        marks = np.zeros(length, dtype=bool)
        marks[expanded(begin, end - begin)] = True
        return marks
    edges = np.zeros(length + 1, dtype=np.int8)
    edges[begin], edges[end] = 1, -1
    return np.cumsum(edges[:length], dtype=np.int8).view(bool)
