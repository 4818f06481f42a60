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

from refrain.fragments.local.ranges import Ranges, changes, grouped, previous_smaller
from refrain.fragments.local.suffixes import SortedSuffixes, repeated_suffixes
from refrain.fragments.query import FLOOR

LEVELS = (FLOOR, 5, 10)
"""The lengths below MIN_WORDS that a table is made for; each serves those up to the next."""
FAR = np.iinfo(np.int32).max
"""More than there are positions, or than passages have words."""
_FIRST_LOOK = 64
"""Neighbouring ranks that are looked at first: most fragments have fewer places."""


@dataclass(frozen=True, eq=False)
class Repeats:
    """What repeats at a minimum length.

    By kept rank, in rank order: `at` (position), `windows` (how many positions in a row, from there
    on, a rank stands for: 1, or all of a unitig's, see `refrain.fragments.compact`), `depth` (words
    that it shares with the next rank, 0 where fewer than `min_words`), `longest` (words of the
    longest match that starts there), `node` (the fragment that this match is a place of; -1 where
    it is not maximal to its left).
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
    windows: np.ndarray

    @classmethod
    def of(
        cls,
        min_words: int,
        suffixes: SortedSuffixes,
        before: np.ndarray,
        by_position: np.ndarray,
        windows: np.ndarray,
    ) -> Repeats:
        """The table of suffixes, each of which shares `min_words` words or more with a neighbour;
        `before` says what stands before each, a number for equal words (or unitigs)."""
        at, depth = suffixes
        longest = depth.copy()
        np.maximum(depth[1:], depth[:-1], out=longest[1:])
        lo, hi, words, of_rank = _intervals(depth)
        turns = changes(before)
        maximal = turns[hi] > turns[lo]
        new = np.where(maximal, np.cumsum(maximal, dtype=np.int32) - 1, np.int32(-1))
        # The longest match is with the next suffix or with the one before: where LCP is that long.
        rank = np.arange(len(at), dtype=np.int32)
        rank -= depth != longest
        node = new[of_rank[rank]]
        lo, hi, words = lo[maximal], hi[maximal], words[maximal]
        return cls(min_words, at, depth, longest, node, by_position, lo, hi, words, windows)

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
            windows=self.windows[kept],
        )

    def places_of(self, at: int, words: int) -> np.ndarray:
        """The positions, in order, whose next so many words, `min_words` or more, are those of one
        position."""
        place = int(np.searchsorted(self.positions, at, "right")) - 1
        rank = int(self.by_position[place]) if place >= 0 else -1
        if rank < 0 or at >= self.at[rank] + self.windows[rank]:
            return np.array([at], dtype=np.int64)
        beyond = at - int(self.at[rank])
        last = rank + _alike(self.depth[rank:], words + beyond)
        first = rank - _alike(self.depth[:rank][::-1], words + beyond)
        return np.sort(self.at[first : last + 1]).astype(np.int64) + beyond

    @property
    def places(self) -> np.ndarray:
        """By fragment: how many places it has."""
        return self.hi - self.lo + 1

    @cached_property
    def positions(self) -> np.ndarray:
        """The positions in order: `at[by_position]`."""
        return self.at[self.by_position]

    @cached_property
    def width(self) -> np.ndarray:
        """By rank: the words that its windows cover."""
        return self.windows + np.int32(self.min_words - 1)

    @cached_property
    def covered(self) -> Ranges:
        """The positions whose words are repeated."""
        return Ranges.of(self.positions, self.width[self.by_position])

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
    def first_class(self) -> np.ndarray:
        """By class of the first windows of ranks: a number, from which on each of their windows has
        one of its own."""
        windows = self.windows[self.by_class[self.begin]]
        return np.cumsum(windows, dtype=np.int64) - windows

    @cached_property
    def gap(self) -> np.ndarray:
        """In the order of `by_class`: positions to the class's next place; FAR at its last."""
        gap = np.minimum(np.diff(self.at[self.by_class], append=np.int32(0)), FAR)
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
    before = np.where(at > 0, ids[at - 1], np.int32(-1))
    by_position = grouped(at).astype(np.int32)
    return Repeats.of(min_words, SortedSuffixes(at, depth), before, by_position, one_each(at))


def one_each(at: np.ndarray) -> np.ndarray:
    """The `windows` of a table whose ranks stand for one position each: they take no memory."""
    return np.broadcast_to(np.int32(1), len(at))


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
