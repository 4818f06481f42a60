"""How many different words a text uses, whatever its length."""

from __future__ import annotations

import numpy as np

WINDOW = 100
"""Words among which different ones are counted."""


def mattr(word_ids: np.ndarray, window: int = WINDOW) -> float:
    """The share of different words among `window` in a row, on average over the text.

    Moving-average type-token ratio (Covington and McFall 2010): 1 where no word comes twice, lower
    for fewer different words; unlike the plain ratio, it does not fall with the length of the text.
    Over the whole text where it is shorter than the window; 1 without words.

    >>> mattr(np.array([1, 2, 1, 2]), 2), mattr(np.array([5, 5, 5, 5]), 2)
    (1.0, 0.5)
    """
    count = len(word_ids)
    if not count:
        return 1.0
    window = min(window, count)
    order = np.argsort(word_ids, kind="stable").astype(np.int32)
    before = np.full(count, -window, dtype=np.int32)
    again = np.flatnonzero(np.diff(word_ids[order]) == 0)
    before[order[again + 1]] = order[again]
    # A word is the first of its kind in the windows that hold it and begin after it came before.
    at = np.arange(count, dtype=np.int32)
    latest = np.minimum(at, count - window)
    earliest = np.maximum(np.maximum(at - window, before) + 1, 0)
    in_windows = np.maximum(latest - earliest + 1, 0).sum(dtype=np.int64)
    return float(in_windows / (count - window + 1) / window)
