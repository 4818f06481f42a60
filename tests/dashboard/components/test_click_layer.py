"""A mark knows what it stands for, and says what the picture said at the pointer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.components import click_layer
from refrain.figures import fragments

TAG = "<b>x</b>"


def test_a_mark_knows_its_row_and_column():
    share = np.array([[0.0, 0.5, 1.0], [1.0, 0.25, 0.0]])
    cells, marks = click_layer.on_cells(fragments.coverage(share, ["a", "b"])).data
    for x, y, data in zip(marks.x, marks.y, marks.customdata, strict=True):
        row, column, percent = data
        assert y == row
        assert x == pytest.approx((column + 0.5) * 100 / 3)
        assert percent == pytest.approx(share[int(row), int(column)] * 100)
    assert len(marks.x) == 6
    assert marks.hovertemplate.endswith("%{customdata[2]:.3~g} %<extra></extra>")
    assert cells.hoverinfo == "skip"
    assert cells.customdata is None


def test_a_text_is_not_compared_with_itself():
    figure = fragments.overlap(np.array([[1.0, 0.02], [0.5, 1.0]]), ["a", "b"])
    marks = click_layer.on_cells(figure).data[1]
    assert {tuple(data[:2]) for data in marks.customdata} == {(0, 1), (1, 0)}


def test_a_fragment_has_a_mark_where_it_is_and_names_the_transcript():
    counts = np.array([[2, 0], [0, 1]])
    figure = fragments.incidence(counts, ["x", TAG], ["a", TAG], ["t", TAG])
    marks = click_layer.on_cells(figure).data[1]
    assert [tuple(data) for data in marks.customdata] == [(0, 0, 2), (1, 1, 1)]
    assert marks.text[0] == "a (t)"
    assert TAG not in figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")
    assert "%{customdata[2]:.0f}" in marks.hovertemplate


def test_a_long_line_has_marks_along_it():
    matches = pd.DataFrame({"a_word": [0, 10], "b_word": [5, 20], "words": [5, 25]})
    matches = matches.assign(b_words=matches["words"], similarity=1.0)
    figure = click_layer.along_lines(fragments.dots(matches, ("a", "b"), (600, 500), alone=False))
    lines, marks = figure.data
    rows = [int(data[0]) for data in marks.customdata]
    assert rows == [0, 1, 1, 1]
    assert [int(data[1]) for data in marks.customdata] == [5, 25, 25, 25]
    # On the line, between its ends.
    assert all(10 < x < 35 and y == x + 10 for x, y in zip(marks.x[1:], marks.y[1:], strict=True))
    assert "%{customdata[1]:,} words alike" in marks.hovertemplate
    assert lines.hoverinfo == "skip"
