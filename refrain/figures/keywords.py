"""Ranked bars of keywords."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from refrain.figures.labels import distinct_labels, label_rows
from refrain.figures.layout import ROW, framed


def bars(keywords: pd.DataFrame, colour: str, score: str) -> go.Figure:
    """The keywords of one topic, the strongest on top.

    `keywords` as `keywords.keywords` gives it, for one topic; `score` names the statistic.
    A bar's customdata begins with its row in the table.
    """
    row = np.arange(len(keywords))
    figure = go.Figure(
        go.Bar(
            y=row,
            x=keywords["score"],
            orientation="h",
            marker={"color": colour},
            width=0.65,
            customdata=keywords.assign(row=row)[
                ["row", "count", "rest_count", "transcripts", "topic_transcripts"]
            ],
            hovertemplate="<b>%{y}</b><br>score %{x:.2f}<br>%{customdata[1]:,} times here, "
            "%{customdata[2]:,} elsewhere<br>in %{customdata[3]} of %{customdata[4]} transcripts "
            "of the topic<extra></extra>",
        )
    )
    label_rows(figure, distinct_labels(keywords["spelling"]))
    return framed(figure, score, height=70 + ROW * max(len(keywords), 2))
