"""In what order to draw transcripts: by topic, and similar ones side by side within a topic."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from refrain.natural_order import naturally_sorted
from refrain.topics import topic_of

MAX_REORDERED_TEXTS = 400
"""Texts of a topic above which file order is kept: the ordering takes cubic time."""


def by_similarity(texts: pd.DataFrame, overlap: np.ndarray) -> np.ndarray:
    """Row numbers of `texts`, topics in natural order and similar texts side by side.

    `overlap` is the containment matrix of the same texts. Within a topic: average linkage on
    1 - the larger containment of each pair, optimal leaf ordering (Bar-Joseph et al. 2001).
    """
    topics = topic_of(texts).to_numpy()
    rows_by_topic = pd.Series(np.arange(len(texts))).groupby(topics).groups
    ordered = [
        _similar_side_by_side(rows_by_topic[topic].to_numpy(), overlap)
        for topic in naturally_sorted(topics)
    ]
    return np.concatenate(ordered) if ordered else np.empty(0, dtype=np.int64)


def by_topic(texts: pd.DataFrame, overlap: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The containment matrix by topic: the topics, and a row and a column for each.

    Row A, column B: how much of A's texts is in texts of B. For each text of A, that is its largest
    containment in another text of B; the mean is weighted by words.
    """
    topics = topic_of(texts).to_numpy()
    names = naturally_sorted(topics)
    others = overlap.astype(float).copy()
    np.fill_diagonal(others, 0)
    words = texts["words"].to_numpy()
    shares = np.zeros((len(names), len(names)))
    for column, name in enumerate(names):
        shared_words = others[:, topics == name].max(axis=1, initial=0) * words
        for row, row_topic in enumerate(names):
            in_row = topics == row_topic
            shares[row, column] = shared_words[in_row].sum() / max(words[in_row].sum(), 1)
    return names, shares


def _similar_side_by_side(rows: np.ndarray, overlap: np.ndarray) -> np.ndarray:
    if not 2 < len(rows) <= MAX_REORDERED_TEXTS:
        return rows
    containment = overlap[np.ix_(rows, rows)]
    distance = 1 - np.maximum(containment, containment.T)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average", optimal_ordering=True)
    order: np.ndarray = rows[leaves_list(tree)]
    return order
