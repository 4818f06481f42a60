"""A text with its repeats marked, each mark a link to the twin, and a strip that shows where."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard import navigation, url_params
from dashboard.components.scrolling import scroll_to
from dashboard.components.transcript_style import STYLE
from refrain.figures.fragments import LEVELS

PART = 60_000
"""Characters of a transcript on one page of the reader."""


def show(
    text: str,
    marks: pd.DataFrame,
    twins: dict[int, str],
    window: tuple[int, int],
    at: int | None,
    seams: dict[int, str],
) -> None:
    """Show a window (character offsets) of a text with its marks, scrolled to offset `at`.

    `marks` has start, end (characters, in order, not overlapping) and places; `twins` maps the
    start of a mark to the address of a twin, `seams` the offset of a seam to why it is one.
    """
    points = {
        place: f'<span class="seam" title="{escape(why)}">✂</span>' for place, why in seams.items()
    }
    if at is not None:
        points[at] = '<span class="here"></span>' + points.get(at, "")
    beside = _strip(marks, max(len(text), 1), window)
    pieces = [STYLE, f'<div class="reading">{beside}<div class="transcript">']
    cursor = window[0]
    for mark in marks.itertuples(index=False):
        start, end = max(mark.start, window[0]), min(mark.end, window[1])
        if start >= end:
            continue
        pieces.append(_plain(text, cursor, start, points))
        pieces.append(_marked(text, start, end, mark.places, twins.get(mark.start), points))
        cursor = end
    pieces.append(_plain(text, cursor, window[1], points))
    pieces.append("</div></div>")
    st.html("".join(pieces))
    if at is not None:
        scroll_to(".transcript .here", at)


def key() -> None:
    """What the tints mean."""
    names = ["2", "3–4", "5–9", "10 or more"]
    tints = "".join(f'<mark class="level{level}">{name}</mark>' for level, name in enumerate(names))
    st.html(
        f'{STYLE}<div class="key">Marked passages occur in so many places: {tints}'
        "Click one to read it beside the next.</div>"
    )


def _strip(marks: pd.DataFrame, chars: int, window: tuple[int, int]) -> str:
    """Where in a whole text its repeats are, from top to bottom, as HTML; each a link to it."""
    pieces = ['<div class="strip" role="img" aria-label="Where the repeats are">']
    for mark in _joined(marks, chars):
        level = sum(mark[2] >= bound for bound in LEVELS) - 1
        top, height = 100 * mark[0] / chars, 100 * (mark[1] - mark[0]) / chars
        params = navigation.place_in_reader(url_params.TEXT_ID.get(), mark[0])
        there = escape(navigation.address(params=params))
        pieces.append(
            f'<a class="level{level}" href="{there}" target="_self" tabindex="-1" '
            f'style="top:{top:.2f}%;height:{height:.2f}%" title="{mark[2]} places"></a>'
        )
    if window != (0, chars):
        top, height = 100 * window[0] / chars, 100 * (window[1] - window[0]) / chars
        pieces.append(f'<i style="top:{top:.2f}%;height:{height:.2f}%"></i>')
    return "".join([*pieces, "</div>"])


def _joined(marks: pd.DataFrame, chars: int) -> list[tuple[int, int, int]]:
    """Marks nearer to each other than the strip can show, as one with the most places of them."""
    near = chars / 400
    found: list[tuple[int, int, int]] = []
    for start, end, places in zip(marks["start"], marks["end"], marks["places"], strict=True):
        if found and start - found[-1][1] < near and found[-1][2] == places:
            found[-1] = (found[-1][0], int(end), int(places))
        else:
            found.append((int(start), int(end), int(places)))
    return found


def _plain(text: str, start: int, end: int, points: dict[int, str]) -> str:
    pieces, cursor = [], start
    for place in sorted(place for place in points if start <= place < end):
        pieces += [escape(text[cursor:place]), points[place]]
        cursor = place
    return "".join([*pieces, escape(text[cursor:end])])


def _marked(
    text: str, start: int, end: int, places: int, twin: str | None, points: dict[int, str]
) -> str:
    level = sum(places >= bound for bound in LEVELS) - 1
    title = f"occurs in {places} places"
    inner = f'<mark class="level{level}" title="{title}">{_plain(text, start, end, points)}</mark>'
    if twin is None:
        return inner
    return f'<a href="{escape(twin)}" target="_self">{inner}</a>'
