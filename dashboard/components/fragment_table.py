"""The columns of a table of fragments, and its rows as people read them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.repeat_controls import label

AT = "How far into the transcript the passage begins"


def columns(frame: pd.DataFrame) -> dict:
    """The columns of a table of fragments."""
    number = st.column_config.NumberColumn
    shown = {
        "saved": number("Words saved", format="localized"),
        "words": number("Length, words", format="localized"),
        "occurrences": number("Places", format="localized"),
        "transcripts": number("Texts", format="localized"),
        "called": "Kind",
        "passage": st.column_config.TextColumn("Passage", width="large"),
    }
    return {name: told for name, told in shown.items() if name in frame}


def readable(fragments: pd.DataFrame) -> pd.DataFrame:
    """The table of fragments as `columns` shows it: passages cut short, kinds in plain words."""
    shown = fragments.assign(passage=fragments["passage"].str.slice(0, 300))
    return shown.assign(called=shown["kind"].map(label)) if "kind" in shown else shown
