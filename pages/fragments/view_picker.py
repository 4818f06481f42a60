"""Which pictures there are, as the URL names them, and the chooser."""

import streamlit as st

MAP, TRANSCRIPTS, GRID, DOTPLOT = VIEWS = (
    "coverage map",
    "transcript × transcript",
    "fragment × transcript",
    "dot plot",
)


def choose() -> str:
    """One of VIEWS, as chosen."""
    return st.segmented_control(
        "Picture",
        VIEWS,
        default=MAP,
        key="view",
        required=True,
        bind="query-params",
        label_visibility="collapsed",
    )
