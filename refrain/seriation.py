"""In what order to draw transcripts: by topic, and alike ones next to each other within it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from refrain.topics import topic_of

MOST_REORDERED = 400
"""Above so many transcripts in a topic, file order is kept: the ordering takes cubic time."""


def by_similarity(texts: pd.DataFrame, overlap: np.ndarray) -> np.ndarray:
    """Row numbers of `texts`, topics in alphabetical order and similar texts side by side.

    `overlap` is the containment matrix of the same texts. Within a topic: average linkage on
    1 - the larger containment of each pair, optimal leaf ordering (Bar-Joseph et al. 2001).
    """
    rows = pd.Series(np.arange(len(texts)))
    topics = topic_of(texts).reset_index(drop=True)
    by_topic = [_alike(group.to_numpy(), overlap) for _, group in rows.groupby(topics, sort=True)]
    return np.concatenate(by_topic) if by_topic else np.empty(0, dtype=np.int64)


def by_topic(texts: pd.DataFrame, overlap: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The containment matrix drawn together by topic: topics, and a row and column for each.

    Row A, column B: of all words in A's texts, the share that the likeliest transcript of B has
    too (each text's largest containment in another text of B, weighted by its words).
    """
    topics = topic_of(texts).astype(str).to_numpy()
    names = sorted(set(topics))
    others = overlap.astype(float).copy()
    np.fill_diagonal(others, 0)
    weight = texts["words"].to_numpy()
    result = np.zeros((len(names), len(names)))
    for column, name in enumerate(names):
        most = others[:, topics == name].max(axis=1, initial=0)
        for row, row_topic in enumerate(names):
            in_row = topics == row_topic
            result[row, column] = (most * weight)[in_row].sum() / max(weight[in_row].sum(), 1)
    return names, result


def _alike(rows: np.ndarray, overlap: np.ndarray) -> np.ndarray:
    if not 2 < len(rows) <= MOST_REORDERED:
        return rows
    among_rows = overlap[np.ix_(rows, rows)]
    distance = 1 - np.maximum(among_rows, among_rows.T)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average", optimal_ordering=True)
    order: np.ndarray = rows[leaves_list(tree)]
    return order
