"""Ranked bars of keywords."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from refrain.figures.layout import ROW, framed, plain


def bars(keywords: pd.DataFrame, colour: str, score: str) -> go.Figure:
    """The keywords of one topic, the strongest on top.

    `keywords` as `keywords.keywords` gives it, for one topic; `score` names the statistic.
    A bar's customdata begins with its row in the table.
    """
    frame = keywords.iloc[::-1]
    figure = go.Figure(
        go.Bar(
            y=[plain(word) for word in frame["spelling"]],
            x=frame["score"],
            orientation="h",
            marker={"color": colour},
            width=0.65,
            customdata=frame.assign(row=range(len(frame) - 1, -1, -1))[
                ["row", "count", "rest_count", "transcripts", "topic_transcripts"]
            ],
            hovertemplate="<b>%{y}</b><br>score %{x:.2f}<br>%{customdata[1]:,} times here, "
            "%{customdata[2]:,} elsewhere<br>in %{customdata[3]} of %{customdata[4]} transcripts "
            "of the topic<extra></extra>",
        )
    )
    return framed(figure, score, height=70 + ROW * max(len(frame), 2))
