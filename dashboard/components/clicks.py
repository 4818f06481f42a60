"""What was clicked in a chart or table, told once."""

from __future__ import annotations

from typing import Any

import streamlit as st


def just_now(key: str, selected: list[Any]) -> list[Any] | None:
    """What was selected, once: a selection lasts, but what it leads to happens when it is made."""
    before = st.session_state.get(f"selected-{key}")
    st.session_state[f"selected-{key}"] = selected
    return selected if selected and selected != before else None
