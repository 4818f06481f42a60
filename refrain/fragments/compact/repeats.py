"""The maximal repeats of texts of which only the unitigs are known."""

from __future__ import annotations

import numpy as np

from refrain.fragments.local.repeats import Repeats
from refrain.fragments.local.suffixes import SortedSuffixes, repeated_suffixes


def compact_repeats(
    at: np.ndarray, windows: np.ndarray, unitig: np.ndarray, min_words: int
) -> Repeats:
    """The table of the places of unitigs: their positions in order, and their windows and numbers.

    Unitigs are sorted by what follows them as words are, as far as one place follows another
    without a gap; words are counted afterwards.
    """
    closes = np.append(at[1:] != at[:-1] + windows[:-1], True)[: len(at)]
    # After each run of places, a separator that is like no other.
    place = np.arange(len(at)) + np.cumsum(closes) - closes
    letters = np.empty(len(at) + int(closes.sum()), dtype=np.int32)
    separators = place[closes] + 1
    letters[place] = unitig
    letters[separators] = unitig.max(initial=-1) + 1 + np.arange(len(separators))
    read = np.zeros(len(letters) + 1, dtype=np.int64)
    of_letter = np.zeros(len(letters), dtype=np.int64)
    of_letter[place] = windows
    np.cumsum(of_letter, out=read[1:])
    number = np.full(len(letters), -1)
    number[place] = np.arange(len(at))
    suffixes = _of_places(repeated_suffixes(letters, 1), number)
    first, lcp = suffixes
    depth = np.where(lcp > 0, read[first + lcp] - read[first] + min_words - 1, 0)
    rank = number[first]
    by_position = np.empty(len(at), dtype=np.int32)
    by_position[rank] = np.arange(len(at), dtype=np.int32)
    before = np.where(first > 0, letters[first - 1], np.int32(-1))
    sorted_places = SortedSuffixes(at[rank], depth.astype(np.int32))
    return Repeats.of(min_words, sorted_places, before, by_position, windows[rank])


def _of_places(suffixes: SortedSuffixes, number: np.ndarray) -> SortedSuffixes:
    """Without the separators, which share nothing with any other."""
    some = number[suffixes.at] >= 0
    return SortedSuffixes(suffixes.at[some], suffixes.lcp[some])
