"""What the pages about repetition share: the filter by kind, tables of fragments, ways to them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import answers, ways

CLEAN = "clean.py"
KINDS = {
    "within": ("in one transcript", "a transcript repeats itself: a loop, a chorus, a slogan"),
    "boundary": ("intro or outro", "at the start or the end of transcripts: greetings, sponsors"),
    "excerpt": ("excerpt", "one transcript is largely contained in another: a shorter version"),
    "shared": ("shared", "the same passage amid several transcripts: quotes, set phrases, copying"),
}
AT = "How far into the transcript the passage begins"


def kinds() -> answers.Kinds:
    """The filter by kind of fragment, in the URL; None where all are meant."""
    chosen = st.pills(
        "Kinds of repeat",
        list(KINDS),
        selection_mode="multi",
        format_func=label,
        key="kind",
        bind="query-params",
        help="All, where none is chosen. "
        + " ".join(f"**{name}**: {told}." for name, told in KINDS.values()),
    )
    ways.let_go("kind")
    return tuple(kind for kind in KINDS if kind in chosen) or None


def label(kind: str) -> str:
    """What a person calls a kind of fragment."""
    return KINDS.get(kind, (kind, ""))[0]


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


def open_passage(fragment: str) -> None:
    """Leave for all places of a fragment."""
    ways.go("passage", fragment=fragment)


def open_pair(a: str, b: str, **place: int) -> None:
    """Leave for two texts side by side, at a match or a character of the first."""
    ways.go("pair", pair=f"{a}.{b}", **place)


def pair(texts: pd.DataFrame) -> tuple[str, str] | None:
    """The two texts that the URL names, where both are here."""
    a, _, b = st.query_params.get("pair", "").partition(".")
    known = set(texts["text_id"])
    return (a, b) if a in known and b in known else None
