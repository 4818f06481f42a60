"""Lengths are of distinct texts unless asked otherwise, and missing texts have none."""

from __future__ import annotations

from refrain import lengths
from refrain.corpus import Corpus


def corpus() -> Corpus:
    texts = [("shot", "x", "a bb ccc"), ("shot", "x", "a bb ccc"), ("target", "y", "dddd")]
    rows = [
        {
            "transcript_id": f"s:{n}",
            "source": "s",
            "line": n,
            "position": n,
            "role": role,
            "topic": topic,
            "text": text,
        }
        for n, (role, topic, text) in enumerate([*texts, ("target", "z", None)], 1)
    ]
    return Corpus.of("s", rows)


def test_equal_texts_count_once_or_each_time():
    rows = corpus().transcripts
    assert lengths.lengths(rows)[["words", "chars"]].to_numpy().tolist() == [[3, 8], [1, 4]]
    assert lengths.lengths(rows, distinct=False)["words"].tolist() == [3, 3, 1]


def test_the_summary_is_by_group_with_the_longest_median_first():
    table = lengths.summary(lengths.lengths(corpus().transcripts, distinct=False), "topic")
    assert table.to_numpy().tolist() == [["x", 2, 3, 3.0, 3.0, 3, 6], ["y", 1, 1, 1.0, 1.0, 1, 1]]


def test_no_texts_no_lengths():
    frame = lengths.lengths(Corpus.of("e", []).transcripts)
    assert frame.empty
    assert lengths.summary(frame, "role", "chars").empty
