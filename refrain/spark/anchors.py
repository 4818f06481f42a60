"""Anchors: few numbers that say of many windows that they cannot recur."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from refrain.spark.hashes import TOGETHER, Hashing, WindowHashes
from refrain.spark.parts import PartWords


class Anchors(NamedTuple):
    """Runs of neighbouring windows that have their anchor at one place: the first window, how many
    they are, and the hash of the anchor."""

    first: np.ndarray
    windows: np.ndarray
    value: np.ndarray


def anchors(words: PartWords, size: int, hashing: Hashing) -> Anchors:
    """The anchors of all windows of so many words, in order.

    The anchor of a window is the sequence of half as many words in it that has the smallest hash,
    the first of them (a minimizer: Schleimer, Wilkerson and Aiken 2003). Equal windows have equal
    anchors, at different places; and neighbours mostly have theirs at one place.
    """
    hashes = WindowHashes(words, (size + 1) // 2, hashing)
    wide = size - hashes.size
    whole = words.windows(size)
    places, values, windows = [], [], []
    for begin, (part,) in hashes.parts(lanes=1, more=wide):
        of_these = np.flatnonzero(whole[begin : begin + len(part) - wide])
        at = _first_least(part, wide + 1)[of_these]
        changed = np.diff(at, prepend=-1) != 0
        places.append(at[changed] + begin)
        values.append(part[at[changed]])
        windows.append(of_these[changed] + begin)
    return _runs(whole, *(np.concatenate(a) if a else _NONE for a in (places, values, windows)))


_NONE = np.empty(0, dtype=np.uint64)


def _runs(whole: np.ndarray, place: np.ndarray, value: np.ndarray, window: np.ndarray) -> Anchors:
    """Runs from the windows at which the anchor is another than before: what was hashed together
    begins one, too, though its anchor may be that of the windows before."""
    new = np.flatnonzero(np.diff(place.astype(np.int64), prepend=-1))
    first = window[new].astype(np.int64)
    # Of the windows from one on to the next, those at the end of a text hold a separator.
    number = np.append(0, np.cumsum(whole))
    count = np.diff(number[np.append(first, len(whole))])
    return Anchors(first, count, value[new])


def _first_least(values: np.ndarray, wide: int) -> np.ndarray:
    """By value: where the smallest of so many neighbours stands, of itself and the next ones; the
    first where some are equal. By their upper bits, for the lower ones hold the place."""
    for_place = np.uint64((TOGETHER + wide).bit_length())
    marked = values >> for_place << for_place | np.arange(len(values), dtype=np.uint64)
    width = 1
    while width < wide:
        step = min(width, wide - width)
        marked = np.minimum(marked[:-step], marked[step:])
        width += step
    return (marked & ((np.uint64(1) << for_place) - np.uint64(1))).astype(np.int64)
