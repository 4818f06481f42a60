"""The coverage map: where in each transcript the repeats are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import cached, navigation, table_links, url_params
from dashboard.components import charts, click_layer, downloads, tables
from dashboard.tables import fragments as fragment_tables
from dashboard.tables.fragments import ROWS_PER_PAGE, SORTS
from refrain import coverage, seriation, wording
from refrain.corpus import Corpus
from refrain.figures import fragments as figures
from refrain.fragments import RepeatQuery

BY_SHARE_NOTE = (
    "Too many to compare each with each, so by share repeated rather than by similarity. "
)


def show(corpus: Corpus, query: RepeatQuery, rows: np.ndarray) -> None:
    """The map of the texts of `rows`, in the order chosen, a page at a time."""
    sort, absolute = _controls()
    rows, left_out = _with_repeats(corpus, query, rows)
    shown, note = _one_page(fragment_tables.ordered(corpus, query, sort, rows))
    texts = corpus.texts.iloc[shown]
    share = cached.coverage_map(corpus, query, tuple(map(int, shown)), absolute)
    shares = fragment_tables.repeated(corpus, query, shown)
    step = coverage.width(cached.index(corpus)) if absolute else None
    notes = list(map(wording.repeated_and_used, shares["share"], texts["appearances"]))
    figure = click_layer.on_cells(figures.coverage(share, list(texts["name"]), step, notes))
    clicked = charts.chart(figure, key="coverage", select=True)
    used = ", and how often it is used as it is" if (texts["appearances"] > 1).any() else ""
    st.caption(
        f"{left_out}{note}Each row is a distinct text from its start to its end; the stronger the "
        "colour, the more of that place is repeated, in another text or in the same. The number is "
        f"the share of the whole text{used}. Click a place to read it."
    )
    if clicked is not None:
        row, column = clicked[:2]
        words_per_column = step or shares["words"].iloc[row] / share.shape[1]
        first = int(column * words_per_column)
        after = int(np.ceil((column + 1) * words_per_column))
        _read(corpus, query, texts.iloc[row], (first, after))
    _as_table(corpus, query, shares, texts)


def _controls() -> tuple[str, bool]:
    """The title, and beside it the order of the rows, and whether positions are in words."""
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        st.subheader("Where in each transcript the repeats are", anchor=False, width="stretch")
        sort = st.selectbox("Order of transcripts", SORTS, width=230, **url_params.SORT.bound())
        axis = st.segmented_control(
            "Position",
            ["relative", "in words"],
            default=url_params.AXIS.default,
            required=True,
            help="Relative: every row is as long as its transcript. In words: as far from its "
            "start, so that intros of equal length stand below each other.",
            **url_params.AXIS.bound(),
        )
    return sort, axis == "in words"


def _read(corpus: Corpus, query: RepeatQuery, text: pd.Series, span: tuple[int, int]) -> None:
    """Open a text in the reader where a stretch of it (words from, to) begins to repeat."""
    place = cached.place_to_read(corpus, query, text["text_id"], span)
    navigation.open_reader(text["transcript_id"], place)


def _as_table(
    corpus: Corpus, query: RepeatQuery, shares: pd.DataFrame, texts: pd.DataFrame
) -> None:
    """The same as a table; a row leads to the first repeat of its transcript."""
    percent = st.column_config.NumberColumn("Repeated", format="%.1f %%")
    columns = {
        "name": st.column_config.TextColumn("Transcript", width=230),
        "topic": st.column_config.TextColumn("Topic", width=110),
        "percent": percent,
        "repeated": st.column_config.NumberColumn("Words", format="localized"),
        "redundant": st.column_config.NumberColumn("Seen before", format="localized"),
        "words": st.column_config.NumberColumn("Of words", format="localized"),
        "first": st.column_config.NumberColumn("First at", format="%.0f %%"),
        "uses": st.column_config.NumberColumn("Used, times", format="localized"),
    }
    st.caption(
        "The same as a table: words that are repeated, those of them that an earlier place has, "
        "and where the first is. Click a row to read from there."
    )
    clicked = tables.table(shares, key="texts", columns=columns, height=320)
    with table_links.beside(fragment_tables.REPEATED):
        downloads.as_csv(shares[list(columns)], "repeated-share")
    if clicked is not None:
        _read(corpus, query, texts.iloc[clicked], (0, int(shares["words"].iloc[clicked])))


def _with_repeats(corpus: Corpus, query: RepeatQuery, rows: np.ndarray) -> tuple[np.ndarray, str]:
    """Of more than fit on one page, those with repeats; and a note on the rest."""
    repeated = fragment_tables.with_repeats(corpus, query, rows)
    none = len(rows) - len(repeated)
    if not none:
        return rows, ""
    note = f"{none:,} of {len(rows):,} texts repeat nothing of this length and are left out. "
    return repeated, note


def _one_page(rows: list[int]) -> tuple[list[int], str]:
    """The rows of the page that the address names, and a note on which they are."""
    if len(rows) <= ROWS_PER_PAGE:
        return rows, ""
    pages = -(-len(rows) // ROWS_PER_PAGE)
    page = st.pagination(pages, **url_params.MAP_PAGE.bound())
    start = (page - 1) * ROWS_PER_PAGE
    shown = rows[start : start + ROWS_PER_PAGE]
    note = f"Showing {start + 1:,} to {start + len(shown):,} of {len(rows):,} texts. "
    return shown, note + (BY_SHARE_NOTE if len(rows) > seriation.MAX_REORDERED_TEXTS else "")
