"""Pictures of lengths: histogram, cumulative share (ECDF) and box, by topic or role."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from refrain.figures.layout import framed, plain, short

UNITS = {"words": "words", "chars": "characters"}


def histogram(frame: pd.DataFrame, by: str, unit: str, colours: dict[str, str]) -> go.Figure:
    """How many transcripts have each length. `frame` as `lengths.lengths` gives it."""
    values = frame[unit].to_numpy()
    edges = _edges(values)
    width = edges[1] - edges[0]
    figure = go.Figure()
    for group, rows in frame.groupby(by, sort=True):
        counts, _ = np.histogram(rows[unit], edges)
        figure.add_bar(
            x=edges[:-1] + width / 2,
            y=counts,
            width=width * 0.96,
            name=plain(short(str(group))),
            marker={"color": colours.get(str(group)), "line": {"width": 0}},
            customdata=np.stack([edges[:-1], edges[1:]], axis=1),
            hovertemplate="%{y} of %{fullData.name}: %{customdata[0]:,.0f} to "
            f"%{{customdata[1]:,.0f}} {UNITS[unit]}<extra></extra>",
        )
    framed(figure, UNITS[unit], "transcripts", height=380, legend=frame[by].nunique() > 1)
    figure.update_xaxes(type="linear", tickformat=",", nticks=10, range=[edges[0], edges[-1]])
    return figure.update_yaxes(dtick=1 if len(values) <= 12 else None)


def _edges(values: np.ndarray) -> np.ndarray:
    """Bin edges at round numbers: steps of 1, 2 or 5 times a power of ten, 10 to 40 of them."""
    low, high = values.min(), values.max()
    bins = min(40, max(12, int(len(values) ** 0.5) * 2))
    rough = max((high - low) / bins, 1)
    power = 10 ** np.floor(np.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return np.arange(np.floor(low / step), np.floor(high / step) + 2) * step


def ecdf(frame: pd.DataFrame, by: str, unit: str, colours: dict[str, str]) -> go.Figure:
    """The share of transcripts that are at most so long. `frame` as `lengths.lengths` gives it."""
    figure = go.Figure()
    for group, rows in frame.groupby(by, sort=True):
        values = np.sort(rows[unit].to_numpy())
        figure.add_scatter(
            x=np.concatenate([values[:1], values]),
            y=np.linspace(0, 1, len(values) + 1),
            mode="lines",
            line={"shape": "vh", "color": colours.get(str(group)), "width": 2},
            name=plain(short(str(group))),
            hovertemplate="%{y:.0%} of %{fullData.name} have at most %{x:,} "
            f"{UNITS[unit]}<extra></extra>",
        )
    legend = frame[by].nunique() > 1
    figure.update_xaxes(tickformat=",")
    framed(figure, UNITS[unit], "share of transcripts", height=380, legend=legend)
    return figure.update_yaxes(tickformat=".0%", range=[0, 1.02])


def box(frame: pd.DataFrame, by: str, unit: str, colours: dict[str, str]) -> go.Figure:
    """Median, quartiles and every transcript, a row per group. `frame` as for `histogram`."""
    figure = go.Figure()
    order = frame.groupby(by)[unit].median().sort_values().index
    for group in order:
        rows = frame[frame[by] == group]
        figure.add_box(
            x=rows[unit],
            name=plain(short(str(group))),
            boxpoints="all" if len(frame) <= 1000 else "outliers",
            jitter=0.4,
            pointpos=0,
            marker={"color": colours.get(str(group)), "size": 6, "opacity": 0.75},
            line={"width": 1.2},
            text=[plain(name) for name in rows["name"]],
            hovertemplate=f"%{{text}}: %{{x:,}} {UNITS[unit]}<extra></extra>",
        )
    figure.update_xaxes(tickformat=",")
    return framed(figure, UNITS[unit], height=90 + 44 * max(len(order), 2))
