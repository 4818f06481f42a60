"""Pictures of topics: how many transcripts each has, and which shots go with which target."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from refrain.figures.colours import GREY
from refrain.figures.layout import ROW, framed, plain, short

# Column of `topics.distribution`, what a person calls it, and how it is drawn.
_ROLES = {
    "targets": ("targets", {"opacity": 1.0}),
    "shots": ("shots", {"opacity": 0.5}),
    "transcripts": ("transcripts", {"opacity": 1.0}),
    "missing": (
        "announced, text missing",
        {"pattern": {"shape": "/", "fillmode": "replace", "size": 6}, "opacity": 0.9},
    ),
}


def bars(distribution: pd.DataFrame, colours: dict[str, str]) -> go.Figure:
    """Appearances by topic and role. `distribution` as `topics.distribution` gives it."""
    frame = distribution.iloc[::-1]
    figure = go.Figure()
    colour = [colours[topic] for topic in frame["topic"]]
    labels = [plain(short(topic)) for topic in frame["topic"]]
    for column, (name, look) in _ROLES.items():
        if not frame[column].any():
            continue
        figure.add_bar(
            y=labels,
            x=frame[column],
            name=name,
            orientation="h",
            marker={"color": colour, **look},
            showlegend=False,
            hovertemplate=f"%{{y}}: %{{x}} {name}<extra></extra>",
        )
        # The legend explains the shade, in grey: colour means the topic.
        figure.add_bar(y=[None], x=[None], name=name, marker={"color": GREY, **look})
    framed(figure, "appearances", height=90 + ROW * max(len(frame), 2), legend=True)
    figure.update_layout(bargap=0.3)
    figure.update_xaxes(dtick=1 if frame[list(_ROLES)].sum(axis=1).max() <= 12 else None)
    return figure


def words(distribution: pd.DataFrame, colours: dict[str, str]) -> go.Figure:
    """Words of distinct text by topic. `distribution` as `topics.distribution` gives it."""
    frame = distribution.iloc[::-1]
    figure = go.Figure(
        go.Bar(
            y=[plain(short(topic)) for topic in frame["topic"]],
            x=frame["words"],
            orientation="h",
            marker={"color": [colours[topic] for topic in frame["topic"]]},
            customdata=frame["texts"],
            hovertemplate="%{y}: %{x:,} words in %{customdata} distinct texts<extra></extra>",
        )
    )
    framed(figure, "words of distinct text", height=90 + ROW * max(len(frame), 2))
    return figure.update_layout(bargap=0.3)


def pairings(pairs: pd.DataFrame) -> go.Figure:
    """Targets × shots: in how many prompts each pair meets; leaks are marked.

    `pairs` as `topics.pairings` gives it.
    """
    table = pairs.pivot(index="target", columns="shot", values="prompts").fillna(0)
    table = table.iloc[::-1]
    leak = np.equal.outer(table.index.to_numpy(), table.columns.to_numpy()) & (table > 0)
    text = table.astype(int).astype(str).where(~leak, table.astype(int).astype(str) + " · leak")
    figure = go.Figure(
        go.Heatmap(
            z=table.to_numpy(),
            x=[plain(short(name, 24)) for name in table.columns],
            y=[plain(short(name)) for name in table.index],
            text=text.where(table > 0, "").to_numpy(),
            texttemplate="%{text}",
            zmin=0,
            showscale=False,
            xgap=3,
            ygap=3,
            hovertemplate="target %{y}, shot %{x}: %{z} prompts<extra></extra>",
        )
    )
    height = 110 + ROW * max(len(table), 2)
    return framed(figure, "topic of a shot", "topic of the target", height=height)
