"""A text with what would be cut from it struck out."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.transcript_style import STYLE
from refrain import wording
from refrain.fragments.query import EXACT

MOST_CHARS = 20_000
"""After so many the text breaks off."""
CONTEXT = 400
"""Characters on either side of a cut that are shown in any case."""
SHORTEST_GAP = 200
"""Fewer characters are not worth leaving out."""


def show(text: str, cuts: pd.DataFrame, alike: Callable[[Any], float]) -> None:
    """A text with its cuts struck out; what is left out of it, it says. `alike` has the share of
    words in which a cut agrees with the passage that it repeats."""
    pieces = [STYLE, '<div class="transcript box">']
    cursor = spent = 0
    for cut in cuts.itertuples(index=False):
        start, end = cut.start, cut.end
        if spent > MOST_CHARS:
            break
        pieces += [_between(text, cursor, start), f"<del>{escape(text[start:end])}</del>"]
        pieces.append(_note(alike(cut)))
        spent += min(start - cursor, 2 * CONTEXT) + end - start
        cursor = end
    if spent > MOST_CHARS:
        pieces.append(f'<span class="skipped">… {len(text) - cursor:,} characters more</span>')
    else:
        pieces.append(_between(text, cursor, len(text)))
    st.html("".join([*pieces, "</div>"]))


def _note(similarity: float) -> str:
    """Beside what is struck out and only nearly a repeat: how much of it is."""
    if similarity == EXACT:
        return ""
    share = wording.alike(similarity)
    meaning = f"{share} of its words agree with the passage that it repeats"
    return f'<span class="alike" data-alike="{share} alike" title="{meaning}"></span>'


def _between(text: str, start: int, end: int) -> str:
    """The text between two cuts, without its middle where that is long."""
    if end - start <= 2 * CONTEXT + SHORTEST_GAP:
        return escape(text[start:end])
    skipped = end - start - 2 * CONTEXT
    return (
        f"{escape(text[start : start + CONTEXT])}"
        f'<span class="skipped">… {skipped:,} characters stay as they are …</span>'
        f"{escape(text[end - CONTEXT : end])}"
    )
