"""One of two texts, with what both say numbered and tinted alike."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.scrolling import scroll_to
from dashboard.components.transcript_style import STYLE
from refrain.figures.colours import TOPICS


def show(text: str, matches: pd.DataFrame, side: str, number: int, window: tuple[int, int]) -> None:
    """A window of one of two texts, what it shares with the other numbered and tinted alike.

    `matches` as `FragmentEngine.matches` gives them; `side` is `a` or `b`, and the match of row
    `number` is scrolled to.
    """
    spans = sorted(
        (int(start), int(end), n)
        for n, (start, end) in enumerate(
            zip(matches[f"{side}_start"], matches[f"{side}_end"], strict=True)
        )
        if start < window[1] and end > window[0]
    )
    # Where matches overlap, the one that is looked at is shown whole, and before the others.
    own = next((span for span in spans if span[2] == number), (0, 0, -1))
    pieces = [STYLE, f'<div class="transcript box" id="side-{side}" data-match="{number}">']
    cursor = window[0]
    for start, end, n in spans:
        if n != number and start < own[1] and end > own[0]:
            start, end = (start, min(end, own[0])) if start < own[0] else (max(start, own[1]), end)
        start, end = max(start, cursor), min(end, window[1])
        if start >= end:
            continue
        pieces.append(escape(text[cursor:start]))
        here = " own" if n == number else " other"
        pieces.append(
            f'<mark class="{here}" style="--own:{TOPICS[n % len(TOPICS)]}"><sup>{n + 1}</sup>'
            f"{escape(text[start:end])}</mark>"
        )
        cursor = end
    pieces.append(f"{escape(text[cursor : window[1]])}</div>")
    st.html("".join(pieces))
    scroll_to(".own", number, box=f"side-{side}")
