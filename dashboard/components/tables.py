"""Tables, and what was clicked in them: a click in a row or a cell arrives once.

What is missing is an empty cell; of a topic, it says so.
"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard.components import said_at
from dashboard.components.clicks import newly_selected
from dashboard.components.markdown import one_line
from refrain.topics import topic_label, topic_of

MOST_ROWS = 5_000
"""Of a longer table, so many rows are sent to the browser."""
EMPTY = ""
"""What a table shows where a value is missing; without it, Streamlit writes `None`."""


def show(frame: pd.DataFrame, columns: dict[str, Any]) -> None:
    """A table that leads nowhere, with the given columns in that order."""
    shown = _readable(frame.head(MOST_ROWS), columns)
    st.dataframe(shown, hide_index=True, column_config=columns, placeholder=EMPTY)
    _say_what_is_cut(len(shown), len(frame))


def table(
    frame: pd.DataFrame,
    *,
    key: str,
    columns: dict[str, Any],
    height: int | Literal["auto"] = "auto",
    total: int | None = None,
) -> int | None:
    """A table with the given columns in that order; returns the row just clicked, or None.

    `columns` maps a column of the frame to its header or a `st.column_config`. Below a table of
    more than MOST_ROWS stands how many there are; `total` says it where the frame has the first
    of them alone.
    """
    return cell(frame, key=key, columns=columns, height=height, total=total)[0]


def cell(
    frame: pd.DataFrame,
    *,
    key: str,
    columns: dict[str, Any],
    height: int | Literal["auto"] = "auto",
    total: int | None = None,
) -> tuple[int | None, str]:
    """As `table`, but returns the row and the column just clicked."""
    total = len(frame) if total is None else total
    frame = frame.head(MOST_ROWS)
    event = st.dataframe(
        _readable(frame, columns),
        # A grid that loses rows under the same key does not take the next click.
        key=f"{key}-{total}",
        hide_index=True,
        column_config=columns,
        height=height,
        placeholder=EMPTY,
        on_select="rerun",
        selection_mode="single-cell",
    )
    _say_what_is_cut(len(frame), total)
    cells = event["selection"]["cells"]
    clicked = newly_selected(key, [int(cells[0][0]), str(cells[0][1])] if cells else [])
    if clicked is None or clicked[0] >= len(frame) or clicked[1] == said_at.RECORDING:
        return None, ""
    return clicked[0], clicked[1]


def _say_what_is_cut(shown: int, total: int) -> None:
    """How many rows there are, where not all are shown."""
    if shown < total:
        st.caption(f"The first {shown:,} of {total:,} rows, in this order; the file has all.")


def _readable(frame: pd.DataFrame, columns: dict[str, Any]) -> pd.DataFrame:
    """The columns that the table has, as people read them."""
    shown = frame[[name for name in columns if name in frame]]
    if "topic" in shown:
        shown = shown.assign(topic=topic_of(shown).map(topic_label))
    texts = shown.select_dtypes("str").columns
    # A cell paints no more than the first line of a text.
    return shown.assign(**{name: shown[name].map(one_line, na_action="ignore") for name in texts})
