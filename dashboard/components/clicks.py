"""A click in a chart or table arrives once."""

from __future__ import annotations

from typing import Any

import streamlit as st


def newly_selected(key: str, selection: list[Any]) -> list[Any] | None:
    """The selection, in the one run that it was made in; else None.

    Streamlit keeps a selection, but what it leads to happens when it is made.
    """
    before = st.session_state.get(f"selected-{key}")
    st.session_state[f"selected-{key}"] = selection
    return selection if selection and selection != before else None
