"""Which pictures there are, as the address names them, and the control that picks one."""

from __future__ import annotations

import streamlit as st

from dashboard import url_params

MAP, TRANSCRIPTS, GRID, DOTPLOT = VIEWS = (
    "coverage map",
    "transcript × transcript",
    "fragment × transcript",
    "dot plot",
)


def pick_view() -> str:
    """The one of VIEWS that is chosen."""
    return st.segmented_control(
        "Picture",
        VIEWS,
        default=url_params.VIEW.default,
        required=True,
        **url_params.VIEW.bound(),
        label_visibility="collapsed",
    )
