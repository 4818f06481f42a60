"""Where in each transcript the repeats are: as a map, and the first of each.

A map has a row per distinct text, in the order of the engine's `texts`, and `bins` columns; of very
many texts, those of some `rows` of `texts` alone, in that order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from refrain.consecutive import consecutive
from refrain.fragments import DEFAULT, FragmentEngine, RepeatQuery


def relative(
    engine: FragmentEngine,
    query: RepeatQuery = DEFAULT,
    bins: int = 100,
    rows: Sequence[int] | None = None,
) -> np.ndarray:
    """Share of repeated words by text (rows) and relative place in it (columns).

    Float array, 0 to 1. A text of fewer words than bins shows each word over several columns; a
    text without words is 0 throughout.
    """
    counts = _word_counts(engine, rows)
    row, begin, end = _repeated(engine, query, counts)
    words = counts.to_numpy()[row]
    # Column k shows the words from k / bins of the text to (k + 1) / bins, those at the edges too.
    stretch, column = _columns(begin * bins // words, -(-end * bins // words))
    low, high = words[stretch] * column // bins, -(-words[stretch] * (column + 1) // bins)
    shown = np.minimum(end[stretch], high) - np.maximum(begin[stretch], low)
    cell = row[stretch] * bins + column
    share = np.bincount(cell, shown, len(counts) * bins).astype(float)
    share[cell] = share[cell] / (high - low)
    return share.reshape(len(counts), bins)


def by_words(
    engine: FragmentEngine,
    query: RepeatQuery = DEFAULT,
    bins: int = 100,
    rows: Sequence[int] | None = None,
) -> np.ndarray:
    """Share of repeated words by text (rows) and distance from its start (columns).

    All columns are equally wide (`width`), so that the longest text fills its row. Float array,
    0 to 1; NaN behind the end of a text.
    """
    step = width(engine, bins)
    counts = _word_counts(engine, rows)
    row, begin, end = _repeated(engine, query, counts)
    stretch, column = _columns(begin // step, -(-end // step))
    shown = np.minimum(end[stretch], (column + 1) * step)
    shown = shown - np.maximum(begin[stretch], column * step)
    cell = row[stretch] * bins + column
    repeated = np.bincount(cell, shown, len(counts) * bins).reshape(-1, bins)
    edges = np.minimum(np.arange(bins + 1) * step, counts.to_numpy()[:, None])
    size = np.diff(edges, axis=1)
    return np.where(size > 0, repeated / np.maximum(size, 1), np.nan)


def width(engine: FragmentEngine, bins: int = 100) -> int:
    """How many words a column of `by_words` stands for, at least 1."""
    return max(-(-int(engine.word_counts.to_numpy().max(initial=0)) // bins), 1)


def first_repeats(engine: FragmentEngine, query: RepeatQuery = DEFAULT) -> pd.Series:
    """By text_id: the place of the first repeated word of a text, counted in words; the number of
    its words where none is repeated."""
    first = engine.repeated(query).drop_duplicates("text_id").set_index("text_id")["word"]
    counts = engine.word_counts
    return first.reindex(counts.index).fillna(counts).astype("int64")


def place_to_read(
    engine: FragmentEngine, query: RepeatQuery, text_id: str, span: tuple[int, int]
) -> int:
    """Where a stretch of a text (words from, to) begins to repeat, in characters.

    The first repeated word in the stretch, or its first word where none is.
    """
    starts = engine.words(text_id).starts
    if len(starts) == 0:
        return 0
    low = min(max(span[0], 0), len(starts) - 1)
    high = min(max(span[1], low + 1), len(starts))
    repeated = engine.repeated(query)
    repeated = repeated[repeated["text_id"] == text_id]
    inside = (repeated["word"] < high) & (repeated["word"] + repeated["words"] > low)
    return int(starts[max(low, int(repeated["word"][inside].min()) if inside.any() else low)])


def word_mask(stretches: pd.DataFrame, word_counts: pd.Series) -> np.ndarray:
    """By word of all texts, one text after another: whether one of the stretches covers it.

    `stretches` has text_id, word and words, and none overlaps another; `word_counts` is an
    engine's.
    """
    first = np.concatenate([[0], np.cumsum(word_counts.to_numpy())])
    begin = first[word_counts.index.get_indexer(stretches["text_id"])] + stretches["word"]
    edges = np.zeros(first[-1] + 1, dtype=np.int8)
    # Two stretches of neighbouring texts may touch here.
    np.add.at(edges, begin.to_numpy(), 1)
    np.add.at(edges, (begin + stretches["words"]).to_numpy(), -1)
    return np.cumsum(edges[:-1], dtype=np.int8) > 0


def _word_counts(engine: FragmentEngine, rows: Sequence[int] | None) -> pd.Series:
    """How many words the texts of some rows have, or all, by text_id."""
    return engine.word_counts if rows is None else engine.word_counts.iloc[list(rows)]


def _repeated(
    engine: FragmentEngine, query: RepeatQuery, word_counts: pd.Series
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The repeated stretches of these texts: the number of the text among them, the first word, and
    one past the last."""
    stretches = engine.repeated(query)
    row = word_counts.index.get_indexer(stretches["text_id"])
    stretches, row = stretches[row >= 0], row[row >= 0]
    begin = stretches["word"].to_numpy()
    return row, begin, begin + stretches["words"].to_numpy()


def _columns(first: np.ndarray, past: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every column that each stretch is shown in: number of the stretch, and the column.

    >>> stretch, column = _columns(np.array([2, 7]), np.array([4, 8]))
    >>> stretch.tolist(), column.tolist()
    ([0, 0, 1], [2, 3, 7])
    """
    size = past - first
    return np.repeat(np.arange(len(size)), size), consecutive(first, size)
