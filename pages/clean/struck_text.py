"""A passage by itself, and a text with what would be cut from it struck out."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.transcript_style import STYLE


def struck(text: str, cuts: pd.DataFrame, most: int = 20_000, context: int = 400) -> None:
    """A text with what would go struck out; long stretches without a cut are left out, and said."""
    pieces = [STYLE, '<div class="transcript box">']
    cursor = spent = 0
    for start, end in zip(cuts["start"], cuts["end"], strict=True):
        if spent > most:
            break
        pieces += [_between(text, cursor, start, context), f"<del>{escape(text[start:end])}</del>"]
        spent += min(start - cursor, 2 * context) + end - start
        cursor = end
    if spent > most:
        pieces.append(f'<span class="skipped">… {len(text) - cursor:,} characters more</span>')
    else:
        pieces.append(_between(text, cursor, len(text), context))
    st.html("".join([*pieces, "</div>"]))


def _between(text: str, start: int, end: int, context: int) -> str:
    if end - start <= 2 * context + 200:
        return escape(text[start:end])
    skipped = end - start - 2 * context
    return (
        f"{escape(text[start : start + context])}"
        f'<span class="skipped">… {skipped:,} characters stay as they are …</span>'
        f"{escape(text[end - context : end])}"
    )
