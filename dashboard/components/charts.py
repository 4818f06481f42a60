"""Figures under a title, and what was clicked in them."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dashboard.components.clicks import newly_selected


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
    """A figure. With `select`, returns the `customdata` of the mark that was just clicked, as whole
    numbers, or None."""
    config = {"displaylogo": False, "displayModeBar": False}
    if not select:
        st.plotly_chart(figure, key=key, config=config)
        return None
    event = st.plotly_chart(
        figure, key=key, config=config, on_select="rerun", selection_mode="points"
    )
    points = event["selection"]["points"]
    data = dict(points[0]["customdata"]).values() if points else ()
    return newly_selected(key, [int(number) for number in data])
