"""Chosen texts against each other: the only place where pairs are looked at."""

from __future__ import annotations

import numpy as np
import pandas as pd


def shared_words(groups: list[np.ndarray], min_words: int) -> np.ndarray:
    """Words of each text (row) that lie in a class which each other text (column) is in too.

    `groups` has the class of each word of each text, -1 where nothing repeats. The diagonal counts
    what lies in a class of the text's own.
    """
    carrier = np.repeat(np.arange(len(groups)), [len(own) for own in groups])
    every = np.concatenate([*groups, np.empty(0, dtype=np.int64)])
    pairs = np.unique(np.stack([every, carrier])[:, every >= 0], axis=1)
    known, begin = np.unique(pairs[0], return_index=True)
    offsets = np.append(begin, pairs.shape[1])
    result = np.zeros((len(groups), len(groups)), dtype=np.int64)
    for row, own in enumerate(groups):
        result[row] = _shared(own, known, offsets, pairs[1], len(groups), min_words)
    return result


def _shared(own, known, offsets, carriers, columns: int, min_words: int) -> np.ndarray:
    position = np.flatnonzero(own >= 0)
    group = np.searchsorted(known, own[position])
    count = offsets[group + 1] - offsets[group]
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    column = carriers[np.repeat(offsets[group], count) + within]
    position = np.repeat(position, count)
    order = np.lexsort((position, column))
    column, position = column[order], position[order]
    width = np.minimum(np.diff(position, append=0), min_words)
    width[np.append(column[1:] != column[:-1], True)[: len(column)]] = min_words
    return np.bincount(column, weights=width, minlength=columns).astype(np.int64)


def runs(one: np.ndarray, other: np.ndarray, min_words: int, itself: bool) -> tuple:
    """The longest runs that two texts share, from their classes by word (-1 where none).

    Start in the one, start in the other, length in words; of a text with itself each pair once.
    """
    i, j = _join(one, other)
    if itself:
        i, j = i[i < j], j[i < j]
    return _diagonals(i, j, min_words)


def _join(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of positions with equal classes."""
    i, j = np.flatnonzero(left >= 0), np.flatnonzero(right >= 0)
    pairs = pd.merge(
        pd.DataFrame({"key": left[i], "i": i}), pd.DataFrame({"key": right[j], "j": j}), on="key"
    )
    return pairs["i"].to_numpy(), pairs["j"].to_numpy()


def _diagonals(i: np.ndarray, j: np.ndarray, width: int) -> tuple[np.ndarray, ...]:
    """Pairs of equal windows to longest runs: start in the one, start in the other, length."""
    order = np.lexsort((i, i - j))
    i, j = i[order], j[order]
    new = np.ones(len(i), dtype=bool)
    new[1:] = (np.diff(i - j) != 0) | (np.diff(i) != 1)
    start = np.flatnonzero(new)
    length = np.diff(np.append(start, len(i))) + width - 1
    order = np.lexsort((j[start], i[start]))
    return i[start][order], j[start][order], length[order]
