"""Suffix and LCP arrays of words that repeat, as numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from pydivsufsort import divsufsort, kasai

from refrain.consecutive import consecutive
from refrain.fragments.local.ranges import Ranges
from refrain.fragments.local.windows import repeated_windows


class SortedSuffixes(NamedTuple):
    """By rank, in the order of what follows: `at` (position), and `lcp`, how many words each shares
    with the next; 0 at the last."""

    at: np.ndarray
    lcp: np.ndarray


def repeated_suffixes(ids: np.ndarray, min_words: int) -> SortedSuffixes:
    """What follows each position, as far as it repeats in sequences of at least `min_words` ids.

    Only the stretches that such sequences cover are sorted, one after another, with a separator
    after each. Where two suffixes share `min_words` ids or more, all these lie in such stretches;
    so these LCPs are those of the whole, and smaller ones mean nothing.
    """
    stretches = Ranges.of(repeated_windows(ids, min_words), min_words)
    size = stretches.end - stretches.begin
    origin = consecutive(stretches.begin, size + 1).astype(np.int32)
    closing = np.cumsum(size + 1) - 1
    letters, known = _renumbered(ids, origin, closing)
    # Which of two suffixes comes first that differ at separators is all the same: one is enough.
    ranks = _suffix_array(np.minimum(letters, np.int32(known)), known)
    lcp = kasai(letters, ranks) if len(ranks) else np.empty(0, dtype=np.int32)
    return SortedSuffixes(origin[ranks], lcp)


def _renumbered(ids: np.ndarray, origin: np.ndarray, closing: np.ndarray) -> tuple[np.ndarray, int]:
    """The ids at these positions, numbered as few as they are, in the same order; at the closing
    ones, a separator each. And how many there are without these."""
    origin = origin.copy()
    origin[closing] = origin[closing - 1]
    letters = ids[origin]
    used = np.zeros(int(letters.max(initial=0)) + 1, dtype=bool)
    used[letters] = True
    number = np.cumsum(used, dtype=np.int32) - np.int32(1)
    known = int(used.sum())
    letters = number[letters]
    letters[closing] = known + np.arange(len(closing), dtype=np.int32)
    return letters, known


def _suffix_array(letters: np.ndarray, most: int) -> np.ndarray:
    """The places of letters, none larger than `most`, in the order of what follows them.

    divsufsort sorts bytes: each letter is written in as few as all of them fit in, the highest
    first, and of the suffixes of bytes those are kept with which a letter begins.
    """
    if len(letters) == 0:
        return np.empty(0, dtype=np.int32)
    width = (most.bit_length() + 7) // 8
    digits = letters.astype(">i4").view(np.uint8).reshape(-1, 4)[:, 4 - width :]
    suffixes = divsufsort(np.ascontiguousarray(digits).reshape(-1))
    suffixes = suffixes[suffixes % width == 0]
    suffixes //= width
    return suffixes.astype(np.int32, copy=False)  # there are fewer than 2³¹ ids of 32 bits
