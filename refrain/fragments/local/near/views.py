"""What nearly repeats, for each query: computed when it is first asked for, and the latest kept."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.latest import keeps_latest
from refrain.fragments.local.near import kinds as kind_rules
from refrain.fragments.local.near import ranges
from refrain.fragments.local.near.groups import NearGroups, near_groups
from refrain.fragments.local.near.pairs import NearPairs, near_pairs
from refrain.fragments.local.ranges import Ranges
from refrain.fragments.query import KINDS, NEAR_WORDS, RepeatQuery


class NearViews:
    """The near-repeats of a corpus. Nothing is computed before it is asked for."""

    def __init__(self, arrays: CorpusArrays) -> None:
        """`arrays` has the words of all texts."""
        self.arrays = arrays

    @cached_property
    def every_pair(self) -> NearPairs:
        """The pairs of SIMILARITY_FLOOR, which those of any similarity are parts of."""
        return near_pairs(self.arrays)

    @keeps_latest(4)
    def pairs(self, similarity: float) -> NearPairs:
        """The pairs that agree in this share of words."""
        return self.every_pair.at(similarity)

    @keeps_latest(4)
    def groups(self, similarity: float) -> NearGroups:
        """The groups of these pairs."""
        return near_groups(self.pairs(similarity), np.asarray(self.arrays.word_ids), similarity)

    @keeps_latest(4)
    def kind_numbers(self, similarity: float) -> np.ndarray:
        """By group: the number of its kind."""
        pairs, groups = self.pairs(similarity), self.groups(similarity)
        return kind_rules.kinds(pairs, groups, self.arrays.rows, self.arrays.first)

    def is_asked_for(self, query: RepeatQuery) -> np.ndarray:
        """By group: whether it is long enough (one of its places is), and of a kind asked for."""
        groups = self.groups(query.similarity)
        if len(groups) == 0:
            return np.zeros(0, dtype=bool)
        asked = np.maximum.reduceat(groups.words, groups.leader) >= query.min_words
        if query.kinds is not None:
            numbers = [KINDS.index(kind) for kind in query.kinds]
            asked &= np.isin(self.kind_numbers(query.similarity), numbers)
        return asked

    def asked_pairs(self, query: RepeatQuery) -> np.ndarray:
        """The numbers of the pairs that are long enough, in groups that are asked for."""
        pairs, groups = self.pairs(query.similarity), self.groups(query.similarity)
        long = np.maximum(pairs.p_words, pairs.q_words) >= query.min_words
        return np.flatnonzero(long & self.is_asked_for(query)[groups.of_pair])

    @keeps_latest(8)
    def repeated(self, query: RepeatQuery) -> Ranges:
        """The positions that near-repeats cover."""
        return ranges.covered(self.pairs(query.similarity), self.asked_pairs(query))

    @keeps_latest(8)
    def redundant(self, query: RepeatQuery) -> Ranges:
        """The positions that go if of each near-repeat the first place is kept."""
        return ranges.redundant(
            self.pairs(query.similarity),
            self.asked_pairs(query),
            len(self.arrays.word_ids),
            max(query.min_words, NEAR_WORDS),
        )
