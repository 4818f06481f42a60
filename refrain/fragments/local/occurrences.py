"""The longest repeated stretches of texts, exact ones and near-repeats."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Occurrences(NamedTuple):
    """Stretches in the order of the corpus, none inside another, an entry for each.

    `at` (position), `words`, `node` (the fragment that it is a place of, or the group), `places` of
    that, its `kind` (number in KINDS), and the `similarity` that was asked of its places.
    """

    at: np.ndarray
    words: np.ndarray
    node: np.ndarray
    places: np.ndarray
    kind: np.ndarray
    similarity: np.ndarray

    @classmethod
    def longest(cls, *some: Occurrences) -> Occurrences:
        """Those of several that lie in no other."""
        every = cls(*map(np.concatenate, zip(*some, strict=True)))
        every = every.take(np.lexsort((-every.similarity, -every.words, every.at)))
        end = every.at + every.words
        outside = np.ones(len(end), dtype=bool)
        outside[1:] = end[1:] > np.maximum.accumulate(end)[:-1]
        return every.take(outside)

    def take(self, which: np.ndarray | slice) -> Occurrences:
        """Some of them, by a mask, by number or as a slice."""
        return Occurrences(*(column[which] for column in self))
