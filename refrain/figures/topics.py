"""Pictures of topics: how many transcripts each has, by source, speaker and time, and which shots
go with which target."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from refrain.figures.colours import GREY, faded
from refrain.figures.labels import (
    LENGTH,
    distinct_labels,
    label_columns,
    label_rows,
    labelled_groups,
    topic_labels,
)
from refrain.figures.layout import ROW, framed
from refrain.natural_order import naturally_sorted
from refrain.topics import TopicsOverTime

# Column of `topics.distribution`, what a person calls it, and how it is drawn.
_HATCHED = {"pattern": {"shape": "/", "fillmode": "replace", "size": 6}}
_ROLES: dict[str, tuple[str, float, dict[str, Any]]] = {
    "targets": ("targets", 1.0, {}),
    "shots": ("shots", 0.5, {}),
    "transcripts": ("transcripts", 1.0, {}),
    "missing": ("text missing", 1.0, _HATCHED),
}


def bars(distribution: pd.DataFrame, colours: dict[str, str]) -> go.Figure:
    """Appearances by topic and role. `distribution` as `topics.distribution` gives it."""
    figure = go.Figure()
    row = np.arange(len(distribution))
    present = [column for column in _ROLES if distribution[column].any()]
    for column in present:
        name, shade, pattern = _ROLES[column]
        shades = [faded(colours[topic], shade) for topic in distribution["topic"]]
        figure.add_bar(
            y=row,
            x=distribution[column],
            name=name,
            orientation="h",
            marker={"color": shades, **pattern},
            showlegend=False,
            hovertemplate=f"%{{y}}: %{{x}} {name}<extra></extra>",
        )
        # The legend explains the shade, in grey: colour means the topic.
        marker = {"color": faded(GREY, shade), **pattern}
        figure.add_bar(y=row[:1], x=[0], name=name, orientation="h", marker=marker)
    height = 90 + ROW * max(len(distribution), 2)
    label_rows(figure, topic_labels(distribution["topic"]))
    framed(figure, "appearances", height=height, legend=len(present) > 1)
    figure.update_layout(bargap=0.3)
    most = distribution[list(_ROLES)].sum(axis=1).max()
    figure.update_xaxes(dtick=1 if most <= 12 else None)
    return figure


MEASURES = {"words": "words of distinct text", "tokens": "tokens of distinct text"}
MEASURES["texts"] = "distinct texts"


def sizes(
    distribution: pd.DataFrame, colours: dict[str, str], measure: str, length: int = LENGTH
) -> go.Figure:
    """Topics by one of MEASURES, with so many characters of their names.

    `distribution` as `topics.distribution` gives it.
    """
    figure = go.Figure(
        go.Bar(
            y=np.arange(len(distribution)),
            x=distribution[measure],
            orientation="h",
            marker={"color": [colours[topic] for topic in distribution["topic"]]},
            customdata=distribution["texts"],
            hovertemplate=f"%{{y}}: %{{x:,}} {MEASURES[measure]} (%{{customdata}} texts)"
            "<extra></extra>",
        )
    )
    label_rows(figure, topic_labels(distribution["topic"], length))
    framed(figure, MEASURES[measure], height=90 + ROW * max(len(distribution), 2))
    figure.update_xaxes(tickformat=",", nticks=4, tickangle=0)
    return figure.update_layout(bargap=0.3)


def words(distribution: pd.DataFrame, colours: dict[str, str], length: int = LENGTH) -> go.Figure:
    """Words of distinct text by topic: see `sizes`."""
    return sizes(distribution, colours, "words", length)


def groups(table: pd.DataFrame, colours: dict[str, str]) -> go.Figure:
    """A row per source or speaker, its words by topic.

    `table` as `topics.by_source` or `topics.by_speaker` gives it.
    """
    order = table["group"].drop_duplicates().tolist()
    row_of = {name: row for row, name in enumerate(order)}
    figure = go.Figure()
    for topic, label, rows in labelled_groups(table, "topic"):
        figure.add_bar(
            y=rows["group"].map(row_of),
            x=rows["words"],
            orientation="h",
            name=label,
            marker={"color": colours[topic]},
            customdata=rows["texts"],
            hovertemplate="%{y}: %{x:,} words on %{fullData.name}, in %{customdata} texts"
            "<extra></extra>",
        )
    legend = table["topic"].nunique() > 1
    framed(figure, MEASURES["words"], height=110 + ROW * max(len(order), 2), legend=legend)
    label_rows(figure, distinct_labels(order))
    figure.update_xaxes(tickformat=",", nticks=6, tickangle=0)
    return figure.update_layout(bargap=0.3)


def timeline(over_time: TopicsOverTime, colours: dict[str, str]) -> go.Figure:
    """Distinct texts by period and topic, as `topics.over_time` gives them."""
    table = over_time.table
    figure = go.Figure()
    for topic, label, rows in labelled_groups(table, "topic"):
        figure.add_bar(
            x=rows["period"],
            y=rows["texts"],
            name=label,
            marker={"color": colours[topic], "line": {"width": 0}},
            customdata=rows["words"],
            hovertemplate="%{x|%b %Y}: %{y} texts on %{fullData.name}, %{customdata:,} words"
            "<extra></extra>",
        )
    legend = table["topic"].nunique() > 1
    framed(figure, f"{over_time.step} of publication", MEASURES["texts"], legend=legend)
    most = table.groupby("period")["texts"].sum().max()
    return figure.update_yaxes(dtick=1 if most <= 12 else None)


def pairings(pairs: pd.DataFrame) -> go.Figure:
    """Targets × shots: in how many prompts each pair meets; leaks are marked.

    `pairs` as `topics.pairings` gives it.
    """
    table = _crossed(pairs, "prompts").fillna(0).astype(int)
    leak = _crossed(pairs, "leak").eq(True)  # a pair that does not occur is missing
    text = table.astype(str).where(~leak, table.astype(str) + " · leak").where(table > 0, "")
    # Leaks take the dark end of the scale, whatever the counts; the rest stay on its light half.
    most = int(table.to_numpy().max(initial=1))
    shade = table.where(~leak, 3 * most)
    figure = go.Figure(
        go.Heatmap(
            z=shade.to_numpy(),
            x=np.arange(len(table.columns)),
            y=np.arange(len(table)),
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
    framed(figure, "topic of a shot", "topic of the target", height=height)
    label_columns(figure, topic_labels(table.columns, 24))
    return label_rows(figure, topic_labels(table.index))


def _crossed(pairs: pd.DataFrame, values: str) -> pd.DataFrame:
    """Targets × shots, both in natural order."""
    table = pairs.pivot(index="target", columns="shot", values=values)
    return table.reindex(
        index=naturally_sorted(table.index), columns=naturally_sorted(table.columns)
    )
