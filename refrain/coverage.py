"""Where in each transcript the repeats are: by words from its start, and the first of each."""

from __future__ import annotations

import numpy as np

from refrain.fragments import FragmentIndex


def by_words(index: FragmentIndex, covered: np.ndarray, bins: int = 100) -> np.ndarray:
    """Share of repeated words by distinct text (rows) and distance from its start (columns).

    `covered` says of each word position of the index whether it is repeated. All columns are
    equally wide (`width`), so that the longest text fills its row. Float array, 0 to 1; NaN behind
    the end of a text.
    """
    step = width(index, bins)
    sums = np.concatenate([[0], np.cumsum(covered)])
    edges = np.minimum(np.arange(bins + 1) * step, index.lengths[:, None])
    counted = np.diff(sums[index.first[:-1, None] + edges], axis=1)
    size = np.diff(edges, axis=1)
    return np.where(size > 0, counted / np.maximum(size, 1), np.nan)


def width(index: FragmentIndex, bins: int = 100) -> int:
    """How many words a column of `by_words` stands for, at least 1."""
    return max(-(-int(index.lengths.max(initial=0)) // bins), 1)


def first_repeat(index: FragmentIndex, covered: np.ndarray) -> np.ndarray:
    """By distinct text: its first repeated word (an offset), or its length where it has none."""
    at = np.flatnonzero(covered)
    found = np.searchsorted(at, index.first[:-1])
    nearest = np.append(at, len(covered))[found] - index.first[:-1]
    return np.minimum(nearest, index.lengths)


def place(index: FragmentIndex, covered: np.ndarray, text: int, span: tuple[int, int]) -> int:
    """Where a stretch of a text (words from, to) begins to repeat: an offset in characters.

    The first repeated word in the stretch, or its first word where none is.
    """
    first, length = int(index.first[text]), int(index.lengths[text])
    if length == 0:
        return 0
    low = min(max(span[0], 0), length - 1)
    inside = np.flatnonzero(covered[first + low : first + min(max(span[1], low + 1), length)])
    return int(index.starts[first + low + (int(inside[0]) if len(inside) else 0)])
