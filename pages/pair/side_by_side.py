"""One of two texts, with what both say numbered and tinted alike."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.scrolling import scroll_to
from dashboard.components.transcript_style import STYLE
from dashboard.components.word_differences import Stretch, marked
from refrain.figures.colours import TOPICS


def show(
    text: str,
    matches: pd.DataFrame,
    side: str,
    number: int,
    window: tuple[int, int],
    differing: list[Stretch],
) -> None:
    """A window of one of two texts, what it shares with the other numbered and tinted alike.

    `matches` as `FragmentEngine.matches` gives them; `side` is `a` or `b`, and the match of row
    `number` is scrolled to. What is `differing` in that is marked.
    """
    spans = _spans(matches, side, window)
    # Where matches overlap, the one that is looked at is shown whole, and before the others.
    current = next((span for span in spans if span[2] == number), (0, 0, -1))
    pieces = [STYLE, f'<div class="transcript box" id="side-{side}" data-match="{number}">']
    cursor = window[0]
    for start, end, match in spans:
        if match != number:
            start, end = _outside(start, end, current)
        start, end = max(start, cursor), min(end, window[1])
        if start >= end:
            continue
        pieces.append(escape(text[cursor:start]))
        is_current = match == number
        passage = marked(text, start, end, differing if is_current else [])
        pieces.append(_mark(passage, match, is_current))
        cursor = end
    pieces.append(f"{escape(text[cursor : window[1]])}</div>")
    st.html("".join(pieces))
    scroll_to(".current", number, box=f"side-{side}")


def _mark(passage: str, match: int, current: bool) -> str:
    """A passage (HTML) in the colour and with the number of its match."""
    css_class = "current" if current else "other"
    colour = TOPICS[match % len(TOPICS)]
    return (
        f'<mark class="{css_class}" style="--colour:{colour}"><sup>{match + 1}</sup>'
        f"{passage}</mark>"
    )


def _outside(start: int, end: int, current: tuple[int, int, int]) -> tuple[int, int]:
    """What of a span lies before the current one, or else after it."""
    if start >= current[1] or end <= current[0]:
        return start, end
    return (start, min(end, current[0])) if start < current[0] else (max(start, current[1]), end)


def _spans(matches: pd.DataFrame, side: str, window: tuple[int, int]) -> list[tuple[int, int, int]]:
    """Start, end and number of each match that reaches into the window, in order."""
    starts, ends = matches[f"{side}_start"], matches[f"{side}_end"]
    return sorted(
        (int(start), int(end), number)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
        if start < window[1] and end > window[0]
    )
