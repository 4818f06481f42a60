"""The columns of a table of fragments, and its rows as people read them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.repeat_controls import kind_label
from refrain.fragments.query import EXACT

POSITION_HELP = "How far into the transcript the passage begins"
ALIKE_HELP = "The share of words that are equal, of these and those changed, missing or added"
LEAST_ALIKE_HELP = "The share of words in which its least alike place agrees with this passage"
_SHOWN_CHARS = 300


def columns(frame: pd.DataFrame) -> dict[str, Any]:
    """Those of the columns of a table of fragments that the frame has, with their headers."""
    number = st.column_config.NumberColumn
    headers = {
        "saved": number("Words saved", format="localized"),
        "words": number("Length, words", format="localized"),
        "places": number("Places", format="localized"),
        "transcripts": number("Texts", format="localized"),
        "kind_label": "Kind",
        "passage": st.column_config.TextColumn("Passage", width="large"),
    }
    return {name: header for name, header in headers.items() if name in frame}


def similarity_column(similarity: float, help: str = ALIKE_HELP) -> dict[str, Any]:
    """The column that says how alike passages are, where they need not be equal."""
    if similarity == EXACT:
        return {}
    alike = st.column_config.NumberColumn("Alike", format="percent", width=70, help=help)
    return {"similarity": alike}


def readable(fragments: pd.DataFrame) -> pd.DataFrame:
    """The table of fragments as `columns` shows it: passages cut short, kinds in plain words."""
    shown = fragments.assign(passage=fragments["passage"].str.slice(0, _SHOWN_CHARS))
    if "kind" in shown:
        shown = shown.assign(kind_label=shown["kind"].map(kind_label))
    return shown
