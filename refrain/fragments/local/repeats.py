"""The maximal repeats of a minimum length: the part of the index in which something repeats.

Only what repeats is sorted, and of the ranks those are kept whose suffix shares `min_words` words
with a neighbour's, so that a view costs what there is of repetition and not what there is of text.
What repeats at a greater minimum length is a part of the same table: `Repeats.of_length` takes it,
and sorts nothing again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from refrain.fragments.local.ranges import changes, grouped, previous_smaller
from refrain.fragments.local.suffixes import repeated_suffixes
from refrain.fragments.query import FLOOR

LEVELS = (FLOOR, 5, 10)
"""The lengths below MIN_WORDS that a table is made for; each serves those up to the next."""
FAR = np.iinfo(np.int32).max
"""More than there are positions: all numbers in a table are of 32 bits, as those of an index."""
_FIRST_LOOK = 64
"""Neighbouring ranks that are looked at first: most fragments have fewer places."""


@dataclass(frozen=True, eq=False)
class Repeats:
    """What repeats at a minimum length.

    By kept rank, in rank order: `at` (position), `depth` (words that it shares with the next rank,
    0 where fewer than `min_words`), `longest` (words of the longest match that starts there),
    `node` (the fragment that this match is a place of; -1 where it is not maximal to its left).
    `by_position` has the kept ranks in the order of their positions.
    By fragment: `lo` and `hi` (first and last kept rank of its places), `words`.
    """

    min_words: int
    at: np.ndarray
    depth: np.ndarray
    longest: np.ndarray
    node: np.ndarray
    by_position: np.ndarray
    lo: np.ndarray
    hi: np.ndarray
    words: np.ndarray

    def of_length(self, min_words: int) -> Repeats:
        """What repeats at this minimum length, which is no smaller than the table's own."""
        if min_words == self.min_words:
            return self
        kept, known = self.longest >= min_words, self.words >= min_words
        rank, number = (np.cumsum(mask, dtype=np.int32) - 1 for mask in (kept, known))
        depth, node = self.depth[kept], self.node[kept]
        by_position = self.by_position[kept[self.by_position]]
        return Repeats(
            min_words,
            at=self.at[kept],
            depth=np.where(depth >= min_words, depth, np.int32(0)),
            longest=self.longest[kept],
            node=np.where(node >= 0, number[node] if len(number) else node, np.int32(-1)),
            by_position=rank[by_position],
            lo=rank[self.lo[known]],
            hi=rank[self.hi[known]],
            words=self.words[known],
        )

    def places_of(self, at: int, words: int) -> np.ndarray:
        """The positions, in order, whose next so many words, `min_words` or more, are those of one
        position."""
        place = int(np.searchsorted(self.positions, at))
        if place == len(self.positions) or self.positions[place] != at:
            return np.array([at], dtype=np.int64)
        rank = int(self.by_position[place])
        last = rank + _alike(self.depth[rank:], words)
        first = rank - _alike(self.depth[:rank][::-1], words)
        return np.sort(self.at[first : last + 1]).astype(np.int64)

    @property
    def places(self) -> np.ndarray:
        """By fragment: how many places it has."""
        return self.hi - self.lo + 1

    @cached_property
    def positions(self) -> np.ndarray:
        """The positions in order: `at[by_position]`."""
        return self.at[self.by_position]

    @cached_property
    def group(self) -> np.ndarray:
        """By rank: its class (equal next `min_words` words), numbered in the order of ranks."""
        group = np.zeros(len(self.at), dtype=np.int32)
        np.cumsum(self.depth[:-1] == 0, dtype=np.int32, out=group[1:])
        return group

    @cached_property
    def begin(self) -> np.ndarray:
        """By class: its first rank, which is also its first place in `by_class`."""
        return np.flatnonzero(np.diff(self.group, prepend=-1))

    @cached_property
    def by_class(self) -> np.ndarray:
        """The ranks of each class in the order of their positions, one class after another."""
        return self.by_position[grouped(self.group[self.by_position])]

    @cached_property
    def first(self) -> np.ndarray:
        """By class: its first position."""
        return self.at[self.by_class[self.begin]]

    @cached_property
    def gap(self) -> np.ndarray:
        """In the order of `by_class`: positions to the class's next place; FAR at its last."""
        gap = np.diff(self.at[self.by_class], append=np.int32(0))
        gap[np.append(self.begin, len(gap))[1:] - 1] = FAR
        return gap


def _alike(depth: np.ndarray, words: int) -> int:
    """How many depths from the first on are at least so many words."""
    begin, size = 0, _FIRST_LOOK
    while begin < len(depth):
        less = np.flatnonzero(depth[begin : begin + size] < words)
        if len(less):
            return begin + int(less[0])
        begin, size = begin + size, size * 2
    return len(depth)


def repeats(ids: np.ndarray, min_words: int) -> Repeats:
    """The maximal repeats of at least `min_words` words."""
    suffixes, lcp = repeated_suffixes(ids, min_words)
    long = lcp >= min_words
    alike = long.copy()
    alike[1:] |= long[:-1]
    depth, at = lcp[alike], suffixes[alike]
    depth[depth < min_words] = 0
    del long, alike, suffixes, lcp
    longest = depth.copy()
    np.maximum(depth[1:], depth[:-1], out=longest[1:])
    lo, hi, words, of_rank = _intervals(depth)
    turns = changes(np.where(at > 0, ids[at - 1], np.int32(-1)))
    maximal = turns[hi] > turns[lo]
    new = np.where(maximal, np.cumsum(maximal, dtype=np.int32) - 1, np.int32(-1))
    # The longest match is with the next suffix or with the one before: where LCP is that long.
    rank = np.arange(len(at), dtype=np.int32)
    rank -= depth != longest
    node = new[of_rank[rank]]
    del turns, new, of_rank, rank
    return Repeats(
        min_words,
        at,
        depth,
        longest,
        node,
        grouped(at).astype(np.int32),
        lo[maximal],
        hi[maximal],
        words[maximal],
    )


def _intervals(depth: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The LCP intervals, outer before inner: lo, hi, depth; and by rank which is as deep as it."""
    rank = np.flatnonzero(depth).astype(np.int32)
    lo = previous_smaller(depth)[rank] + np.int32(1)
    # An interval is known by its first rank and its depth.
    key = lo.astype(np.int64)
    key <<= 32
    key |= depth[rank]
    order = key.argsort()
    key = key[order]
    new = np.ones(len(key), dtype=bool)
    new[1:] = key[1:] != key[:-1]
    of_rank = np.full(len(depth), -1, dtype=np.int32)
    of_rank[rank[order]] = np.cumsum(new, dtype=np.int32) - 1
    first = order[new]
    del key, order
    hi = np.int32(len(depth) - 1) - previous_smaller(depth[::-1])[::-1][rank[first]]
    return lo[first], hi, depth[rank[first]], of_rank
