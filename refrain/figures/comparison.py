"""Two topics against each other: every word at how frequent it is in the one and in the other.

As Scattertext draws it (Kessler 2017): words of the one topic are at the left top, those of the
other at the right bottom, what both say often at the right top; the most distinct are labelled.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from refrain.figures.colours import GREY
from refrain.figures.labels import distinct_labels, plain, short
from refrain.figures.layout import framed

SIGNIFICANT_Z = 1.96
"""A z-score beyond it is unlikely to be chance: such words have a topic's colour."""
SCALES = ("rank", "log")
MOST_LABELS = 44
HEIGHT = 620
RANGE = (-0.03, 1.06)
"""What the axes show of the scale from 0 to 1: labels stand beyond it."""
_TICKS = (0, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000)
_LISTED = 8
# Labels keep clear of each other in a plot area of this size, in pixels, or in a larger one.
_WIDTH, _TALL, _LETTER, _LINE = 440, 500, 6.9, 15


def places(words: pd.DataFrame, scale: str) -> pd.DataFrame:
    """Where the words of `keywords.compare` stand: a row per place, since rare words share theirs.

    Columns: x, y (of `a_rate` and `b_rate` on the scale, 0 to 1), spelling (of the most distinct
    word there), row (its row in `words`), score, words (how many stand there), listed (some).
    """
    x, y = (_scaled(words[rate].to_numpy(), scale) for rate in ("a_rate", "b_rate"))
    frame = words.assign(x=x, y=y, row=np.arange(len(words)))
    grouped = frame.groupby(["x", "y"], sort=False)
    marks = grouped.first().reset_index()
    marks["words"] = grouped.size().to_numpy()
    marks["listed"] = (
        grouped["spelling"].agg(lambda words: ", ".join(words.head(_LISTED))).to_numpy()
    )
    return marks


def scatter(
    words: pd.DataFrame, names: tuple[str, str], colours: tuple[str, str], scale: str
) -> go.Figure:
    """The picture; a mark's customdata begins with its word's row in `words`.

    `words` as `keywords.compare` gives it, the most distinct first; `names` and `colours` of its
    topics; `scale` one of SCALES: `rank` spaces the frequencies that occur evenly.
    """
    at = places(words, scale)
    figure = go.Figure()
    a, b = distinct_labels(names, 24)
    groups = (
        (at["score"] >= SIGNIFICANT_Z, f"surely more in {a}", colours[0]),
        (at["score"] <= -SIGNIFICANT_Z, f"surely more in {b}", colours[1]),
        (at["score"].abs() < SIGNIFICANT_Z, "no sure difference", GREY),
    )
    for chosen, name, colour in groups[::-1]:
        figure.add_trace(_marks(at[chosen], name, colour))
    figure.add_trace(_labels(at))
    across, up = distinct_labels(names, 40)
    framed(
        figure,
        f"times per 10,000 words in {across}",
        f"times per 10,000 words in {up}",
        height=HEIGHT,
        legend=True,
    )
    for axis, rate in ((figure.update_xaxes, "a_rate"), (figure.update_yaxes, "b_rate")):
        positions, texts = _ticks(words[rate].to_numpy(), scale)
        axis(range=list(RANGE), tickvals=positions, ticktext=texts, showgrid=True)
    figure.update_layout(uniformtext={"mode": False}, hovermode="closest")
    return figure


def _marks(at: pd.DataFrame, name: str, colour: str) -> go.Scattergl:
    others = [
        f"<br>and {n - 1:,} more here: {plain(short(listed, 90))}" if n > 1 else ""
        for n, listed in zip(at["words"], at["listed"], strict=True)
    ]
    facts = at[["row", "a_count", "b_count", "a_transcripts", "b_transcripts", "score"]]
    return go.Scattergl(
        x=at["x"],
        y=at["y"],
        mode="markers",
        name=name,
        text=[
            f"<b>{plain(word)}</b>{other}"
            for word, other in zip(at["spelling"], others, strict=True)
        ],
        marker={"color": colour, "size": 7, "opacity": 0.35 if colour == GREY else 0.75},
        unselected={"marker": {"opacity": 0.35 if colour == GREY else 0.75}},
        customdata=facts,
        hovertemplate="%{text}<br>%{customdata[1]:,} times in %{customdata[3]:,} transcripts (→), "
        "%{customdata[2]:,} in %{customdata[4]:,} (↑)<br>z-score %{customdata[5]:.1f}"
        "<extra></extra>",
    )


def _labels(at: pd.DataFrame) -> go.Scatter:
    placed = label_places(at)
    shown = at.loc[[n for n, _ in placed]]
    return go.Scatter(
        x=shown["x"],
        y=shown["y"],
        mode="text",
        text=[
            _beside(plain(w), side) for w, (_, side) in zip(shown["spelling"], placed, strict=True)
        ],
        textposition=[side for _, side in placed],
        textfont={"size": 12},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _beside(label: str, side: str) -> str:
    """A label with room for the mark that it stands beside."""
    room = "\u2002"
    return {"middle right": room + label, "middle left": label + room}.get(side, label)


def label_places(at: pd.DataFrame, most: int = MOST_LABELS) -> list[tuple[int, str]]:
    """Which places get a label, and on which side of the mark: the most distinct of either topic in
    turn, where there is room. Rows of `at`, and Plotly's `textposition`."""
    order = at["score"].abs().sort_values(ascending=False, kind="stable").index
    sides = [[n for n in order if at["score"][n] > 0], [n for n in order if at["score"][n] < 0]]
    turns = [n for pair in zip(*sides, strict=False) for n in pair]
    rest = sides[0][len(sides[1]) :] + sides[1][len(sides[0]) :]
    boxes: list[tuple[float, float, float, float]] = []
    placed: list[tuple[int, str]] = []
    for n in [*turns, *rest][: most * 6]:
        for side in ("middle right", "middle left", "top center", "bottom center"):
            box = _box(at["x"][n] * _WIDTH, at["y"][n] * _TALL, str(at["spelling"][n]), side)
            if _fits(box, boxes):
                boxes.append(box)
                placed.append((n, side))
                break
        if len(placed) == most:
            break
    return placed


def _box(x: float, y: float, word: str, side: str) -> tuple[float, float, float, float]:
    wide = len(word) * _LETTER + 6
    left = {"middle right": x + 6, "middle left": x - wide - 6}.get(side, x - wide / 2)
    low = {"top center": y + 4, "bottom center": y - _LINE - 4}.get(side, y - _LINE / 2)
    return left, low, left + wide, low + _LINE


def _fits(box: tuple[float, ...], boxes: list[tuple[float, float, float, float]]) -> bool:
    left, low, right, high = box
    if left < -8 or right > _WIDTH * 1.05 or low < -14 or high > _TALL * 1.05:
        return False
    return all(right < b[0] or left > b[2] or high < b[1] or low > b[3] for b in boxes)


def _scaled(rates: np.ndarray, scale: str) -> np.ndarray:
    """Rates to 0..1: the dense rank, or the logarithm with 0 where half the smallest would be."""
    distinct = np.unique(rates)
    if len(distinct) < 2:
        return np.zeros(len(rates))
    if scale == "rank":
        ranks: np.ndarray = np.searchsorted(distinct, rates)
        return ranks / (len(distinct) - 1)
    logs: np.ndarray = np.log(np.where(rates > 0, rates, _floor(distinct)))
    scaled: np.ndarray = (logs - logs.min()) / (logs.max() - logs.min())
    return scaled


def _ticks(rates: np.ndarray, scale: str) -> tuple[list[float], list[str]]:
    distinct = np.unique(rates)
    if len(distinct) < 2:
        return [0.0], [f"{rate:g}" for rate in distinct]
    ticks = [t for t in _TICKS if t == 0 or distinct[distinct > 0][0] <= t <= distinct[-1]]
    if distinct[0] > 0:
        ticks = ticks[1:]
    if scale == "rank":
        at = np.interp(ticks, distinct, np.linspace(0, 1, len(distinct)))
    else:
        low, high = np.log(_floor(distinct)), np.log(distinct[-1])
        at = (np.log([t or _floor(distinct) for t in ticks]) - low) / (high - low)
    return _apart([float(x) for x in at], [f"{t:g}" for t in ticks])


def _apart(at: list[float], texts: list[str]) -> tuple[list[float], list[str]]:
    """Ticks that are not on top of each other."""
    kept: list[int] = []
    for n, x in enumerate(at):
        if not kept or x - at[kept[-1]] >= 0.04:
            kept.append(n)
    return [at[n] for n in kept], [texts[n] for n in kept]


def _floor(distinct: np.ndarray) -> float:
    """Where 0 stands on a scale of logarithms: below what is rarest."""
    return float(distinct[distinct > 0][0]) / (2 if distinct[0] == 0 else 1)
