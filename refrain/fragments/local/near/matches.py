"""The passages that two texts share: near-repeats, and exact ones beside those that they hold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Matches(NamedTuple):
    """Passages of two texts, an entry for each: where it begins in the one (`a_word`), its `words`
    there, where in the other and how many there, and the share of words that are equal."""

    a_word: np.ndarray
    words: np.ndarray
    b_word: np.ndarray
    b_words: np.ndarray
    similarity: np.ndarray

    def with_others(self, others: Matches) -> Matches:
        """These, and of some others those that lie in none of them; in the order of their places.

        Both are sorted by `a_word`.
        """
        outside = np.ones(len(others.a_word), dtype=bool)
        ends = others.a_word + others.words, others.b_word + others.b_words
        for a, words, b, b_words in zip(*self[:4], strict=True):
            near = slice(*np.searchsorted(others.a_word, [a, a + words]))
            inside = (ends[0][near] <= a + words) & (ends[1][near] <= b + b_words)
            outside[near] &= ~(inside & (others.b_word[near] >= b))
        every = Matches(
            *(
                np.concatenate([mine, theirs[outside]])
                for mine, theirs in zip(self, others, strict=True)
            )
        )
        order = np.lexsort((every.b_word, every.a_word))
        return Matches(*(column[order] for column in every))
