"""A text with its repeats highlighted, each a link, and a strip that shows where they are."""

from __future__ import annotations

import itertools
from html import escape

import pandas as pd
import streamlit as st

from dashboard import navigation, url_params
from dashboard.components.scrolling import scroll_to
from dashboard.components.transcript_style import STYLE
from refrain.figures.fragments import LEVELS

PART = 60_000
"""Characters of a transcript on one page of the reader."""
STRIP_LINES = 400
"""The strip can show so many lines apart from each other."""


def show(
    text: str,
    highlights: pd.DataFrame,
    links: dict[int, str],
    window: tuple[int, int],
    at: int | None,
    *,
    seams: dict[int, str],
    marks: dict[int, str],
) -> None:
    """Show a window (character offsets) of a text with its repeats, scrolled to offset `at`.

    `highlights` as `FragmentEngine.highlights` gives them; `links` maps the start of one to where
    it leads, `seams` the offset of a seam to why it is one, `marks` the offset of what stands
    beside the text to how it is drawn (HTML).
    """
    points = {
        place: f'<span class="seam" title="{escape(why)}">✂</span>' for place, why in seams.items()
    }
    if at is not None:
        points[at] = '<span class="here"></span>' + points.get(at, "")
    strip = _strip(highlights, max(len(text), 1), window)
    timed = " timed" if marks else ""
    pieces = [STYLE, f'<div class="reading">{strip}<div class="transcript{timed}">']
    cursor = window[0]
    for row in highlights.itertuples(index=False):
        start, end = max(row.start, window[0]), min(row.end, window[1])
        if start >= end:
            continue
        for begin, until in _between(marks, cursor, start):
            pieces += [marks.get(begin, ""), _with_points(text, begin, until, points)]
        for begin, until in _between(marks, start, end):
            # A mark is a link, and no link may lie in another.
            passage = _with_points(text, begin, until, points)
            pieces.append(marks.get(begin, ""))
            pieces.append(_highlighted(passage, row.places, links.get(row.start)))
        cursor = end
    for begin, until in _between(marks, cursor, window[1]):
        pieces += [marks.get(begin, ""), _with_points(text, begin, until, points)]
    pieces.append("</div></div>")
    st.html("".join(pieces))
    if at is not None:
        scroll_to(".transcript .here", at)


def legend() -> None:
    """What the tints mean."""
    names = ["2", "3–4", "5–9", "10 or more"]
    tints = "".join(f'<mark class="level{level}">{name}</mark>' for level, name in enumerate(names))
    st.html(
        f'{STYLE}<div class="key">Marked passages occur in so many places: {tints}'
        "Click one to read it beside the next.</div>"
    )


def _strip(highlights: pd.DataFrame, chars: int, window: tuple[int, int]) -> str:
    """Where in a whole text its repeats are, from top to bottom, as HTML; each a link to it."""
    pieces = ['<div class="strip" role="img" aria-label="Where the repeats are">']
    for start, end, places in _joined(highlights, chars):
        params = navigation.place_in_reader(url_params.TEXT_ID.get(), start)
        address = escape(navigation.address(params=params))
        pieces.append(
            f'<a class="level{_level(places)}" href="{address}" target="_self" tabindex="-1" '
            f'style="{_position(start, end, chars)}" title="{places} places"></a>'
        )
    if window != (0, chars):
        pieces.append(f'<i style="{_position(*window, chars)}"></i>')
    return "".join([*pieces, "</div>"])


def _position(start: int, end: int, chars: int) -> str:
    """Where on the strip a stretch of the text is, as CSS."""
    return f"top:{100 * start / chars:.2f}%;height:{100 * (end - start) / chars:.2f}%"


def _level(places: int) -> int:
    """How strong the tint of words is that occur at so many places."""
    return sum(places >= bound for bound in LEVELS) - 1


def _joined(highlights: pd.DataFrame, chars: int) -> list[tuple[int, int, int]]:
    """Start, end and places of the highlights; of neighbours that occur equally often, nearer to
    each other than the strip can show, as one."""
    near = chars / STRIP_LINES
    joined: list[tuple[int, int, int]] = []
    columns = (highlights[column].tolist() for column in ("start", "end", "places"))
    for start, end, places in zip(*columns, strict=True):
        if joined and start - joined[-1][1] < near and joined[-1][2] == places:
            joined[-1] = (joined[-1][0], end, places)
        else:
            joined.append((start, end, places))
    return joined


def _between(marks: dict[int, str], start: int, end: int) -> list[tuple[int, int]]:
    """A stretch of the text, cut before each mark in it; none that is empty."""
    cuts = [start, *sorted(char for char in marks if start < char < end), end]
    return [(one, other) for one, other in itertools.pairwise(cuts) if one < other]


def _with_points(text: str, start: int, end: int, points: dict[int, str]) -> str:
    """The text from `start` to `end`, escaped, with what stands at the points in it."""
    pieces, cursor = [], start
    for place in sorted(place for place in points if start <= place < end):
        pieces += [escape(text[cursor:place]), points[place]]
        cursor = place
    return "".join([*pieces, escape(text[cursor:end])])


def _highlighted(passage: str, places: int, link: str | None) -> str:
    """A passage (HTML) with the tint of so many places; a link where there is one."""
    title = f"occurs in {places} places"
    inner = f'<mark class="level{_level(places)}" title="{title}">{passage}</mark>'
    return inner if link is None else f'<a href="{escape(link)}" target="_self">{inner}</a>'
