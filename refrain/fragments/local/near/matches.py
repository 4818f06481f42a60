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

        Both are sorted by `a_word`; each other is compared with the latest that begin before it.
        """
        outside = ~np.array(
            [self._hold(*place) for place in zip(*others[:4], strict=True)], dtype=bool
        )
        every = Matches(
            *(
                np.concatenate([mine, theirs[outside]])
                for mine, theirs in zip(self, others, strict=True)
            )
        )
        order = np.lexsort((every.b_word, every.a_word))
        return Matches(*(column[order] for column in every))

    def _hold(self, a_word: int, words: int, b_word: int, b_words: int) -> bool:
        holds = (
            (self.a_word <= a_word)
            & (self.a_word + self.words >= a_word + words)
            & (self.b_word <= b_word)
            & (self.b_word + self.b_words >= b_word + b_words)
        )
        return bool(holds.any())
