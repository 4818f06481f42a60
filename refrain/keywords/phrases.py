"""A phrase replaces its words where it explains them.

Of the keywords of a topic, longest phrases first:

1. A phrase *explains* a word (or a shorter phrase) inside it when at least EXPLAINED of the other's
   occurrences in the topic are in the phrase. The other goes: `learning` where it is nearly always
   `machine learning`.
2. A phrase that explains none of its words stays only where it scores higher than each of them:
   `working memory` tells more than `working` and `memory`; `good podcast` does not.
"""

from __future__ import annotations

import numpy as np

EXPLAINED = 2 / 3


def telling(
    parts: np.ndarray, terms: np.ndarray, count: np.ndarray, score: np.ndarray
) -> np.ndarray:
    """Flags the terms that stay, of all terms of one topic.

    `parts` has each term's words (as `Counts.parts`), -1 beyond its length; `terms` their rows in
    the order of `score` and `count` (occurrences in the topic). Terms with a score of 0 or less are
    no keywords: they neither stay nor explain.
    """
    row = {tuple(part[part >= 0]): n for n, part in zip(terms, parts[terms], strict=True)}
    stays = score > 0
    place = {int(term): n for n, term in enumerate(terms)}
    for phrase in sorted(row, key=len, reverse=True):
        n = place[int(row[phrase])]
        if len(phrase) == 1 or not stays[n]:
            continue
        inside = [place[int(row[part])] for part in _inside(phrase) if part in row]
        explained = [m for m in inside if count[n] >= EXPLAINED * count[m]]
        if not explained and inside and score[n] <= max(score[m] for m in inside):
            stays[n] = False
            continue
        stays[explained] = False
    return stays


def _inside(phrase: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The shorter phrases and the words that a phrase holds."""
    return [
        phrase[start : start + length]
        for length in range(1, len(phrase))
        for start in range(len(phrase) - length + 1)
    ]
