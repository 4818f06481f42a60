"""Pictures of repetition: the coverage map, transcript × transcript, and the strip of one text.

Plotly heatmaps fire no selection events in Streamlit, so each carries a layer of invisible square
marks, one per cell, whose `customdata` says which cell was clicked.
"""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from refrain.figures.layout import framed, plain, short

PERCENT = {"title": {"text": "repeated", "side": "top"}, "ticksuffix": " %", "thickness": 12}


def coverage(share: np.ndarray, names: list[str]) -> go.Figure:
    """Where in each text the repeats are: a row per text, colour = share repeated there.

    `share` as `FragmentIndex.coverage` gives it, rows in the order to draw, from the top.
    A mark's customdata is (row, column).
    """
    rows, bins = share.shape
    position = (np.arange(bins) + 0.5) * 100 / bins
    figure = _cells(share, position, names)
    _marks(figure, share, position, "%{y}<br>at %{x:.0f} % of it: ")
    framed(figure, "position in the transcript, % of its words", height=_height(rows))
    figure.update_xaxes(range=[0, 100], ticksuffix=" %", showgrid=False)
    return figure


def overlap(containment: np.ndarray, names: list[str]) -> go.Figure:
    """How much of each text (row) is also in each other (column).

    `containment` as `FragmentIndex.overlap` gives it, both in the order to draw.
    A mark's customdata is (row, column).
    """
    shown = containment.astype(float).copy()
    np.fill_diagonal(shown, np.nan)
    position = np.arange(len(names))
    figure = _cells(shown, position, names)
    _marks(figure, shown, position, "%{y}<br>is also in %{x}: ")
    height = max(_height(len(names)) + 90, 380)
    framed(figure, "… is also in this transcript", "so much of this transcript …", height=height)
    labels = [plain(short(name, 26)) for name in names]
    figure.update_xaxes(
        tickmode="array", tickvals=position, ticktext=labels, showgrid=False, tickangle=40
    )
    return figure


def strip(repeats: np.ndarray, bins: int = 400) -> go.Figure:
    """One text from its start to its end: how often the words at each place recur.

    `repeats` holds a count per word, 0 where nothing repeats.
    """
    bins = max(min(bins, len(repeats)), 1)
    parts = np.array_split(repeats, bins)
    level = np.array([[part.max(initial=0) for part in parts]])
    figure = go.Figure(
        go.Heatmap(
            z=level,
            x=(np.arange(bins) + 0.5) * 100 / bins,
            zmin=0,
            zmax=max(int(level.max()), 2),
            showscale=False,
            hovertemplate="at %{x:.0f} %: these words occur %{z} times<extra></extra>",
        )
    )
    framed(figure, "position in the transcript, % of its words", height=84)
    figure.update_yaxes(visible=False)
    return figure.update_xaxes(ticksuffix=" %", range=[0, 100], showgrid=False)


def _height(rows: int) -> int:
    per_row = 26 if rows <= 40 else 16
    return 110 + per_row * max(rows, 2)


def _cells(share: np.ndarray, x: np.ndarray, names: list[str]) -> go.Figure:
    # Whole percents in a byte each: the browser paints them far faster than floats.
    percent = np.where(np.isnan(share), 0, np.round(share * 100)).astype(np.uint8)
    gap = 1 if len(names) <= 60 else 0
    figure = go.Figure(
        go.Heatmap(
            z=percent,
            x=x,
            y=np.arange(len(names)),
            zmin=0,
            zmax=100,
            ygap=gap,
            hoverinfo="skip",
            colorbar=PERCENT,
        )
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=np.arange(len(names)),
        ticktext=[plain(short(name)) for name in names],
        autorange="reversed",
        showgrid=False,
    )
    return figure


def _marks(figure: go.Figure, share: np.ndarray, x: np.ndarray, hover: str) -> None:
    row, column = np.nonzero(~np.isnan(share))
    percent = np.round(share[row, column] * 100).astype(np.uint8)
    hidden = {"marker": {"opacity": 0}}
    figure.add_scattergl(
        x=x[column],
        y=row.astype(np.uint16),
        mode="markers",
        marker={"symbol": "square", "size": 10, "opacity": 0},
        selected=hidden,
        unselected=hidden,
        customdata=np.stack([row, column, percent], axis=1).astype(np.uint16),
        hovertemplate=hover + "%{customdata[2]} % repeated<extra></extra>",
    )
    figure.update_layout(hoverdistance=-1, clickmode="event+select", hovermode="closest")
