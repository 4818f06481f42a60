"""Transcript × transcript: which share text, and how much of each is in the other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import cached, navigation, repeat_controls, url_params
from dashboard.components import charts, click_layer, downloads, markdown, tables
from pages.fragments import view_picker
from refrain import seriation
from refrain.corpus import Corpus
from refrain.figures import fragments as figures
from refrain.fragments import RepeatQuery
from refrain.topics import topic_label, topic_of

TRANSCRIPTS_DRAWN = 60
"""Where more have repeats, topics are drawn first."""
TRANSCRIPTS_POOLED = 200
PAIRS_LISTED = 1_000


def show(corpus: Corpus, query: RepeatQuery, rows: np.ndarray) -> None:
    """The matrix of the texts of `rows` that have repeats, by topic where they are many."""
    shares = cached.shares(corpus, query).iloc[rows]
    carriers = shares[shares["repeated"] > 0].sort_values("share", ascending=False, kind="stable")
    title = "Which transcripts share text"
    if len(carriers) < 2:
        st.subheader(title, anchor=False)
        st.markdown(
            "No two distinct texts share a passage of this length"
            f"{repeat_controls.of_chosen_kinds(query)}."
        )
        return
    pooled = _is_by_topic(carriers)
    shown = carriers.head(TRANSCRIPTS_POOLED if pooled else TRANSCRIPTS_DRAWN)
    texts = corpus.texts.loc[shown.index]
    overlap = cached.overlap(corpus, query, tuple(texts["text_id"]))
    note = "Read a row from left to right: so much of this transcript is also in that one. "
    if len(carriers) > len(shown):
        note += f"Showing {len(shown):,} of {len(carriers):,} with repeats, by share repeated. "
    if pooled:
        _topic_by_topic(texts, overlap, title, note)
        return
    rows = seriation.by_similarity(texts, overlap)
    texts, overlap = texts.iloc[rows], overlap[rows][:, rows]
    if len(shown) > figures.MOST_LABELS:
        note += "The columns are the same transcripts in the same order. "
    clicked = charts.picture(
        title,
        click_layer.on_cells(figures.overlap(overlap, list(texts["name"]))),
        key="overlap",
        note=note + "Click a cell to compare the two.",
        select=True,
    )
    pair = _pair_table(texts, overlap)
    if clicked is not None:
        _compare(*(texts["text_id"].iloc[n] for n in clicked[:2]))
    if pair is not None:
        _compare(*pair)


def _is_by_topic(carriers: pd.DataFrame) -> bool:
    """Whether topics are drawn: where transcripts are many, as a person chooses."""
    if len(carriers) <= TRANSCRIPTS_DRAWN or carriers["topic"].nunique() < 2:
        return False
    shown = st.segmented_control(
        "Rows",
        ["by topic", "transcripts"],
        default=url_params.POOLED.default,
        required=True,
        **url_params.POOLED.bound(),
        help=f"{len(carriers):,} transcripts are too many to read one by one; topics show all.",
    )
    return shown == "by topic"


def _topic_by_topic(texts: pd.DataFrame, overlap: np.ndarray, title: str, note: str) -> None:
    """The matrix of topics, and the pairs of transcripts of the two that were clicked."""
    topics, pooled = seriation.by_topic(texts, overlap)
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
    keep = np.ones((len(texts), len(texts)), dtype=bool)
    if len(asked) == 2 and set(asked) <= set(topics):
        topic = topic_of(texts).to_numpy()
        keep = np.outer(topic == asked[0], topic == asked[1])
        names = " and ".join(markdown.literal(topic_label(name)) for name in asked)
        st.markdown(f"##### Transcripts of {names}")
    pair = _pair_table(texts, np.where(keep, overlap, 0))
    if pair is not None:
        _compare(*pair)


def _pair_table(texts: pd.DataFrame, overlap: np.ndarray) -> tuple[str, str] | None:
    """The cells that are not empty, as a table; returns the pair just clicked."""
    between = overlap.copy()
    np.fill_diagonal(between, 0)
    one, two = np.nonzero(between)
    best = np.argsort(-between[one, two], kind="stable")[:PAIRS_LISTED]
    cut = f"Showing {len(best):,} of {len(one):,}, by share. " if len(one) > len(best) else ""
    one, two = one[best], two[best]
    names, ids = texts["name"].to_numpy(), texts["text_id"].to_numpy()
    frame = pd.DataFrame({"one": names[one], "share": 100 * between[one, two], "two": names[two]})
    columns = {
        "one": st.column_config.TextColumn("Of this transcript", width="medium"),
        "share": st.column_config.NumberColumn("so much", format="%.1f %%"),
        "two": st.column_config.TextColumn("is also in this one", width="medium"),
    }
    st.caption(f"The same as a table. {cut}Click a row to compare the two.")
    clicked = tables.table(frame, key="pairs", columns=columns, height=280)
    downloads.as_csv(frame, "pairs")
    return None if clicked is None else (ids[one[clicked]], ids[two[clicked]])


def _compare(a: str, b: str) -> None:
    """Show the dot plot of a pair."""
    navigation.update_params({url_params.VIEW: view_picker.DOTPLOT, url_params.PAIR: (a, b)})
