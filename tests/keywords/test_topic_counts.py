"""Words by topic, counted part by part, are those counted text by text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain.keywords import STATISTICS, TermCounts, TopicCounts, compare, keywords
from refrain.keywords.topic_counts import count_part, joined
from refrain.topics import topic_of
from refrain.vocabulary import Vocabulary
from tests.builders import texts_of

WORDS = [
    "alpha",
    "Alpha",
    "ALPHA",
    "don't",
    "dont",
    "she'll",
    "shell",
    "Straße",
    "strasse",
    "42",
    "x",
]
texts = st.lists(
    st.tuples(
        st.sampled_from(["one", "two", "three", None]),
        st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    ),
    min_size=1,
    max_size=9,
)


def counted(frame: pd.DataFrame, ends: list[int], masks: list[np.ndarray]) -> TopicCounts:
    """The words of the texts in parts that end there, without those of the masks by text."""
    edges = [0, *sorted(min(end, len(frame)) for end in ends), len(frame)]
    parts = []
    for begin, end in pairwise(edges):
        some = frame.iloc[begin:end].reset_index(drop=True)
        without = np.concatenate([np.zeros(0, bool), *masks[begin:end]])
        parts.append(count_part(some, Vocabulary.of(some["text"]), [None, without]))
    terms, (_, counts) = joined(parts)
    topics = topic_of(frame).value_counts(sort=False).rename_axis("topic").rename("texts")
    return TopicCounts.of(topics.reset_index(), terms, counts)


@settings(max_examples=40)
@given(texts, st.lists(st.integers(0, 9), max_size=3), st.randoms(use_true_random=False))
def test_keywords_are_those_of_the_texts_wherever_parts_end(of_topics, ends, chance):
    frame = texts_of(*of_topics)
    found = Vocabulary.of(frame["text"])
    masks = [
        np.array([chance.random() < 0.2 for _ in range(length)], bool) for length in found.lengths
    ]
    without = np.concatenate([np.zeros(0, bool), *masks])
    direct = TermCounts.of(frame["text"], 1, leave_out=without, found=found)
    counts = counted(frame, ends, masks)
    assert (counts.counted, counts.left_out) == (direct.counted, direct.left_out)
    for statistic in STATISTICS:
        pd.testing.assert_frame_equal(
            keywords(frame, statistic=statistic, counts=counts),
            keywords(frame, statistic=statistic, counts=direct),
        )
    pd.testing.assert_frame_equal(
        compare(frame, "one", "two", counts=counts), compare(frame, "one", "two", counts=direct)
    )


def test_a_word_is_shown_as_most_parts_write_it():
    frame = texts_of(("one", "Alpha alpha beta"), ("one", "ALPHA ALPHA"), ("two", "ALPHA Beta"))
    counts = counted(frame, [1, 2], [np.zeros(n, bool) for n in (3, 2, 2)])
    shown = dict(zip(counts.terms.to_pylist(), counts.spellings.to_pylist(), strict=True))
    assert shown == {"alpha": "ALPHA", "beta": "beta"}
    side = counts.side(counts.topics["topic"].to_numpy() == "one")
    assert (side.occurrences.tolist(), side.transcripts.tolist()) == ([4, 1], [2, 1])
    assert (side.words, side.texts) == (5, 2)
