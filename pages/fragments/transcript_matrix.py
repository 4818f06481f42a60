"""Transcript × transcript: which share text, and how much of each is in the other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import navigation, repeat_controls, table_links, url_params
from dashboard.components import charts, click_layer, downloads, markdown, tables
from dashboard.tables import pairs as pair_tables
from dashboard.tables.pairs import BY_TOPIC, POOLED, Overlap
from pages.fragments import view_picker
from refrain import seriation
from refrain.corpus import Corpus
from refrain.figures import fragments as figures
from refrain.fragments import RepeatQuery
from refrain.topics import topic_label


def show(corpus: Corpus, query: RepeatQuery, rows: np.ndarray) -> None:
    """The matrix of the texts of `rows` that have repeats, by topic where they are many."""
    carriers = pair_tables.carriers(corpus, query, rows)
    title = "Which transcripts share text"
    if len(carriers) < 2:
        st.subheader(title, anchor=False)
        st.markdown(
            "No two distinct texts share a passage of this length"
            f"{repeat_controls.of_chosen_kinds(query)}."
        )
        return
    pooled = _is_by_topic(carriers)
    of = pair_tables.overlap_of(corpus, query, carriers, pooled)
    texts, overlap, _ = of
    note = "Read a row from left to right: so much of this transcript is also in that one. "
    if of.of > len(texts):
        note += f"Showing {len(texts):,} of {of.of:,} with repeats, by share repeated. "
    if pooled:
        _topic_by_topic(of, title, note)
        return
    if len(texts) > figures.MOST_LABELS:
        note += "The columns are the same transcripts in the same order. "
    clicked = charts.picture(
        title,
        click_layer.on_cells(figures.overlap(overlap, list(texts["name"]))),
        key="overlap",
        note=note + "Click a cell to compare the two.",
        select=True,
    )
    pair = _pair_table(of)
    if clicked is not None:
        _compare(*(texts["text_id"].iloc[n] for n in clicked[:2]))
    if pair is not None:
        _compare(*pair)


def _is_by_topic(carriers: pd.DataFrame) -> bool:
    """Whether topics are drawn: where transcripts are many, as a person chooses."""
    if not pair_tables.may_be_by_topic(carriers):
        return False
    shown = st.segmented_control(
        "Rows",
        list(POOLED),
        default=url_params.POOLED.default,
        required=True,
        **url_params.POOLED.bound(),
        help=f"{len(carriers):,} transcripts are too many to read one by one; topics show all.",
    )
    return bool(shown == BY_TOPIC)


def _topic_by_topic(of: Overlap, title: str, note: str) -> None:
    """The matrix of topics, and the pairs of transcripts of the two that were clicked."""
    topics, pooled = seriation.by_topic(of.texts, of.overlap)
    clicked = charts.picture(
        f"{title}, by topic",
        click_layer.on_cells(
            figures.overlap(pooled, [topic_label(topic) for topic in topics], alone=True)
        ),
        key="topics",
        note=note + "A cell: of the words of the row's topic, so many are also in a transcript of "
        "the column's. Click one to list its pairs of transcripts below.",
        select=True,
    )
    if clicked is not None:
        url_params.TOPIC_PAIR.set(tuple(topics[n] for n in clicked[:2]))
    asked = url_params.TOPIC_PAIR.get()
    if len(asked) == 2 and set(asked) <= set(topics):
        of = pair_tables.of_topics(of, asked)
        names = " and ".join(markdown.literal(topic_label(name)) for name in asked)
        st.markdown(f"##### Transcripts of {names}")
    pair = _pair_table(of)
    if pair is not None:
        _compare(*pair)


def _pair_table(of: Overlap) -> tuple[str, str] | None:
    """The cells that are not empty, as a table; returns the pair just clicked."""
    table = pair_tables.pairs(of)
    frame, total = table
    cut = f"Showing {len(frame):,} of {total:,}, by share. " if table.is_cut else ""
    columns = {
        "one": st.column_config.TextColumn("Of this transcript", width="medium"),
        "share": st.column_config.NumberColumn("so much", format="%.1f %%"),
        "two": st.column_config.TextColumn("is also in this one", width="medium"),
    }
    st.caption(f"The same as a table. {cut}Click a row to compare the two.")
    clicked = tables.table(frame, key="pairs", columns=columns, height=280)
    with table_links.beside(pair_tables.PAIRS):
        downloads.as_csv(frame[list(columns)], "pairs")
    return None if clicked is None else (frame["one_id"][clicked], frame["two_id"][clicked])


def _compare(a: str, b: str) -> None:
    """Show the dot plot of a pair."""
    navigation.update_params({url_params.VIEW: view_picker.DOTPLOT, url_params.PAIR: (a, b)})
