"""Names from a dataset in a figure: a label is text, and never a position.

Plotly takes labels such as `2019`, `1e5` or `2021-03-04` for numbers and dates, and draws two that
are equal in one place. So rows and columns stand at their numbers, from 0, and the axis says what
each is called.
"""

from __future__ import annotations

import html
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from refrain.natural_order import naturally_sorted
from refrain.topics import topic_label
from refrain.unique_names import unique_names

LENGTH = 34
"""Characters of a name that fit beside a row."""
NO_NAME = "(no name)"
LEFT_TO_RIGHT_MARK = "\u200e"


def short(name: str, length: int = LENGTH) -> str:
    """A name that fits: its end is cut where it is too long, not within a letter."""
    if len(name) <= length:
        return name
    end = length - 1
    while end > 1 and unicodedata.category(name[end])[0] == "M":
        end -= 1
    return name[:end] + "…"


def plain(text: str) -> str:
    """Text for a Plotly label or hover, where `<` would start a tag.

    Quotes stay: Plotly shows an escaped one as it is written.
    """
    return html.escape(text, quote=False)


def distinct_labels(
    names: Iterable[str], length: int = LENGTH, notes: Sequence[str] = ()
) -> list[str]:
    """Names as labels, each different from all others, and no markup.

    Names that begin alike are cut in the middle, so that one sees how they end. `notes` follow the
    names, and are not cut.

    >>> distinct_labels(["talk about birds, part 1", "talk about birds, part 2", "1e5", ""], 16)
    ['talk ab…, part 1', 'talk ab…, part 2', '1e5', '(no name)']
    """
    names = [" ".join(name.split()) or NO_NAME for name in names]
    labels = [short(name, length) for name in names]
    uses = Counter(labels)
    labels = [
        _middle_cut(name, length) if uses[label] > 1 else label
        for name, label in zip(names, labels, strict=True)
    ]
    labels = unique_names(labels, "{name} ({number})")
    if notes:
        labels = list(map(_with_note, labels, notes))
    return list(map(plain, labels))


def topic_labels(topics: Iterable[str], length: int = LENGTH) -> list[str]:
    """Topics as `distinct_labels`; the lack of one has a name too."""
    return distinct_labels(map(topic_label, topics), length)


def label_rows(figure: go.Figure, labels: Sequence[str]) -> go.Figure:
    """Name the rows, which stand at 0, 1, 2 … of the y axis from the top. The same figure."""
    figure.update_yaxes(**_named(labels), range=[len(labels) - 0.5, -0.5])
    return figure.update_yaxes(ticklabelstandoff=4)


def label_columns(figure: go.Figure, labels: Sequence[str]) -> go.Figure:
    """Name the columns, which stand at 0, 1, 2 … of the x axis. The same figure."""
    return figure.update_xaxes(**_named(labels), range=[-0.5, len(labels) - 0.5])


def labelled_groups(table: pd.DataFrame, by: str) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """The groups of a table by a column of names, in natural order: name, label and rows of each.

    Every row is in a group; what has no topic is the last.
    """
    names = table[by].astype("str").fillna("")
    rows = names.groupby(names).indices
    groups = naturally_sorted(rows)
    for name, label in zip(groups, topic_labels(groups), strict=True):
        yield name, label, table.iloc[rows[name]]


def _named(labels: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "linear",
        "tickmode": "array",
        "tickvals": np.arange(len(labels)),
        "ticktext": list(labels),
        "showgrid": False,
    }


def _with_note(label: str, note: str) -> str:
    """A label with a note to its right, where a name that runs to the left would draw in its
    number."""
    runs_left = any(unicodedata.bidirectional(character) in ("R", "AL") for character in label)
    return f"{label}  {LEFT_TO_RIGHT_MARK if runs_left else ''}{note}"


def _middle_cut(name: str, length: int) -> str:
    if len(name) <= length:
        return name
    begin = length // 2
    return short(name, begin) + name[len(name) - (length - begin) :]
