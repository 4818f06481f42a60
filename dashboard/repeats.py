"""What the pages about repetition share: the filter by kind, tables of fragments, ways to them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import answers, parts, ways

CLEAN = "clean.py"
KINDS = {
    "within": (
        "in one transcript",
        "a transcript repeats itself, or a recogniser got stuck in a loop: all places are in one "
        "transcript, or most are in loops",
    ),
    "boundary": (
        "intro or outro",
        "most places are at the start of their transcripts, or most at the end: a greeting, a "
        "sponsor",
    ),
    "excerpt": (
        "excerpt",
        "only versions of one transcript have it, such as a short and a long one: they share half "
        "of the shorter one's words or more",
    ),
    "shared": ("shared", "all other: the same passage amid transcripts that differ, as a quote"),
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
        help="All, where none is chosen.\n\n"
        + "\n".join(f"- **{name}**: {told}." for name, told in KINDS.values()),
    )
    ways.let_go("kind")
    return tuple(kind for kind in KINDS if kind in chosen) or None


def filters() -> tuple[int, answers.Kinds]:
    """The minimum length and the kinds, side by side."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        with st.container(width=360):
            min_words = parts.min_words()
        return min_words, kinds()


def of_kinds(kinds: answers.Kinds) -> str:
    """The filter by kind, to end a sentence that says that there is nothing; empty without one."""
    if kinds is None:
        return ""
    return f" and of the kind chosen ({', '.join(label(kind) for kind in kinds)})"


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
