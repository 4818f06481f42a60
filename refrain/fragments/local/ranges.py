"""Answers about many ranges of an array at once, in NumPy: nothing here steps through it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

_TOGETHER = 100_000
"""Ranges whose lengths are looked at together."""
_HOPS = 24
"""Rounds of pointer jumping before the rest, which may need any number, takes the pyramid."""


def previous_smaller(values: np.ndarray) -> np.ndarray:
    """By position: the nearest position before it with a smaller value, or -1.

    >>> previous_smaller(np.array([2, 4, 4, 3, 1])).tolist()
    [-1, 0, 0, 0, -1]
    """
    # Pointer jumping: everything between a position and its pointer is at least as large, so a
    # pointer that is not there yet may take its target's pointer instead.
    pointer = np.arange(-1, len(values) - 1, dtype=np.int32)
    active = np.arange(1, len(values), dtype=np.int32)
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
    nearest = np.full(len(at), -1, dtype=np.int64)
    depth = np.full(len(at), -1)
    for height, level in enumerate(levels):
        left = np.where(node % 2 == 1, node - 1, 0)
        hit = (depth < 0) & (node % 2 == 1) & (level[left] < wanted)
        nearest[hit], depth[hit] = left[hit], height
        node //= 2
    for height in range(len(levels) - 1, 0, -1):
        down = depth == height
        right = np.minimum(nearest[down] * 2 + 1, len(levels[height - 1]) - 1)
        smaller = levels[height - 1][right] < wanted[down]
        nearest[down] = np.where(smaller, right, nearest[down] * 2)
        depth[down] = height - 1
    return nearest


def changes(values: np.ndarray) -> np.ndarray:
    """How often the value changed up to each position: a range in which it never does holds one
    number at both its ends."""
    if len(values) == 0:
        return np.zeros(0, dtype=np.int32)
    turns = np.zeros(len(values), dtype=np.int32)
    np.cumsum(values[1:] != values[:-1], dtype=np.int32, out=turns[1:])
    return turns


def counts(marks: np.ndarray, lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
    """How many marks are in each range, both its ends included."""
    sums = np.zeros(len(marks) + 1, dtype=np.int32)
    np.cumsum(marks, dtype=np.int32, out=sums[1:])
    return sums[hi + 1] - sums[lo]


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
    """The smallest value of each range, both its ends included (ranges may nest and overlap).

    A range is two overlapping blocks of a power of 2, the largest that fits; all ranges of one
    power are answered from the minima of all blocks of that size (a sparse table, a row at a time).
    """
    smallest = np.empty(len(lo), dtype=values.dtype)
    power_of = _powers(lo, hi)
    most = int(power_of.max(initial=-1))
    # Two rows take turns: a new one each time would cost more than what is done to it.
    level, spare = values, [np.empty_like(values), np.empty_like(values)]
    for power in range(most + 1):
        here, half = np.flatnonzero(power_of == power), 1 << power
        smallest[here] = np.minimum(level[lo[here]], level[hi[here] - half + 1])
        if power < most:
            row = spare[power % 2][: len(level) - half]
            level = np.minimum(level[:-half], level[half:], out=row)
    return smallest


def painted(lo: np.ndarray, hi: np.ndarray, value: np.ndarray, length: int) -> np.ndarray:
    """By position: the largest value of the ranges that it lies in, both ends included; 0 in none.

    The inverse of `minima`: each range is two overlapping blocks of a power of 2, and a block
    hands its value down to its halves.
    """
    height = _powers(lo, hi)
    level = np.zeros(length, dtype=np.int32)
    for power in range(int(height.max(initial=-1)), -1, -1):
        here = height == power
        np.maximum.at(level, lo[here], value[here])
        np.maximum.at(level, hi[here] - (1 << power) + 1, value[here])
        if power:
            half = 1 << (power - 1)
            lower = level.copy()
            np.maximum(lower[half:], level[:-half], out=lower[half:])
            level = lower
    return level


def _powers(lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
    """By range: the largest power of 2 that is no longer than it, as its exponent."""
    powers = np.empty(len(lo), dtype=np.int8)
    for begin in range(0, len(lo), _TOGETHER):
        some = slice(begin, begin + _TOGETHER)
        powers[some] = np.frexp((hi[some] - lo[some] + 1).astype(np.float64))[1] - 1
    return powers


def grouped(keys: np.ndarray) -> np.ndarray:
    """The order that brings equal keys together, smallest first, and leaves each key's as it is.

    A stable argsort. Key and place are sorted as one number, which NumPy does many times faster;
    keys are 0 or more, and keys and places fit 2³¹ each.

    >>> grouped(np.array([3, 0, 3, 0])).tolist()
    [1, 3, 0, 2]
    """
    if not (keys[1:] < keys[:-1]).any():
        return np.arange(len(keys))
    order = keys.astype(np.int64)
    order <<= 32
    order |= np.arange(len(keys))
    order.sort()
    order &= 0xFFFFFFFF
    return order


class Ranges(NamedTuple):
    """Ranges of positions that neither touch nor overlap, in order: where each begins, and one past
    its last."""

    begin: np.ndarray
    end: np.ndarray

    @classmethod
    def of(cls, at: np.ndarray, width: np.ndarray | int) -> Ranges:
        """What ranges cover together that begin at these positions (in order) and are so wide.

        >>> Ranges.of(np.array([0, 1, 4]), 2)
        Ranges(begin=array([0, 4]), end=array([3, 6]))
        """
        end = at + width
        if isinstance(width, np.ndarray):
            end = np.maximum.accumulate(end)
        apart = np.flatnonzero(at[1:] > end[:-1])
        some = int(len(at) > 0)
        return cls(
            at[np.concatenate([np.zeros(some, dtype=np.int64), apart + 1])],
            end[np.concatenate([apart, np.full(some, len(at) - 1)])],
        )

    def joined(self, other: Ranges) -> Ranges:
        """What these or others cover.

        >>> one, other = Ranges(np.array([0]), np.array([3])), Ranges(np.array([2]), np.array([5]))
        >>> one.joined(other)
        Ranges(begin=array([0]), end=array([5]))
        """
        begin = np.concatenate([self.begin, other.begin])
        end = np.concatenate([self.end, other.end])
        order = begin.argsort(kind="stable")
        return Ranges.of(begin[order], (end - begin)[order])

    @property
    def size(self) -> int:
        """How much they cover."""
        return int((self.end - self.begin).sum())

    def before(self, place: np.ndarray) -> np.ndarray:
        """How much they cover before each place.

        >>> Ranges(np.array([0, 4]), np.array([3, 6])).before(np.array([0, 2, 5, 9])).tolist()
        [0, 2, 4, 5]
        """
        sums = np.concatenate([[0], np.cumsum(self.end - self.begin)])
        which = np.searchsorted(self.end, place, "right")
        inside = place - np.append(self.begin, np.iinfo(np.int64).max)[which]
        return sums[which] + np.maximum(inside, 0)

    def cover(self, at: np.ndarray, width: np.ndarray) -> np.ndarray:
        """Whether they cover all of each passage that begins there and is so wide.

        >>> ranges = Ranges(np.array([0, 4]), np.array([3, 6]))
        >>> ranges.cover(np.array([0, 2, 4]), np.array([3, 2, 1]))
        array([ True, False,  True])
        """
        which = np.searchsorted(self.begin, at, "right") - 1
        covered = which >= 0
        covered[covered] = (at + width)[covered] <= self.end[which[covered]]
        return covered

    def within(self, begin: int, end: int) -> Ranges:
        """What they cover between two positions, counted from the first of them.

        >>> Ranges(np.array([0, 4, 9]), np.array([3, 6, 11])).within(1, 9)
        Ranges(begin=array([0, 3]), end=array([2, 5]))
        """
        some = slice(np.searchsorted(self.end, begin, "right"), np.searchsorted(self.begin, end))
        return Ranges(
            np.maximum(self.begin[some], begin) - begin, np.minimum(self.end[some], end) - begin
        )

    def without(self, begin: int, end: int) -> Ranges:
        """What they cover apart from what is between two positions.

        >>> Ranges(np.array([0, 8]), np.array([6, 9])).without(2, 4)
        Ranges(begin=array([0, 4, 8]), end=array([2, 6, 9]))
        """
        starts = np.concatenate([self.begin, np.maximum(self.begin, end)])
        ends = np.concatenate([np.minimum(self.end, begin), self.end])
        left = np.flatnonzero(starts < ends)
        left = left[starts[left].argsort(kind="stable")]
        return Ranges(starts[left], ends[left])

    def marks(self, length: int) -> np.ndarray:
        """By position of an array of that length: whether they cover it (bool)."""
        edges = np.zeros(length + 1, dtype=np.int8)
        edges[self.begin], edges[self.end] = 1, -1
        return np.cumsum(edges[:length], dtype=np.int8).view(bool)
