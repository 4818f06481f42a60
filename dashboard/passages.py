"""Transcript text as HTML: escaped, its repeats marked, each mark a link to the twin."""

from __future__ import annotations

from html import escape

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import ways
from refrain.figures.colours import TOPICS
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
.transcript.box {padding: 0 .6rem 0 .2rem; max-height: 34rem; overflow-y: auto;
  position: relative;}
.transcript.short {max-height: 15rem;}
.transcript mark.other {background: color-mix(in srgb, var(--own) 22%, transparent);}
.transcript mark.own {background: color-mix(in srgb, var(--own) 42%, transparent);
  outline: 2px solid var(--own);}
.transcript sup {font: 600 .62em Figtree, sans-serif; opacity: .8; padding-right: .15em;}
.transcript del {background: color-mix(in srgb, #D56D3A 22%, transparent); opacity: .72;}
.transcript .skipped {display: block; font: .8rem Figtree, sans-serif; opacity: .65;
  margin: .5rem 0;}
.transcript .seam {color: #0F6B6B; font: 700 .8em Figtree, sans-serif; cursor: help;}
.reading {display: grid; grid-template-columns: 14px 1fr; gap: 1rem;}
.strip {position: sticky; top: 4rem; height: calc(100vh - 7rem); max-height: 46rem;
  border-radius: 4px; background: color-mix(in srgb, currentColor 8%, transparent);}
.strip a, .strip i {position: absolute; left: 0; right: 0; min-height: 3px;
  background: color-mix(in srgb, #D56D3A calc(var(--tint) + 25%), transparent);}
.strip i {left: -3px; right: -3px; background: none; border: 1px solid currentColor; opacity: .5;}
.key {font-size: .85rem; opacity: .85;}
.key mark {padding: .1em .5em; margin-right: .3em;}
</style>
"""


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
    beside = strip(marks, max(len(text), 1), window)
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
        st.html(
            f"<script>/* {at} */ document.querySelector('.transcript .here')?.scrollIntoView()"
            "</script>",
            unsafe_allow_javascript=True,
        )


def alike(
    text: str, matches: pd.DataFrame, side: str, number: int, window: tuple[int, int]
) -> None:
    """A window of one of two texts, what it shares with the other numbered and tinted alike.

    `matches` as `FragmentIndex.matches` gives them; `side` is `a` or `b`, and the match of row
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
    st.html(
        f"<script>/* {number} */ {{const box = document.getElementById('side-{side}');"
        "const mark = box?.querySelector('.own');"
        "if (mark) box.scrollTop = mark.offsetTop - 90;}</script>",
        unsafe_allow_javascript=True,
    )


def quote(text: str, most: int) -> None:
    """A passage by itself; of a long one, the beginning, and a word on the rest."""
    rest = len(text) - most
    more = f'<span class="skipped">… and {rest:,} characters more</span>' if rest > 0 else ""
    st.html(
        f'{STYLE}<div class="transcript box short"><mark class="level1">{escape(text[:most])}'
        f"</mark>{more}</div>"
    )


def cut(text: str, cuts: pd.DataFrame, most: int = 20_000, context: int = 400) -> None:
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


def strip(marks: pd.DataFrame, chars: int, window: tuple[int, int]) -> str:
    """Where in a whole text its repeats are, from top to bottom, as HTML; each a link to it."""
    pieces = ['<div class="strip" role="img" aria-label="Where the repeats are">']
    for mark in _joined(marks, chars):
        level = sum(mark[2] >= bound for bound in LEVELS) - 1
        top, height = 100 * mark[0] / chars, 100 * (mark[1] - mark[0]) / chars
        there = escape(ways.address(text=st.query_params.get("text", ""), at=mark[0]))
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
