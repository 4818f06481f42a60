"""Alike transcripts are drawn side by side, within their topics."""

from __future__ import annotations

import numpy as np
import pandas as pd

from refrain import order


def test_topics_stay_together_and_alike_texts_are_neighbours():
    texts = pd.DataFrame({"topic": ["b", "a", "a", "a", "a"]})
    overlap = np.eye(5)
    overlap[1, 4] = 0.9  # texts 1 and 4 share most
    overlap[2, 3] = 0.8
    rows = order.by_similarity(texts, overlap).tolist()
    assert rows[-1] == 0
    assert abs(rows.index(1) - rows.index(4)) == 1
    assert abs(rows.index(2) - rows.index(3)) == 1
    assert sorted(rows) == [0, 1, 2, 3, 4]


def test_small_and_empty_tables_are_ordered_too():
    assert order.by_similarity(pd.DataFrame({"topic": []}), np.empty((0, 0))).tolist() == []
    one = pd.DataFrame({"topic": ["a"]})
    assert order.by_similarity(one, np.eye(1)).tolist() == [0]
