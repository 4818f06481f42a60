"""Alike transcripts are drawn side by side, within their topics."""

from __future__ import annotations

import numpy as np
import pandas as pd

from refrain import seriation


def test_topics_stay_together_and_alike_texts_are_neighbours():
    texts = pd.DataFrame({"topic": ["b", "a", "a", "a", "a"]})
    overlap = np.eye(5)
    overlap[1, 4] = 0.9  # texts 1 and 4 share most
    overlap[2, 3] = 0.8
    rows = seriation.by_similarity(texts, overlap).tolist()
    assert rows[-1] == 0
    assert abs(rows.index(1) - rows.index(4)) == 1
    assert abs(rows.index(2) - rows.index(3)) == 1
    assert sorted(rows) == [0, 1, 2, 3, 4]


def test_small_and_empty_tables_are_ordered_too():
    assert seriation.by_similarity(pd.DataFrame({"topic": []}), np.empty((0, 0))).tolist() == []
    one = pd.DataFrame({"topic": ["a"]})
    assert seriation.by_similarity(one, np.eye(1)).tolist() == [0]


def test_topics_contain_each_other_by_the_words_of_their_texts():
    texts = pd.DataFrame({"topic": ["a", "a", "b"], "words": [30, 10, 100]})
    overlap = np.array([[1, 0.5, 0.2], [0.9, 1, 0.6], [0, 0.1, 1]])
    topics, pooled = seriation.by_topic(texts, overlap)
    assert topics == ["a", "b"]
    # a in a: (0.5 × 30 + 0.9 × 10) / 40; a in b: (0.2 × 30 + 0.6 × 10) / 40; b in a: 0.1.
    assert np.allclose(pooled, [[0.6, 0.3], [0.1, 0]])
