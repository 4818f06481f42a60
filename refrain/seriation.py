"""In what order to draw transcripts: by topic, and alike ones next to each other within it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from refrain.topics import topic_of

MOST = 400
"""Above so many transcripts in a topic, file order is kept: the ordering takes cubic time."""


def by_similarity(texts: pd.DataFrame, overlap: np.ndarray) -> np.ndarray:
    """Row numbers of `texts`, topics in alphabetical order and similar texts side by side.

    `overlap` is the containment matrix of the same texts. Within a topic: average linkage on
    1 - the larger containment of each pair, optimal leaf ordering (Bar-Joseph et al. 2001).
    """
    rows = pd.Series(np.arange(len(texts)))
    topics = topic_of(texts).reset_index(drop=True)
    parts = [_alike(part.to_numpy(), overlap) for _, part in rows.groupby(topics, sort=True)]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


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
        for row, own in enumerate(names):
            mine = topics == own
            result[row, column] = (most * weight)[mine].sum() / max(weight[mine].sum(), 1)
    return names, result


def _alike(rows: np.ndarray, overlap: np.ndarray) -> np.ndarray:
    if not 2 < len(rows) <= MOST:
        return rows
    own = overlap[np.ix_(rows, rows)]
    distance = 1 - np.maximum(own, own.T)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average", optimal_ordering=True)
    return rows[leaves_list(tree)]
