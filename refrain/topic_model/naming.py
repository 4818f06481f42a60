"""What suggested topics are called: after their heaviest words, with a mark."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from refrain.unique_names import unique_names

MARK = "≈ "
"""Stands before the name of every suggested topic on every page; `exported` has columns instead."""
NAME_WORDS, KEYWORDS = 3, 10
"""How many of a topic's heaviest words are its name, and how many its keywords."""


def name(keywords: Sequence[str]) -> str:
    """A topic's name, without the mark, after its heaviest words."""
    return ", ".join(keywords[:NAME_WORDS])


def keywords(weights: np.ndarray, words: np.ndarray, spellings: np.ndarray) -> list[str]:
    """The heaviest words of a topic as they are written, without forms of one before them."""
    kept: list[int] = []
    for row in np.argsort(-weights, kind="stable")[: 4 * KEYWORDS]:
        if not any(_are_forms(words[row], words[other]) for other in kept):
            kept.append(row)
    return [spellings[row] for row in kept[:KEYWORDS]]


def _are_forms(a: str, b: str) -> bool:
    """Whether two words are likely forms of one: their first five letters, or all, are the same.

    >>> _are_forms("hash", "hashing"), _are_forms("contributor", "contributions")
    (True, True)
    >>> _are_forms("node", "notes")
    False
    """
    length = min(len(a), len(b), 5)
    return a[:length] == b[:length]


def unique(names: Sequence[str]) -> list[str]:
    """Each name with the mark; equal names are numbered.

    >>> unique(["Pets", "Food", "Pets"])
    ['≈ Pets', '≈ Food', '≈ Pets · 2']
    """
    return [MARK + name for name in unique_names(names)]
