"""Texts against each other: the only place where pairs are looked at."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.fragments.local.ranges import expanded
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.query import RepeatQuery


def overlap(views: RepeatViews, rows: list[int], query: RepeatQuery) -> np.ndarray:
    """As `FragmentEngine.overlap` has it, between some texts (rows of the texts table)."""
    classes = views.classes(query)
    by_text = [classes[views.arrays.of_text(row)] for row in rows]
    shares = shared_words(by_text, query.min_words)
    shares = shares / np.maximum(views.arrays.lengths[rows], 1)[:, None]
    np.fill_diagonal(shares, 1.0)
    return shares


def matches(views: RepeatViews, a: int, b: int, query: RepeatQuery) -> pd.DataFrame:
    """As `FragmentEngine.matches` has them, of two texts (rows of the texts table)."""
    arrays, classes = views.arrays, views.classes(query)
    one, other = classes[arrays.of_text(a)], classes[arrays.of_text(b)]
    i, j, words = runs(one, other, query.min_words, itself=a == b)
    p, q = i + arrays.first[a], j + arrays.first[b]
    return pd.DataFrame(
        {
            "a_word": i,
            "b_word": j,
            "words": words,
            "a_start": arrays.starts[p],
            "a_end": arrays.ends[p + words - 1],
            "b_start": arrays.starts[q],
            "b_end": arrays.ends[q + words - 1],
        }
    )


def partners(
    texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery, max_texts: int
) -> pd.DataFrame:
    """As `FragmentEngine.partners` has them."""
    at = views.repeats(query.min_words).at
    shared = pd.DataFrame({"group": views.classes(query)[at], "row": views.arrays.rows[at]})
    shared = shared[shared["group"] >= 0].drop_duplicates()
    carriers = shared.groupby("group")["row"].transform("size")
    shared = shared[(carriers > 1) & (carriers <= max_texts)]
    both = shared.merge(shared, on="group", suffixes=("", "_other"))
    both = both[both["row"] != both["row_other"]]
    counted = both.groupby(["row", "row_other"]).size().sort_values(ascending=False, kind="stable")
    text_ids = texts["text_id"].array
    return pd.DataFrame(
        {
            "text_id": text_ids.take(counted.index.get_level_values("row").to_numpy()),
            "other": text_ids.take(counted.index.get_level_values("row_other").to_numpy()),
            "sequences": counted.to_numpy(),
        }
    )


def shared_words(classes: list[np.ndarray], min_words: int) -> np.ndarray:
    """Words of each text (row) that lie in a class which each other text (column) is in too.

    `classes` has the class of each word of each text, -1 where nothing repeats. The diagonal counts
    what lies in any class.
    """
    texts = len(classes)
    text = np.repeat(np.arange(texts), [len(of_text) for of_text in classes])
    every = np.concatenate([*classes, np.empty(0, dtype=np.int64)])
    carriers = _Carriers.of(every, text)
    result = np.zeros((texts, texts), dtype=np.int64)
    for row, of_text in enumerate(classes):
        result[row] = _shared(of_text, carriers, texts, min_words)
    return result


class _Carriers(NamedTuple):
    """The texts that have each class: those of class `known[n]` are
    `texts[offsets[n]:offsets[n + 1]]`."""

    known: np.ndarray
    offsets: np.ndarray
    texts: np.ndarray

    @classmethod
    def of(cls, classes: np.ndarray, text: np.ndarray) -> _Carriers:
        """From the class of each word (-1 for none) and the text that it is in."""
        pairs = np.unique(np.stack([classes, text])[:, classes >= 0], axis=1)
        known, begin = np.unique(pairs[0], return_index=True)
        return cls(known, np.append(begin, pairs.shape[1]), pairs[1])


def _shared(classes: np.ndarray, carriers: _Carriers, texts: int, min_words: int) -> np.ndarray:
    """Words of one text that each text has too, from the class of each of its words."""
    position = np.flatnonzero(classes >= 0)
    number = np.searchsorted(carriers.known, classes[position])
    count = carriers.offsets[number + 1] - carriers.offsets[number]
    column = carriers.texts[expanded(carriers.offsets[number], count)]
    position = np.repeat(position, count)
    order = np.lexsort((position, column))
    column, position = column[order], position[order]
    width = np.minimum(np.diff(position, append=0), min_words)
    width[np.append(column[1:] != column[:-1], True)[: len(column)]] = min_words
    return np.bincount(column, weights=width, minlength=texts).astype(np.int64)


def runs(
    one: np.ndarray, other: np.ndarray, min_words: int, itself: bool
) -> tuple[np.ndarray, ...]:
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
