"""What makes a picture clickable: a layer of invisible marks that says what was clicked.

Plotly's heatmaps fire no selection events in Streamlit, and a line only at its ends. So a figure of
`refrain.figures` gets a mark on each cell, or along each line; the marks take over what it says at
the pointer, too. The `customdata` of a mark begins with the whole numbers that
`dashboard.components.charts.chart` returns.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from refrain.consecutive import consecutive

_HIDDEN = {"marker": {"opacity": 0}}
MARKS_ALONG = 60
"""A line as long as the longer text has so many marks."""


def on_cells(figure: go.Figure) -> go.Figure:
    """A mark on each cell of the heatmap that has a value: (row, column). The same figure."""
    heatmap = figure.data[0]
    row, column = np.nonzero(~np.isnan(np.asarray(heatmap.z, dtype=float)))
    number = np.asarray(heatmap.z if heatmap.customdata is None else heatmap.customdata)
    figure.add_scattergl(
        x=column.astype(np.uint16) if heatmap.x is None else np.asarray(heatmap.x)[column],
        y=row.astype(np.uint16),
        mode="markers",
        marker={"symbol": "square", "size": 10, "opacity": 0},
        selected=_HIDDEN,
        unselected=_HIDDEN,
        customdata=_float32(row, column, number[row, column]),
        text=None if heatmap.text is None else np.asarray(heatmap.text)[row, column],
        hovertemplate=_hover(heatmap, "customdata[2]"),
    )
    _silence(heatmap)
    # Whatever cell the pointer is in, its mark is the nearest.
    return _clickable(figure, hoverdistance=-1)


def along_lines(figure: go.Figure) -> go.Figure:
    """Marks along each line of a dot plot, so that a click anywhere on it is one: (row of the
    matches). The same figure."""
    lines = figure.data[0]
    (x, x_end), (y, _) = (np.asarray(ends).reshape(-1, 3).T[:2] for ends in (lines.x, lines.y))
    words = x_end - x
    longest = max(figure.layout.xaxis.range[1], figure.layout.yaxis.range[0])
    step = max(longest / MARKS_ALONG, 1)
    count = np.minimum((words / step).astype(int) + 1, MARKS_ALONG)
    row = np.repeat(np.arange(len(words)), count)
    nth = consecutive(np.zeros_like(count), count)
    along = (nth + 0.5) / np.maximum(count[row], 1) * words[row]
    figure.add_scattergl(
        x=x[row] + along,
        y=y[row] + along,
        mode="markers",
        marker={"size": 14, "opacity": 0},
        selected=_HIDDEN,
        unselected=_HIDDEN,
        customdata=_float32(row, words[row]),
        hovertemplate=_hover(lines, "customdata[1]"),
    )
    _silence(lines)
    return _clickable(figure, hoverdistance=20)


def _float32(*columns: np.ndarray) -> np.ndarray:
    """Columns side by side, in numbers that the browser takes as they are."""
    return np.stack(columns, axis=1).astype(np.float32)


def _hover(trace: Any, number: str) -> str:
    """What a trace says at the pointer, with its number where a mark has it."""
    template: str = trace.hovertemplate
    return template.replace("%{customdata", f"%{{{number}").replace("%{z", f"%{{{number}")


def _silence(trace: Any) -> None:
    """Leave the pointer to the marks, and to them what they took over."""
    trace.update(hoverinfo="skip", hovertemplate=None, customdata=None)
    if trace.type == "heatmap":
        trace.text = None


def _clickable(figure: go.Figure, hoverdistance: int) -> go.Figure:
    return figure.update_layout(
        hoverdistance=hoverdistance, clickmode="event+select", hovermode="closest"
    )
