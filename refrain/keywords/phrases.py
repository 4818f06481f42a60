"""A phrase replaces its words where it explains them.

Of the keywords of a topic, longest phrases first:

1. A phrase *explains* a word (or a shorter phrase) inside it when at least EXPLAINED_SHARE of the
   other's occurrences in the topic are in the phrase. The other goes: `learning` where it is nearly
   always `machine learning`.
2. A phrase that explains none of its words stays only where it scores higher than each of them:
   `working memory` tells more than `working` and `memory`; `good podcast` does not.
"""

from __future__ import annotations

import numpy as np

EXPLAINED_SHARE = 2 / 3


def keep_mask(
    word_rows: np.ndarray, terms: np.ndarray, count: np.ndarray, score: np.ndarray
) -> np.ndarray:
    """Which of a topic's terms stay by this rule: a boolean for each of `terms`.

    `word_rows` has the words of all terms (as `TermCounts.word_rows`); `terms` are rows of it, with
    `count` (occurrences in the topic) and `score` in their order. Terms with a score of 0 or less
    are no keywords: they neither stay nor explain.
    """
    words_of_term = [tuple(row[row >= 0].tolist()) for row in word_rows[terms]]
    place = {words: n for n, words in enumerate(words_of_term)}
    keep = score > 0
    for phrase in sorted(words_of_term, key=len, reverse=True):
        n = place[phrase]
        if len(phrase) == 1 or not keep[n]:
            continue
        inside = [place[words] for words in _inside(phrase) if words in place]
        explained = [m for m in inside if count[n] >= EXPLAINED_SHARE * count[m]]
        if not explained and inside and score[n] <= max(score[m] for m in inside):
            keep[n] = False
            continue
        keep[explained] = False
    return keep


def _inside(phrase: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The words of a phrase, and the shorter phrases in it."""
    return [
        phrase[start : start + length]
        for length in range(1, len(phrase))
        for start in range(len(phrase) - length + 1)
    ]
