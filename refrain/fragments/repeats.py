"""The maximal repeats of a minimum length: the part of the index in which something repeats.

Ranks whose suffix shares `min_words` words with a neighbour's are kept, and nothing else, so that a
view costs what there is of repetition and not what there is of text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from refrain.fragments.arrays import changes, previous_smaller

FLOOR = 3
"""The smallest minimum length, in words, that an index answers."""


@dataclass(frozen=True, eq=False)
class Repeats:
    """What repeats at a minimum length.

    By kept rank, in rank order: `at` (position), `group` (class: equal next `min_words` words),
    `longest` (words of the longest match that starts there), `node` (the fragment that this match
    is a place of; -1 where it is not maximal to its left).
    By fragment: `lo` and `hi` (first and last kept rank of its places), `words`.
    """

    min_words: int
    at: np.ndarray
    group: np.ndarray
    longest: np.ndarray
    node: np.ndarray
    lo: np.ndarray
    hi: np.ndarray
    words: np.ndarray

    @property
    def places(self) -> np.ndarray:
        """By fragment: how many places it has."""
        return self.hi - self.lo + 1


def repeats(numbers: np.ndarray, suffixes: np.ndarray, lcp: np.ndarray, min_words: int) -> Repeats:
    """The maximal repeats of at least `min_words` words."""
    long = lcp >= min_words
    alike = long.copy()
    alike[1:] |= long[:-1]
    kept = np.flatnonzero(alike)
    depth = np.where(long[kept], lcp[kept], 0)
    at = suffixes[kept].astype(np.int64)
    group = np.concatenate([[0], np.cumsum(depth[:-1] == 0)]) if len(at) else at
    longest = np.maximum(depth, np.concatenate([[0], depth[:-1]])) if len(at) else depth
    lo, hi, words, of_rank = _intervals(depth)
    turns = changes(np.where(at > 0, numbers[at - 1], -1))
    maximal = turns[hi] > turns[lo]
    new = np.where(maximal, np.cumsum(maximal) - 1, -1)
    # The longest match is with the next suffix or with the one before: where LCP is that long.
    rank = np.arange(len(at))
    rank = np.where(depth == longest, rank, rank - 1)
    node = new[of_rank[rank]]
    return Repeats(min_words, at, group, longest, node, lo[maximal], hi[maximal], words[maximal])


def _intervals(depth: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The LCP intervals, outer before inner: lo, hi, depth; and by rank which is as deep as it."""
    rank = np.flatnonzero(depth)
    lo = previous_smaller(depth)[rank] + 1
    hi = len(depth) - 1 - previous_smaller(depth[::-1])[::-1][rank]
    # An interval is known by its first rank and its depth.
    key, first, which = np.unique(
        (lo << 32) | depth[rank].astype(np.int64), return_index=True, return_inverse=True
    )
    of_rank = np.full(len(depth), -1, dtype=np.int64)
    of_rank[rank] = which
    return lo[first], hi[first], key & 0xFFFFFFFF, of_rank
