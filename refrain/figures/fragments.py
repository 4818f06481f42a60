"""Pictures of repetition: coverage map, transcript × transcript, fragment × transcript, dots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from refrain.figures.colours import GREY, faded
from refrain.figures.labels import distinct_labels, label_columns, label_rows, plain
from refrain.figures.layout import framed
from refrain.topics import topic_label

EMBER = "#D56D3A"
LEVELS = (2, 3, 5, 10)
"""Marks get stronger where words occur in so many places."""

# Above the picture, where it takes no width from it on a narrow screen.
_SCALE = {
    "title": {"text": "repeated", "side": "right"},
    "orientation": "h",
    "ticksuffix": " %",
    "thickness": 8,
    "lenmode": "pixels",
    "len": 190,
    "x": 1,
    "xanchor": "right",
    "y": 1,
    "yanchor": "bottom",
    "nticks": 4,
    "tickangle": 0,
}
FAINTEST = 20
"""A place on the coverage map with any repeat has at least this colour, in percent, to be seen."""
MOST_LABELS = 30
"""Above so many columns their names would overlap; the rows are in the same order."""


def coverage(
    share: np.ndarray, names: list[str], step: int | None = None, notes: Sequence[str] = ()
) -> go.Figure:
    """Where in each text the repeats are: a row per text, colour = share repeated there.

    `share` as `coverage.relative` gives it, or with `step`, the words of a column, as
    `coverage.by_words` does; rows in the order to draw, from the top. `notes` stand behind the
    names, whole. Where little is repeated, the
    colour is that of FAINTEST percent; the number at the pointer is the true one.
    """
    rows, bins = share.shape
    position = (np.arange(bins) + 0.5) * (step or 100 / bins)
    at, unit = ("%{x:,.0f} words", "words from its start") if step else ("%{x:.0f} %", "% of it")
    seen = np.where(share > 0, np.maximum(share, FAINTEST / 100), share)
    figure = _cells(seen, position, distinct_labels(names, notes=notes))
    _tell(figure, share, f"%{{y}}<br>repeated at {at}: ")
    framed(figure, f"position in the transcript, {unit}", height=_height(rows))
    return figure.update_xaxes(
        range=[0, bins * (step or 100 / bins)],
        ticksuffix="" if step else " %",
        tickformat=",",
        showgrid=False,
    )


def spread(shares: np.ndarray, at_least: float) -> go.Figure:
    """How many transcripts have so much repeated. Bars below `at_least` % are grey.

    Bars of 5 %, or narrower where no transcript has a quarter repeated: then the axis ends at the
    largest share. A mark's customdata is (where its bar begins, in hundredths of a percent).
    """
    most = 100 * float(shares.max(initial=0))
    step = 5.0 if most > 25 else 1.0 if most > 5 else 0.25
    top = 100.0 if most > 25 else max(np.ceil(most / step + 0.01), 8) * step
    low = np.arange(0, top - step / 2, step)
    counts = np.histogram(shares * 100, np.append(low, top + 0.001))[0]
    colours = [faded(GREY, 0.55) if edge + step <= at_least else EMBER for edge in low]
    figure = go.Figure(
        go.Bar(
            x=low + step / 2,
            y=counts,
            width=step * 0.92,
            marker={"color": colours, "line": {"width": 0}},
            customdata=np.stack([low * 100, low, low + step], axis=1),
            hovertemplate="%{y} transcripts have %{customdata[1]} to %{customdata[2]} % repeated"
            "<extra></extra>",
        )
    )
    framed(figure, "share of a transcript that is repeated", "transcripts", height=170)
    figure.update_yaxes(nticks=4, rangemode="tozero", tickformat=",")
    return figure.update_xaxes(range=[0, top], ticksuffix=" %", nticks=6, showgrid=False)


def incidence(
    counts: np.ndarray, fragments: list[str], names: list[str], topics: list[str]
) -> go.Figure:
    """Which fragment (row) is in which transcript (column), and how often there.

    `names` and `topics` are those of the columns; `topics.NO_TOPIC` where there is none.
    """
    rows, columns = counts.shape
    columns_named = [_with_topic(*column) for column in zip(names, topics, strict=True)]
    shown = np.where(counts > 0, counts, np.nan).astype(np.float32)
    most = int(counts.max(initial=1))
    figure = go.Figure(
        go.Heatmap(
            z=shown,
            x=np.arange(columns),
            y=np.arange(rows),
            zmin=0,
            zmax=max(most, 2),
            xgap=1,
            ygap=1,
            text=[columns_named] * rows,
            hovertemplate="%{text}<br>%{y}<br>%{z:.0f} ×<extra></extra>",
            hoverongaps=False,
            showscale=most > 1,
            colorbar={**_SCALE, "title": {"text": "times", "side": "right"}, "ticksuffix": ""},
        )
    )
    labelled = columns <= MOST_LABELS
    height = _height(rows) + (150 if labelled else 0)
    framed(figure, "transcripts, by topic", "", height=height)
    label_rows(figure, distinct_labels(fragments, 28))
    label_columns(figure, distinct_labels(names, 26))
    return figure.update_xaxes(showticklabels=labelled, tickangle=-90)


def dots(
    matches: pd.DataFrame, names: tuple[str, str], lengths: tuple[int, int], alone: bool
) -> go.Figure:
    """The passages that two transcripts share: a line where the one (across) says what the other
    (down) says. With `alone`, one transcript against itself: below the diagonal.

    `matches` as `FragmentEngine.matches` gives it; the first trace has its rows in their order,
    each as two points and a gap.
    """
    a, b, n, m = (matches[column].to_numpy() for column in ("a_word", "b_word", "words", "b_words"))
    gap = np.full(len(matches), np.nan)
    # Lines as SVG: with an axis that points down, WebGL draws them all at the bottom.
    figure = go.Figure(
        go.Scatter(
            x=np.stack([a, a + n, gap], axis=1).ravel(),
            y=np.stack([b, b + m, gap], axis=1).ravel(),
            mode="lines+markers",
            line={"color": EMBER, "width": 3},
            marker={"color": EMBER, "size": 5},
            customdata=np.repeat(n, 3),
            hovertemplate="%{customdata:,} words alike<br>here at word %{x:,.0f}<br>there at word "
            "%{y:,.0f}<extra></extra>",
        )
    )
    if alone:
        ends = [0, lengths[0]]
        figure.add_scatter(
            x=ends, y=ends, mode="lines", line={"color": GREY, "width": 1}, hoverinfo="skip"
        )
    across, down = distinct_labels(names[:1], 50) * 2 if alone else distinct_labels(names, 50)
    framed(figure, f"{across}, words from its start", f"{down}, words", height=520)
    figure.update_xaxes(range=[0, max(lengths[0], 1)], tickformat=",")
    return figure.update_yaxes(range=[max(lengths[1], 1), 0], tickformat=",")


def overlap(containment: np.ndarray, names: list[str], alone: bool = False) -> go.Figure:
    """How much of each text (row) is also in each other (column).

    `containment` as `FragmentEngine.overlap` gives it, both in the order to draw. The scale ends at
    the largest share, so that small ones show. With `alone`, the diagonal means something too.
    """
    shown = containment.astype(float).copy()
    if not alone:
        np.fill_diagonal(shown, np.nan)
    position = np.arange(len(names))
    most = float(np.nanmax(shown, initial=0))
    figure = _cells(shown, position, distinct_labels(names), most=max(most, 0.01))
    _tell(figure, shown, "%{y}<br>is also in %{x}: ")
    labelled = len(names) <= MOST_LABELS
    height = max(_height(len(names)) + (130 if labelled else 0), 380)
    framed(figure, "… is also in this transcript", "so much of this transcript …", height=height)
    label_columns(figure, distinct_labels(names, 26))
    return figure.update_xaxes(showticklabels=labelled, tickangle=-90)


def _height(rows: int) -> int:
    per_row = 26 if rows <= 40 else 16
    return 110 + per_row * max(rows, 2)


def _cells(share: np.ndarray, x: np.ndarray, labels: list[str], most: float = 1.0) -> go.Figure:
    # Whole percents in a byte each: the browser paints them far faster than floats.
    percent = share * 100
    if not np.isnan(share).any():
        percent = np.round(percent).astype(np.uint8)
    gap = 1 if len(labels) <= 60 else 0
    figure = go.Figure(
        go.Heatmap(
            z=percent,
            x=x,
            y=np.arange(len(labels)),
            zmin=0,
            zmax=most * 100,
            ygap=gap,
            hoverongaps=False,
            colorbar=_SCALE,
        )
    )
    return label_rows(figure, labels)


def _tell(figure: go.Figure, share: np.ndarray, hover: str) -> None:
    """Say the share of a cell at the pointer, in percent, after `hover`."""
    figure.data[0].customdata = np.round(share * 100, 1).astype(np.float32)
    figure.data[0].hovertemplate = hover + "%{customdata:.3~g} %<extra></extra>"


def _with_topic(name: str, topic: str) -> str:
    return plain(f"{name} ({topic})" if topic else f"{name} {topic_label(topic)}")
