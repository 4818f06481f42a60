"""Pictures of repetition: the coverage map, transcript × transcript, and the strip of one text.

Plotly heatmaps fire no selection events in Streamlit, so each carries a layer of invisible square
marks, one per cell, whose `customdata` says which cell was clicked.
"""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from refrain.figures.layout import framed, plain, short

LEVELS = (2, 3, 5, 10)
"""Marks get stronger where words occur in so many places."""

_SCALE = {
    "title": {"text": "repeated", "side": "top"},
    "ticksuffix": " %",
    "thickness": 12,
    "lenmode": "pixels",
    "len": 190,
    "y": 1,
    "yanchor": "top",
}
MOST_LABELS = 30
"""Above so many columns their names would overlap; the rows are in the same order."""


def coverage(share: np.ndarray, names: list[str]) -> go.Figure:
    """Where in each text the repeats are: a row per text, colour = share repeated there.

    `share` as `FragmentIndex.coverage` gives it, rows in the order to draw, from the top.
    A mark's customdata is (row, column).
    """
    rows, bins = share.shape
    position = (np.arange(bins) + 0.5) * 100 / bins
    figure = _cells(share, position, names)
    _marks(figure, share, position, "%{y}<br>repeated at %{x:.0f} %: ")
    framed(figure, "position in the transcript, % of its words", height=_height(rows))
    return figure.update_xaxes(range=[0, 100], ticksuffix=" %", showgrid=False)


def overlap(containment: np.ndarray, names: list[str]) -> go.Figure:
    """How much of each text (row) is also in each other (column).

    `containment` as `FragmentIndex.overlap` gives it, both in the order to draw. The scale ends at
    the largest share, so that small ones show.
    A mark's customdata is (row, column).
    """
    shown = containment.astype(float).copy()
    np.fill_diagonal(shown, np.nan)
    position = np.arange(len(names))
    most = float(np.nanmax(shown, initial=0))
    figure = _cells(shown, position, names, most=max(most, 0.01))
    _marks(figure, shown, position, "%{y}<br>is also in %{x}: ")
    labelled = len(names) <= MOST_LABELS
    height = max(_height(len(names)) + (90 if labelled else 0), 380)
    framed(figure, "… is also in this transcript", "so much of this transcript …", height=height)
    return figure.update_xaxes(
        tickmode="array",
        tickvals=position,
        ticktext=[plain(short(name, 26)) for name in names],
        showticklabels=labelled,
        tickangle=40,
        showgrid=False,
        range=[-0.5, len(names) - 0.5],
    )


def strip(repeats: np.ndarray, bins: int = 400) -> go.Figure:
    """One text from its start to its end: how often the words at each place recur.

    `repeats` holds a count per word, 0 where nothing repeats.
    """
    bins = max(min(bins, len(repeats)), 1)
    parts = np.array_split(repeats, bins)
    most = np.array([[part.max(initial=0) for part in parts]])
    figure = go.Figure(
        go.Heatmap(
            # The scale begins above 0, so that two places stand out from none.
            z=np.where(most >= LEVELS[0], np.digitize(most, LEVELS) + 1, 0),
            x=(np.arange(bins) + 0.5) * 100 / bins,
            zmin=0,
            zmax=len(LEVELS) + 1,
            customdata=most,
            showscale=False,
            hovertemplate="at %{x:.0f} %: these words occur in %{customdata} places<extra></extra>",
        )
    )
    framed(figure, "position in the transcript, % of its words", height=124)
    figure.update_yaxes(visible=False)
    return figure.update_xaxes(ticksuffix=" %", range=[0, 100], showgrid=False)


def _height(rows: int) -> int:
    per_row = 26 if rows <= 40 else 16
    return 110 + per_row * max(rows, 2)


def _cells(share: np.ndarray, x: np.ndarray, names: list[str], most: float = 1.0) -> go.Figure:
    # Whole percents in a byte each: the browser paints them far faster than floats.
    percent = share * 100
    if not np.isnan(share).any():
        percent = np.round(percent).astype(np.uint8)
    gap = 1 if len(names) <= 60 else 0
    figure = go.Figure(
        go.Heatmap(
            z=percent,
            x=x,
            y=np.arange(len(names)),
            zmin=0,
            zmax=most * 100,
            ygap=gap,
            hoverinfo="skip",
            colorbar=_SCALE,
        )
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=np.arange(len(names)),
        ticktext=[plain(short(name)) for name in names],
        range=[len(names) - 0.5, -0.5],
        showgrid=False,
    )
    return figure


def _marks(figure: go.Figure, share: np.ndarray, x: np.ndarray, hover: str) -> None:
    row, column = np.nonzero(~np.isnan(share))
    percent = np.round(share[row, column] * 100, 1)
    hidden = {"marker": {"opacity": 0}}
    figure.add_scattergl(
        x=x[column],
        y=row.astype(np.uint16),
        mode="markers",
        marker={"symbol": "square", "size": 10, "opacity": 0},
        selected=hidden,
        unselected=hidden,
        customdata=np.stack([row, column, percent], axis=1).astype(np.float32),
        hovertemplate=hover + "%{customdata[2]:.3~g} %<extra></extra>",
    )
    figure.update_layout(hoverdistance=-1, clickmode="event+select", hovermode="closest")
