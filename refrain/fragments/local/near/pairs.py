"""Pairs of passages that agree in a given share of words, from the alignments of all chains."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.near.alignment import Bounds, aligned
from refrain.fragments.local.near.boxes import Box, Boxes
from refrain.fragments.local.near.chains import chains
from refrain.fragments.local.near.seeds import Block, seeds
from refrain.fragments.local.near.segments import maximal_segments
from refrain.fragments.query import NEAR_WORDS, SIMILARITY_FLOOR


@dataclass(frozen=True, eq=False)
class NearPairs:
    """Pairs of passages, an entry for each.

    `p`, `p_words`, `q` and `q_words` say where they are (positions, `p` before `q`); `equal` words
    are in both, and `columns` counts those of their alignment: the equal words, and those that are
    changed, missing or added. `blocks` has the equal words of all pairs (rows of p, q, words), and
    `first` where those of each pair begin, with one entry more.
    """

    p: np.ndarray
    p_words: np.ndarray
    q: np.ndarray
    q_words: np.ndarray
    equal: np.ndarray
    columns: np.ndarray
    blocks: np.ndarray
    first: np.ndarray

    @classmethod
    def of(cls, pairs: Iterable[list[Block]]) -> NearPairs:
        """From the blocks of each pair."""
        numbers, ends = array("q"), array("q", [0])
        for pair in pairs:
            numbers.extend(chain.from_iterable(pair))
            ends.append(len(numbers) // 3)
        blocks = np.array(numbers, dtype=np.int64).reshape(-1, 3)
        first = np.array(ends, dtype=np.int64)
        if len(blocks) == 0:
            none = np.empty(0, dtype=np.int64)
            return cls(none, none, none, none, none, none, blocks, first)
        head, tail = blocks[first[:-1]], blocks[first[1:] - 1]
        gap = np.zeros(len(blocks), dtype=np.int64)
        gap[1:] = _gaps(blocks)
        gap[first[:-1]] = 0
        equal = np.add.reduceat(blocks[:, 2], first[:-1])
        return cls(
            p=head[:, 0],
            p_words=tail[:, 0] + tail[:, 2] - head[:, 0],
            q=head[:, 1],
            q_words=tail[:, 1] + tail[:, 2] - head[:, 1],
            equal=equal,
            columns=equal + np.add.reduceat(gap, first[:-1]),
            blocks=blocks,
            first=first,
        )

    def __len__(self) -> int:
        return len(self.p)

    @cached_property
    def similarity(self) -> np.ndarray:
        """By pair: the share of the columns that are equal words."""
        share: np.ndarray = self.equal / np.maximum(self.columns, 1)
        return share

    def blocks_of(self, pair: int) -> list[Block]:
        """The equal words of a pair, in order."""
        rows = self.blocks[self.first[pair] : self.first[pair + 1]].tolist()
        return [Block(*row) for row in rows]

    def _without_nested(self, rows: np.ndarray) -> NearPairs:
        """Those that lie in no other, in order."""
        columns = (self.q, self.q + self.q_words, self.p, self.p + self.p_words)
        boxes = list(map(Box._make, np.column_stack(columns).tolist()))
        order = np.lexsort((-self.p_words, self.p, -self.q_words, self.q, rows[self.p]))
        before, kept = Boxes(), []
        for number in order.tolist():
            if not before.hold(int(rows[boxes[number].p]), boxes[number]):
                before.add(boxes[number])
                kept.append(number)
        return NearPairs.of(map(self.blocks_of, kept))

    def at(self, similarity: float) -> NearPairs:
        """Those that agree in this share of words, and of the others the parts that do."""
        alike = self.similarity >= similarity
        if alike.all():
            return self
        return NearPairs.of(self._parts(alike.tolist(), similarity))

    def _parts(self, alike: list[bool], similarity: float) -> Iterator[list[Block]]:
        for number, whole in enumerate(alike):
            if whole:
                yield self.blocks_of(number)
            else:
                yield from segments(self.blocks_of(number), similarity)


def near_pairs(arrays: CorpusArrays) -> NearPairs:
    """All pairs of a corpus that agree in SIMILARITY_FLOOR of their words or more, and of which one
    passage has NEAR_WORDS or more; in the order of the texts of `p`, then of `q`. None lies in
    another (where more than MOST_AT_ONCE lie over one another, in one of the latest of these)."""
    ids, rows, first = (np.asarray(part) for part in (arrays.word_ids, arrays.rows, arrays.first))

    def found() -> Iterator[list[Block]]:
        before = Boxes()
        for seeded in chains(seeds(ids, rows), ids, rows):
            p_row, q_row = int(rows[seeded[0].p]), int(rows[seeded[0].q])
            if before.hold(p_row, _box(seeded)):
                continue
            edges = (first[p_row], first[p_row + 1] - 1, first[q_row], first[q_row + 1] - 1)
            for pair in segments(aligned(ids, seeded, Bounds(*map(int, edges))), SIMILARITY_FLOOR):
                before.add(_box(pair))
                yield pair

    return NearPairs.of(found())._without_nested(rows)


def _box(blocks: list[Block]) -> Box:
    head, tail = blocks[0], blocks[-1]
    return Box(head.q, tail.q + tail.words, head.p, tail.p + tail.words)


def segments(blocks: list[Block], similarity: float) -> Iterator[list[Block]]:
    """The parts of an alignment that agree in this share of words, and are long enough."""
    percent = round(100 * similarity)  # sums of whole numbers are exact
    gains = [block.words * (100 - percent) for block in blocks]
    losses = [
        max(after.p - before.p - before.words, after.q - before.q - before.words) * percent
        for before, after in pairwise(blocks)
    ]
    for head, tail in maximal_segments(gains, losses):
        first, last = blocks[head], blocks[tail]
        if max(last.p + last.words - first.p, last.q + last.words - first.q) >= NEAR_WORDS:
            yield blocks[head : tail + 1]


def _gaps(blocks: np.ndarray) -> np.ndarray:
    """By block but the first: the columns of the alignment between the one before and it."""
    gaps = blocks[1:, :2] - blocks[:-1, :2] - blocks[:-1, 2:]
    return gaps.max(axis=1, initial=0)
