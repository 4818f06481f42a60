"""What some texts have of others: looked for between the two alone, in linear time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.near.tables import union_sizes
from refrain.fragments.local.ranges import Ranges, counts
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.query import EXACT, RepeatQuery


class _Links(NamedTuple):
    """Passages and where they stand earlier, an entry for each: positions, words, similarity."""

    at: np.ndarray
    words: np.ndarray
    other: np.ndarray
    other_words: np.ndarray
    similarity: np.ndarray

    def take(self, which: np.ndarray) -> _Links:
        return _Links(*(column[which] for column in self))


def shared_with(
    texts: pd.DataFrame, views: RepeatViews, first: int, query: RepeatQuery
) -> pd.DataFrame:
    """As `FragmentEngine.shared_with` has it."""
    arrays = views.arrays
    boundary = int(arrays.first[first])
    links = _exact(views, boundary, query.exact)
    if not query.is_exact:
        near = _near(views, boundary, query)
        order = near.at.argsort(kind="stable")
        covered = Ranges.of(near.at[order], near.words[order]).marks(len(arrays.word_ids))
        beyond = counts(covered, links.at, links.at + links.words - 1) < links.words
        links = _Links(*map(np.concatenate, zip(near, links.take(beyond), strict=True)))
    links = links.take(np.lexsort((links.other, links.at)))
    return pd.DataFrame(
        {
            **_side(texts, arrays, links.at, links.words, ""),
            **_side(texts, arrays, links.other, links.other_words, "other_"),
            "similarity": links.similarity,
        }
    ).rename(columns={"other_text_id": "other"})


def alike(texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery) -> pd.DataFrame:
    """As `FragmentEngine.alike` has it."""
    arrays, pairs = views.arrays, views.near.pairs(query.similarity)
    row, other = arrays.rows[pairs.p].astype(np.int64), arrays.rows[pairs.q]
    some = (row != other) & (np.maximum(pairs.p_words, pairs.q_words) >= query.min_words)
    key, number = np.unique(row[some] * len(texts) + other[some], return_inverse=True)
    row, other = np.divmod(key, max(len(texts), 1))
    places = {"words": (pairs.p, pairs.p_words), "other_words": (pairs.q, pairs.q_words)}
    # Passages may overlap: of a loop, many do.
    columns = {
        name: union_sizes(number, at[some], words[some], len(key))
        for name, (at, words) in places.items()
    }
    text_ids = texts["text_id"].array
    return pd.DataFrame({"text_id": text_ids.take(row), "other": text_ids.take(other), **columns})


def _near(views: RepeatViews, boundary: int, query: RepeatQuery) -> _Links:
    pairs = views.near.pairs(query.similarity)
    between = (pairs.p < boundary) & (pairs.q >= boundary)
    some = between & (np.maximum(pairs.p_words, pairs.q_words) >= query.min_words)
    return _Links(pairs.q, pairs.q_words, pairs.p, pairs.p_words, pairs.similarity).take(some)


def _exact(views: RepeatViews, boundary: int, query: RepeatQuery) -> _Links:
    """The runs of words after the boundary that stand before it too, each where it does first."""
    table = views.repeats(query.min_words)
    order = table.by_position[views.is_covered(query)[table.by_position]]
    at, windows, group = table.at[order].astype(np.int64), table.windows[order], table.group[order]
    earlier = np.flatnonzero(at < boundary)[::-1]
    first = np.full(len(table.begin), -1, dtype=np.int64)
    # Of several, the last one written is the first place.
    first[group[earlier]] = at[earlier]
    some = (at >= boundary) & (first[group] >= 0)
    at, windows, linked = at[some], windows[some], first[group[some]]
    goes_on = (np.diff(at) == windows[:-1]) & (np.diff(linked) == windows[:-1])
    begins = np.flatnonzero(~np.append(False, goes_on)[: len(at)])
    ends = np.flatnonzero(~np.append(goes_on, False)[: len(at)])
    words = (at + windows)[ends] - at[begins] + (query.min_words - 1)
    return _Links(at[begins], words, linked[begins], words, np.full(len(begins), EXACT))


def _side(
    texts: pd.DataFrame, arrays: CorpusArrays, at: np.ndarray, words: np.ndarray, prefix: str
) -> dict[str, object]:
    passages = arrays.passages(at, words)
    return {
        f"{prefix}text_id": texts["text_id"].array.take(passages.row),
        f"{prefix}word": passages.word,
        f"{prefix}words": words,
        f"{prefix}start": passages.start,
        f"{prefix}end": passages.end,
    }
