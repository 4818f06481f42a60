"""The dot plot: what two transcripts, or one and itself, say alike, and in which order."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, navigation, repeat_controls, table_links, text_picker, url_params
from dashboard.components import (
    charts,
    click_layer,
    downloads,
    fragment_table,
    markdown,
    tables,
)
from dashboard.tables import pairs as pair_tables
from dashboard.tables.pairs import MOST_LINES
from refrain import wording
from refrain.corpus import Corpus
from refrain.figures import fragments as figures
from refrain.fragments import RepeatQuery

SHOWN_CHARS = 300


def show(corpus: Corpus, query: RepeatQuery) -> None:
    """The pair that the URL names, or the one that shares most, with a chooser."""
    texts = corpus.texts
    a, b = _pick_pair(corpus, query)
    one, two = (texts[texts["text_id"] == text].iloc[0] for text in (a, b))
    word_counts = cached.index(corpus).word_counts
    shown, total = pair_tables.shared(corpus, query, a, b)
    across, down = markdown.literal(one["name"]), markdown.literal(two["name"])
    passages = wording.plural(total, "passage")
    title = f"{across} and {down} share {passages}"
    if a == b:
        title = f"{across} repeats {passages} of itself"
    if shown.empty:
        st.subheader(title, anchor=False)
        st.markdown(
            f"None is as long as the minimum length above{repeat_controls.of_chosen_kinds(query)}."
        )
        return
    cut = f"Showing the {MOST_LINES:,} longest of {total:,}. " if total > MOST_LINES else ""
    looked_at = len(cached.matches(corpus, a, b, query).rows)
    if total > looked_at:
        cut = f"Showing {MOST_LINES:,} of {total:,}, the longest among the first {looked_at:,}. "
    clicked = charts.picture(
        title,
        click_layer.along_lines(
            figures.dots(
                shown,
                (one["name"], two["name"]),
                (int(word_counts[a]), int(word_counts[b])),
                a == b,
            )
        ),
        key="dots",
        note=f"{cut}Each line is a passage that both have: how far to the right is where it "
        f"begins in {across}, how far down is where in "
        f"{down}. Lines one below the other, from the upper left to the "
        "lower right: both say it in the same order, and what is between the lines one of them "
        "has alone. Click a line to read both side by side.",
        select=True,
    )
    if clicked is not None:
        navigation.open_pair(a, b, {url_params.MATCH: int(shown["match"][clicked[0]])})
    _as_table(one, two, shown, query)


def _pick_pair(corpus: Corpus, query: RepeatQuery) -> tuple[str, str]:
    """The ids of the two texts that the address names, or a person picks."""
    texts = corpus.texts
    pair = navigation.pair_in_address(texts) or pair_tables.pair_that_shares_most(corpus, query)
    rows = [text_picker.row_of(texts["text_id"], one) or 0 for one in pair]
    names = texts.set_index("text_id")["name"]
    shown = names.iloc[text_picker.offered(texts["name"], rows)]
    ids = list(shown.index)
    chosen: list[str] = []
    for column, label, value in zip(
        st.columns(2), ("One, across", "The other, down"), pair, strict=True
    ):
        with column:
            chosen.append(
                st.selectbox(
                    label,
                    ids,
                    index=ids.index(value),
                    format_func=shown.__getitem__,
                    key=f"{label}-{value}-{len(ids)}",
                    help="Choose the same twice to see what a transcript repeats of itself.",
                )
            )
    if not url_params.PAIR.given() or tuple(chosen) != pair:
        url_params.PAIR.set((chosen[0], chosen[1]))
    if tuple(chosen) != pair:
        st.rerun()
    return pair


def _as_table(one: pd.Series, two: pd.Series, rows: pd.DataFrame, query: RepeatQuery) -> None:
    """The passages that the two share, as a table."""
    shown = rows.assign(passage=rows["passage"].str.slice(0, SHOWN_CHARS))
    columns = {
        "words": st.column_config.NumberColumn("Words", format="localized"),
        **fragment_table.similarity_column(query.similarity),
        "in_one": st.column_config.NumberColumn(
            f"At, in {one['name']}", format="%.0f %%", help=fragment_table.POSITION_HELP
        ),
        "time_one": st.column_config.TextColumn(f"Time, in {one['name']}", width=60),
        "in_two": st.column_config.NumberColumn(
            f"At, in {two['name']}", format="%.0f %%", help=fragment_table.POSITION_HELP
        ),
        "time_two": st.column_config.TextColumn(f"Time, in {two['name']}", width=60),
        "passage": st.column_config.TextColumn("Passage", width="large"),
    }
    columns = {name: header for name, header in columns.items() if shown[name].notna().any()}
    st.caption("The same as a table. Click a row to read both side by side.")
    clicked = tables.table(shown, key="shared", columns=columns)
    with table_links.beside(pair_tables.SHARED):
        downloads.as_csv(shown[list(columns)], "shared-passages")
    if clicked is not None:
        match = int(rows["match"][clicked])
        navigation.open_pair(one["text_id"], two["text_id"], {url_params.MATCH: match})
