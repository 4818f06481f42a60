"""The comparison of two topics: each mark knows its word, labels do not overlap."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from refrain.figures import comparison


def compared(*counts: tuple[int, int]) -> pd.DataFrame:
    a, b = np.array(counts).T
    frame = pd.DataFrame(
        {
            "spelling": [f"w{n}<b>" for n in range(len(counts))],
            "score": (a - b) / np.sqrt(a + b),
            "a_count": a,
            "b_count": b,
            "a_rate": a / 2,
            "b_rate": b / 2,
            "a_transcripts": 1,
            "b_transcripts": 1,
        }
    )
    order = frame["score"].abs().sort_values(ascending=False, kind="stable").index
    return frame.loc[order].reset_index(drop=True)


@pytest.mark.parametrize("scale", comparison.SCALES)
def test_marks_stand_where_the_rates_are_and_know_their_row(scale):
    words = compared((0, 9), (9, 0), (3, 3), (3, 3), (1, 0), (4, 8))
    figure = comparison.scatter(words, ("<x>", "y"), ("#111111", "#222222"), scale)
    marks = [trace for trace in figure.data if trace.mode == "markers"]
    rows = [int(data[0]) for trace in marks for data in trace.customdata]
    assert len(rows) == 5  # the two of equal rates share a mark, which says so
    assert any("and 1 more here" in text for trace in marks for text in trace.text)
    for trace in marks:
        for x, data in zip(trace.x, trace.customdata, strict=True):
            at = words["a_rate"].rank(method="dense")
            assert x == pytest.approx(1) or at[int(data[0])] < at.max()
            assert data[1] == words["a_count"][int(data[0])]
    assert figure.layout.xaxis.title.text == "times per 10,000 words in &lt;x&gt;"
    assert "0" in figure.layout.xaxis.ticktext
    assert "<b>w0<b>" not in figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")


def test_a_rate_moves_a_mark_to_the_right_on_both_scales():
    words = compared(*((n, 20 - n) for n in range(21)))
    for scale in comparison.SCALES:
        at = comparison.places(words, scale).sort_values("a_rate")
        assert (np.diff(at["x"]) > 0).all()
        assert (np.diff(at["y"]) < 0).all()
        assert at["x"].min() == 0
        assert at["x"].max() == 1


def test_labels_keep_clear_of_each_other_and_go_to_both_topics():
    rng = np.random.default_rng(5)
    words = compared(*map(tuple, rng.integers(1, 40, (400, 2))))
    at = comparison.places(words, "rank")
    placed = comparison.label_places(at)
    assert 20 <= len(placed) <= comparison.MOST_LABELS
    boxes = [
        comparison._box(
            at["x"][n] * comparison._WIDTH, at["y"][n] * comparison._TALL, at["spelling"][n], side
        )
        for n, side in placed
    ]
    for one, two in itertools.combinations(boxes, 2):
        assert one[2] < two[0] or two[2] < one[0] or one[3] < two[1] or two[3] < one[1]
    scores = [at["score"][n] for n, _ in placed]
    assert min(sum(s > 0 for s in scores), sum(s < 0 for s in scores)) > 5


def test_one_word_or_none_is_drawn():
    for words in (compared((3, 1)), compared((3, 1)).head(0)):
        for scale in comparison.SCALES:
            figure = comparison.scatter(words, ("a", "b"), ("#111111", "#222222"), scale)
            assert figure.layout.yaxis.title.text
