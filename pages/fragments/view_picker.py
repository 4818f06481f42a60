"""Which pictures there are, as the URL names them, and the chooser."""

import streamlit as st

from dashboard import url_params

MAP, TRANSCRIPTS, GRID, DOTPLOT = VIEWS = (
    "coverage map",
    "transcript × transcript",
    "fragment × transcript",
    "dot plot",
)


def pick_view() -> str:
    """One of VIEWS, as chosen."""
    return st.segmented_control(
        "Picture",
        VIEWS,
        default=MAP,
        required=True,
        **url_params.VIEW.bound(),
        label_visibility="collapsed",
    )
