"""Pictures of topics: how many transcripts each has, and which shots go with which target."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from refrain.figures.colours import GREY, faded
from refrain.figures.layout import ROW, framed, plain, short

# Column of `topics.distribution`, what a person calls it, and how it is drawn.
_HATCHED = {"pattern": {"shape": "/", "fillmode": "replace", "size": 6}}
_ROLES: dict[str, tuple[str, float, dict]] = {
    "targets": ("targets", 1.0, {}),
    "shots": ("shots", 0.5, {}),
    "transcripts": ("transcripts", 1.0, {}),
    "missing": ("text missing", 1.0, _HATCHED),
}


def bars(distribution: pd.DataFrame, colours: dict[str, str]) -> go.Figure:
    """Appearances by topic and role. `distribution` as `topics.distribution` gives it."""
    frame = distribution.iloc[::-1]
    figure = go.Figure()
    labels = [plain(short(topic)) for topic in frame["topic"]]
    for column, (name, shade, pattern) in _ROLES.items():
        if not frame[column].any():
            continue
        own = [faded(colours[topic], shade) for topic in frame["topic"]]
        figure.add_bar(
            y=labels,
            x=frame[column],
            name=name,
            orientation="h",
            marker={"color": own, **pattern},
            showlegend=False,
            hovertemplate=f"%{{y}}: %{{x}} {name}<extra></extra>",
        )
        # The legend explains the shade, in grey: colour means the topic.
        marker = {"color": faded(GREY, shade), **pattern}
        figure.add_bar(y=[labels[0]], x=[0], name=name, orientation="h", marker=marker)
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
    figure.update_xaxes(tickformat=",", nticks=5, tickangle=0)
    return figure.update_layout(bargap=0.3)


def pairings(pairs: pd.DataFrame) -> go.Figure:
    """Targets × shots: in how many prompts each pair meets; leaks are marked.

    `pairs` as `topics.pairings` gives it.
    """
    table = pairs.pivot(index="target", columns="shot", values="prompts").fillna(0).astype(int)
    table = table.iloc[::-1]
    leak = np.equal.outer(table.index.to_numpy(), table.columns.to_numpy()) & (table > 0)
    text = table.astype(str).where(~leak, table.astype(str) + " · leak").where(table > 0, "")
    # Leaks take the dark end of the scale, whatever the counts; the rest stay on its light half.
    most = int(table.to_numpy().max(initial=1))
    shade = table.where(~leak, 3 * most)
    figure = go.Figure(
        go.Heatmap(
            z=shade.to_numpy(),
            x=[plain(short(name, 24)) for name in table.columns],
            y=[plain(short(name)) for name in table.index],
            text=text.to_numpy(),
            customdata=table.to_numpy(),
            texttemplate="%{text}",
            zmin=0,
            zmax=4 * most,
            showscale=False,
            xgap=3,
            ygap=3,
            hovertemplate="target %{y}, shot %{x}: %{customdata} prompts<extra></extra>",
        )
    )
    height = 110 + ROW * max(len(table), 2)
    return framed(figure, "topic of a shot", "topic of the target", height=height)
