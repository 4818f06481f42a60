"""Pictures of lengths: histogram, cumulative share (ECDF) and box, by topic, role or source.

Each takes a `Look`: the unit, the scale, and the budget whose line to draw. On the log scale the
x positions are log₁₀ of the length, with ticks that say the length: bars then have equal widths,
and the quartiles of a box are those of the logarithms, as the outliers' rule has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from refrain.figures.colours import GREY
from refrain.figures.labels import label_rows, labelled_groups, plain
from refrain.figures.layout import framed

UNIT_NAMES = {
    "tokens": "tokens",
    "words": "words",
    "chars": "characters",
    "minutes": "minutes",
    "words_per_minute": "words per minute",
    "silence": "seconds of silence",
}
_FINEST = {"minutes": 0.05}
"""By unit: the narrowest bin; 1 in what is counted."""
MOST_STEPS = 2_000
"""Of a line of the cumulative share: more than a screen has pixels."""
MOST_POINTS = 20_000
"""Of boxes with outliers: a browser draws more too slowly."""
BUDGET_REACH = 1.6
"""On the linear scale, a budget so many times the longest still has its line in the picture."""


@dataclass(frozen=True)
class Look:
    """How lengths are drawn: `unit` is a column of the table, `counted` what has
    that length (in the plural), `budget` a length and its name."""

    unit: str = "words"
    log: bool = False
    budget: tuple[int, str] | None = None
    counted: str = "transcripts"

    def at(self, values: ArrayLike) -> np.ndarray:
        """Lengths as positions on the x axis; on the log scale, 0 stands where 1 does."""
        numbers = np.asarray(values, dtype=float)
        return np.log10(np.maximum(numbers, 1)) if self.log else numbers

    def shows_budget(self, longest: float) -> bool:
        """Whether the budget's line is in a picture of lengths up to `longest`."""
        return self.budget is not None and (self.log or self.budget[0] <= BUDGET_REACH * longest)


def histogram(frame: pd.DataFrame, by: str, look: Look, colours: dict[str, str]) -> go.Figure:
    """How many have each length. `frame` as `lengths.lengths` or `budget.prompts` gives it."""
    values = frame[look.unit].to_numpy()
    edges = _edges(look.at(values), 0.02 if look.log else _FINEST.get(look.unit, 1))
    width = edges[1] - edges[0]
    bounds = np.round(10**edges) if look.log else edges
    figure = go.Figure()
    for group, label, rows in labelled_groups(frame, by):
        counts, _ = np.histogram(look.at(rows[look.unit]), edges)
        figure.add_bar(
            x=edges[:-1] + width / 2,
            y=counts,
            width=width * 0.96,
            name=label,
            marker={"color": colours.get(group), "line": {"width": 0}},
            customdata=np.stack([bounds[:-1], bounds[1:]], axis=1),
            hovertemplate="%{y} of %{fullData.name}: %{customdata[0]:,.2~f} to "
            f"%{{customdata[1]:,.2~f}} {UNIT_NAMES[look.unit]}<extra></extra>",
        )
    framed(figure, UNIT_NAMES[look.unit], look.counted, height=380, legend=frame[by].nunique() > 1)
    figure.update_yaxes(dtick=1 if len(values) <= 12 else None)
    return _ruled(figure, values, look, (edges[0], edges[-1]))


def ecdf(frame: pd.DataFrame, by: str, look: Look, colours: dict[str, str]) -> go.Figure:
    """The share that is at most so long. `frame` as for `histogram`. Of many lengths, a line has so
    many steps that none is higher than one in MOST_STEPS."""
    figure = go.Figure()
    for group, label, rows in labelled_groups(frame, by):
        values = np.sort(rows[look.unit].to_numpy())
        values = np.concatenate([values[:1], values])
        share = np.linspace(0, 1, len(values))
        step = np.linspace(0, len(values) - 1, min(len(values), MOST_STEPS + 1)).astype(int)
        values, share = values[step], share[step]
        figure.add_scatter(
            x=look.at(values),
            y=share,
            customdata=values,
            mode="lines",
            line={"shape": "vh", "color": colours.get(group), "width": 2},
            name=label,
            hovertemplate="%{y:.0%} of %{fullData.name} have at most %{customdata:,.1~f} "
            f"{UNIT_NAMES[look.unit]}<extra></extra>",
        )
    legend = frame[by].nunique() > 1
    framed(figure, UNIT_NAMES[look.unit], f"share of {look.counted}", height=380, legend=legend)
    figure.update_yaxes(tickformat=".0%", range=[0, 1.02])
    return _ruled(figure, frame[look.unit].to_numpy(), look)


def box(frame: pd.DataFrame, by: str, look: Look, colours: dict[str, str]) -> go.Figure:
    """Median, quartiles and every transcript, a row per group: of more than MOST_POINTS, the boxes
    alone. `frame` as for `histogram`, with the column name."""
    if len(frame) > MOST_POINTS:
        return _boxes(frame, by, look, colours)
    figure = go.Figure()
    groups = list(labelled_groups(frame, by))
    groups.sort(key=lambda group: float(group[2][look.unit].median()), reverse=True)
    for position, (group, label, rows) in enumerate(groups):
        figure.add_box(
            x=look.at(rows[look.unit]),
            y0=position,
            orientation="h",
            name=label,
            boxpoints="all" if len(frame) <= 1000 else "outliers",
            hoveron="points",
            jitter=0.4,
            pointpos=0,
            marker={"color": colours.get(group), "size": 6, "opacity": 0.75},
            line={"width": 1.2},
            text=[
                f"{plain(name)}: {written(length)}"
                for name, length in zip(rows["name"], rows[look.unit], strict=True)
            ],
            hovertemplate=f"%{{text}} {UNIT_NAMES[look.unit]}<extra></extra>",
        )
    label_rows(figure, [label for _, label, _ in groups])
    framed(figure, UNIT_NAMES[look.unit], height=110 + 44 * max(len(groups), 2))
    return _ruled(figure, frame[look.unit].to_numpy(), look)


def _boxes(frame: pd.DataFrame, by: str, look: Look, colours: dict[str, str]) -> go.Figure:
    """Median and quartiles, whiskers as far as a length is within one and a half times the width of
    the box: what the browser makes of the lengths, without the lengths."""
    figure = go.Figure()
    groups = list(labelled_groups(frame, by))
    groups.sort(key=lambda group: float(group[2][look.unit].median()), reverse=True)
    for position, (group, label, rows) in enumerate(groups):
        values = np.sort(look.at(rows[look.unit]))
        low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
        reach = 1.5 * (high - low)
        figure.add_box(
            q1=[low],
            median=[middle],
            q3=[high],
            lowerfence=[values[np.searchsorted(values, low - reach)]],
            upperfence=[values[np.searchsorted(values, high + reach, "right") - 1]],
            y=[position],
            orientation="h",
            name=label,
            hoverinfo="skip",
            marker={"color": colours.get(group)},
            line={"width": 1.2},
        )
    label_rows(figure, [label for _, label, _ in groups])
    framed(figure, UNIT_NAMES[look.unit], height=110 + 44 * max(len(groups), 2))
    return _ruled(figure, frame[look.unit].to_numpy(), look)


def written(length: float) -> str:
    """A length as people read it: what is not counted, such as minutes, with a decimal.

    >>> written(1041), written(24.04), written(1500.0)
    ('1,041', '24', '1,500')
    """
    return f"{round(length, 1):,}".removesuffix(".0")


def _edges(values: np.ndarray, finest: float) -> np.ndarray:
    """Bin edges at round numbers: steps of 1, 2 or 5 times a power of ten, 10 to 40 of them."""
    low, high = values.min(), values.max()
    bins = min(40, max(12, int(len(values) ** 0.5) * 2))
    rough = max((high - low) / bins, finest)
    power = 10 ** np.floor(np.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first, last = np.floor(low / step + 1e-9), np.floor(high / step + 1e-9)
    edges: np.ndarray = np.arange(first, last + 2) * step
    return edges


def _ruled(
    figure: go.Figure, values: np.ndarray, look: Look, reach: tuple[float, float] | None = None
) -> go.Figure:
    """The x axis with its range and ticks, and the line of the budget."""
    longest = float(values.max(initial=1))
    shown = look.at([values.min(initial=longest), longest])
    low, high = reach or _padded(float(shown[0]), float(shown[1]))
    if look.budget is not None and look.shows_budget(longest):
        line = float(look.at([look.budget[0]])[0])
        margin = (max(high, line) - min(low, line)) * 0.03
        low, high = min(low, line - margin), max(high, line + margin)
        figure.add_vline(x=line, line={"color": GREY, "width": 2, "dash": "dash"})
        figure.add_annotation(
            x=line,
            y=1,
            yref="paper",
            yanchor="top",
            xanchor="right" if line > (low + high) / 2 else "left",
            text=f"budget {look.budget[1]}",
            showarrow=False,
        )
    ticks = _log_ticks(low, high) if look.log else {"tickformat": ",", "nticks": 10}
    return figure.update_xaxes(type="linear", range=[low, high], **ticks)


def _padded(low: float, high: float) -> tuple[float, float]:
    margin = max((high - low) * 0.03, high * 0.01, 1e-3)
    return low - margin, high + margin


def _log_ticks(low: float, high: float) -> dict[str, Any]:
    """Ticks at 1, 2 and 5 times powers of ten; at all whole ones where those would be few, and at
    the powers alone where they would be too many."""
    factors = tuple(range(1, 10)) if high - low <= 0.8 else (1, 2, 5) if high - low <= 3 else (1,)
    lengths = [
        factor * 10**power
        for power in range(max(int(np.floor(low)), 0), int(np.ceil(high)) + 1)
        for factor in factors
    ]
    inside = [length for length in lengths if low <= np.log10(length) <= high]
    if len(inside) < 2:  # a narrow range: its ends
        ends = (10 ** np.array([low, high])).round()
        inside = sorted({max(int(length), 1) for length in [*inside, *ends]})
    return {
        "tickvals": [float(np.log10(length)) for length in inside],
        "ticktext": [f"{length:,}" for length in inside],
    }
