"""What all figures share: margins, type, legends, axes that say their unit."""

from __future__ import annotations

import plotly.graph_objects as go

ROW = 26
"""Pixels a labelled row takes."""


def framed(
    figure: go.Figure, x: str, y: str = "", *, height: int = 360, legend: bool = False
) -> go.Figure:
    """Give a figure its axis titles (with units) and the common frame; returns the same figure."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 34 if legend else 8, "b": 8},
        showlegend=legend,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "title": None,
            "traceorder": "normal",
            "entrywidth": 0,
        },
        hoverlabel={"align": "left"},
        dragmode=False,
        barmode="stack",
    )
    figure.update_xaxes(title=x, automargin=True, zeroline=False)
    figure.update_yaxes(title=y, automargin=True, zeroline=False)
    return figure
