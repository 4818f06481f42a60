"""Transcript text as HTML: escaped, its repeats marked, each mark a link to the twin."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import streamlit as st

from refrain.figures.fragments import LEVELS
from refrain.fragments import FragmentIndex

PART = 60_000
"""Characters of a transcript on one page of the reader."""

STYLE = """
<style>
.transcript {font-family: Newsreader, Georgia, serif; font-size: 1.12rem; line-height: 1.72;
  white-space: pre-wrap; overflow-wrap: anywhere; max-width: 46rem;}
.transcript a {color: inherit; text-decoration: none;}
.transcript mark, .key mark {color: inherit; border-radius: .2rem; padding: .08em 0;
  background: color-mix(in srgb, #D56D3A var(--tint), transparent);}
.transcript a:hover mark, .transcript a:focus mark {outline: 2px solid #D56D3A;}
.transcript .here {border-left: 4px solid #D56D3A; padding-left: .3rem; scroll-margin: 30vh;}
.level0 {--tint: 18%;} .level1 {--tint: 32%;} .level2 {--tint: 48%;} .level3 {--tint: 66%;}
.key {font-size: .85rem; opacity: .85;}
.key mark {padding: .1em .5em; margin-right: .3em;}
</style>
"""


def show(
    text: str, marks: pd.DataFrame, twins: dict[int, str], window: tuple[int, int], at: int | None
) -> None:
    """Show a window (character offsets) of a text with its marks, scrolled to offset `at`.

    `marks` has start, end (characters, in order, not overlapping) and places; `twins` maps the
    start of a mark to the address of a twin.
    """
    pieces = [STYLE, '<div class="transcript">']
    cursor = window[0]
    for mark in marks.itertuples(index=False):
        start, end = max(mark.start, window[0]), min(mark.end, window[1])
        if start >= end:
            continue
        pieces.append(_plain(text, cursor, start, at))
        pieces.append(_marked(text, start, end, mark.places, twins.get(mark.start), at))
        cursor = end
    pieces.append(_plain(text, cursor, window[1], at))
    pieces.append("</div>")
    st.html("".join(pieces))
    if at is not None:
        st.html(
            "<script>document.querySelector('.transcript .here')?.scrollIntoView()</script>",
            unsafe_allow_javascript=True,
        )


def key() -> None:
    """What the tints mean."""
    names = ["2", "3–4", "5–9", "10 or more"]
    tints = "".join(f'<mark class="level{level}">{name}</mark>' for level, name in enumerate(names))
    st.html(f'{STYLE}<div class="key">Marked passages occur in so many places: {tints}</div>')


def marks(index: FragmentIndex, row: int, min_words: int) -> pd.DataFrame:
    """The stretches of one text (a row of `index.texts`) whose words recur equally often.

    Columns: start, end (characters), places, word (offset of its first word), words.
    """
    first, length = index.first[row], index.lengths[row]
    repeats = index.repeats(min_words)[first : first + length]
    edges = np.flatnonzero(np.diff(repeats, prepend=0, append=0))
    edges = np.unique(np.concatenate([[0], edges, [length]])).astype(int)
    begin, stop = edges[:-1], edges[1:]
    marked = repeats[begin] >= 2 if len(repeats) else np.zeros(0, dtype=bool)
    begin, stop = begin[marked], stop[marked]
    return pd.DataFrame(
        {
            "start": index.starts[first + begin],
            "end": index.ends[first + stop - 1],
            "places": repeats[begin],
            "word": begin,
            "words": stop - begin,
        }
    )


def address(**params: str | int) -> str:
    """A link to this page with the shared state kept and the given parameters set."""
    kept = {
        name: st.query_params.get_all(name) for name in ("corpus", "topic", "role", "min_words")
    }
    return "?" + urlencode({**kept, **params}, doseq=True)


def _plain(text: str, start: int, end: int, at: int | None) -> str:
    if at is None or not start <= at < end:
        return escape(text[start:end])
    return f'{escape(text[start:at])}<span class="here"></span>{escape(text[at:end])}'


def _marked(text: str, start: int, end: int, places: int, twin: str | None, at: int | None) -> str:
    level = sum(places >= bound for bound in LEVELS) - 1
    title = f"occurs in {places} places"
    inner = f'<mark class="level{level}" title="{title}">{_plain(text, start, end, at)}</mark>'
    if twin is None:
        return inner
    return f'<a href="{escape(twin)}" target="_self">{inner}</a>'
