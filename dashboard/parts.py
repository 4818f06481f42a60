"""Parts of a page: headings, pictures with their captions, tables that lead on, safe text."""

from __future__ import annotations

import re
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import files, ways
from refrain.fragments import MIN_WORDS

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!$<>|~&^=])")


def heading(title: str, question: str) -> None:
    """The page's title, and the question that it answers."""
    st.title(title, anchor=False)
    st.markdown(f":gray[{question}]")


def literal(text: str) -> str:
    """Text from a dataset, to stand in Markdown as it is: no markup, links, maths or emoji."""
    # A colon starts directives and emoji even when escaped; a word joiner, unseen, stops it.
    return _MARKDOWN.sub(r"\\\1", text).replace(":", ":\u2060")


def one_line(text: str) -> str:
    """Text with each stretch of white space as one space."""
    return " ".join(text.split())


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 prompt`, `7 prompts`, `1,041 words`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def percent(share: float) -> str:
    """`31 %` as `31%`; a small share keeps a digit, and one above 0 never reads as 0."""
    if 0 < share < 0.001:
        return "under 0.1%"
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"


def picture(
    title: str, figure: go.Figure, *, key: str, note: str = "", select: bool = False
) -> list[int] | None:
    """A figure under a title that says what it shows, with a note below it.

    With `select`, as `chart`: the mark that was just clicked.
    """
    st.subheader(title, anchor=False)
    clicked = chart(figure, key=key, select=select)
    if note:
        st.caption(note)
    return clicked


def chart(figure: go.Figure, *, key: str, select: bool = False) -> list[int] | None:
    """A figure; with `select`, returns the `customdata` (whole numbers) of the mark that was just
    clicked, or None."""
    config = {"displaylogo": False, "displayModeBar": False}
    if not select:
        st.plotly_chart(figure, key=key, config=config)
        return None
    event = st.plotly_chart(
        figure, key=key, config=config, on_select="rerun", selection_mode="points"
    )
    points = event["selection"]["points"]
    data = dict(points[0]["customdata"]).values() if points else ()
    return _just_now(key, [int(number) for number in data])


def table(
    frame: pd.DataFrame,
    *,
    key: str,
    columns: dict[str, Any],
    height: int | Literal["auto"] = "auto",
) -> int | None:
    """A table with the given columns in that order; returns the row just clicked, or None.

    `columns` maps a column of the frame to its header or a `st.column_config`.
    """
    return cell(frame, key=key, columns=columns, height=height)[0]


def cell(
    frame: pd.DataFrame,
    *,
    key: str,
    columns: dict[str, Any],
    height: int | Literal["auto"] = "auto",
) -> tuple[int | None, str]:
    """As `table`, but returns the row and the column just clicked."""
    shown = frame[list(columns)]
    texts = shown.select_dtypes("str").columns
    event = st.dataframe(
        # A cell paints no more than the first line of a text.
        shown.assign(**{name: shown[name].map(one_line, na_action="ignore") for name in texts}),
        # A grid that loses rows under the same key does not take the next click.
        key=f"{key}-{len(frame)}",
        hide_index=True,
        column_config=columns,
        height=height,
        on_select="rerun",
        selection_mode="single-cell",
    )
    cells = event["selection"]["cells"]
    clicked = _just_now(key, [int(cells[0][0]), str(cells[0][1])] if cells else [])
    if clicked is None or clicked[0] >= len(frame):
        return None, ""
    return clicked[0], clicked[1]


def _just_now(key: str, selected: list[Any]) -> list[Any] | None:
    """What was selected, once: a selection lasts, but what it leads to happens when it is made."""
    before = st.session_state.get(f"selected-{key}")
    st.session_state[f"selected-{key}"] = selected
    return selected if selected and selected != before else None


def downloads(frame: pd.DataFrame, name: str) -> None:
    """The table as a CSV file."""
    files.download("Download as CSV", lambda: frame, name, "csv")


def read(transcript_id: str, at: int | None = None) -> None:
    """Leave for the reader, at a character offset where one is given."""
    place = {} if at is None else {"at": at}
    ways.go("reader", text=transcript_id, **place)


def min_words() -> int:
    """The slider for the minimum length of a fragment: one value for all pages, in the URL."""
    chosen = st.slider(
        "Minimum length of a repeat, in words",
        min_value=5,
        max_value=100,
        value=MIN_WORDS,
        key="min_words",
        bind="query-params",
        help="A word sequence counts as repeated when it occurs twice and is at least this long. "
        "Longer: only copied passages. Shorter: habits of speech too.",
    )
    ways.let_go("min_words")
    return chosen
