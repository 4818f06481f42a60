"""The counterparts of a text's repeated passages: for each, the next place where it occurs."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, navigation, repeat_controls, url_params
from dashboard.components import said_at, tables
from dashboard.page import Page
from dashboard.url_params import Params
from refrain.corpus import Corpus
from refrain.fragments import RepeatQuery
from refrain.partial_table import PartialTable

STRETCHES_LISTED = 100


def of_text(corpus: Corpus, text_id: str, query: RepeatQuery) -> PartialTable:
    """The first repeated stretches of a text, each with the next place where it occurs.

    Has the columns of `FragmentEngine.counterparts` and `said_at.with_times`, passage, name (of the
    other text), and the values of the parameters pair, at and there, which show the two side by
    side.
    """
    texts = corpus.texts.set_index("text_id")
    text = texts["text"][text_id]
    rows, total = cached.counterparts(corpus, text_id, query, STRETCHES_LISTED)
    rows = said_at.with_times(corpus, rows.assign(text_id=text_id)).assign(
        passage=[text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)],
        name=texts["name"].reindex(rows["other"]).to_numpy(),
        pair=[(text_id, other) for other in rows["other"]],
        at=rows["start"],
        there=rows["other_start"],
    )
    return PartialTable(rows, total)


def links(highlights: pd.DataFrame, stretches: pd.DataFrame, text_id: str) -> dict[int, str]:
    """By the start of each highlight, where it leads: to the counterpart of the stretch that it
    lies in, or, where that is not among the `stretches`, to all places of its words."""
    addresses = {}
    begin, end = stretches["word"], stretches["word"] + stretches["words"]
    for highlight in highlights.itertuples(index=False):
        around = stretches[(begin <= highlight.word) & (highlight.word < end)]
        if len(around):
            page, params = Page.PAIR, _side_by_side(around.iloc[0])
        else:
            fragment = f"{text_id}.{highlight.word}.{highlight.words}"
            page, params = Page.PASSAGE, {url_params.FRAGMENT: fragment}
        addresses[highlight.start] = navigation.address(page, params)
    return addresses


def _side_by_side(stretch: pd.Series) -> Params:
    """The address of a stretch and its counterpart, side by side."""
    return {
        url_params.PAIR: stretch["pair"],
        url_params.AT: int(stretch["at"]),
        url_params.THERE: int(stretch["there"]),
    }


def show(table: PartialTable, text_id: str, query: RepeatQuery) -> None:
    """The stretches as a table, which leads to their counterparts, or to all places."""
    stretches, total = table
    st.subheader("Repeated passages", anchor=False)
    if stretches.empty:
        st.markdown(
            f"None of this length{repeat_controls.of_chosen_kinds(query)}. "
            "A shorter minimum length finds more."
        )
        return
    cut = f"Showing {len(stretches)} of {total:,}, in order. " if table.is_cut else ""
    st.caption(
        f"{cut}Click one to read it side by side with the next place where it occurs, or its "
        "number of places to see them all."
    )
    times = said_at.columns(stretches)
    # Beside the text is no room for both.
    or_words = times or {"words": st.column_config.NumberColumn("Words", width=60)}
    columns = {
        "passage": st.column_config.TextColumn("Passage", width=125),
        "name": st.column_config.TextColumn("Next in", width=95),
        **or_words,
        "places": st.column_config.NumberColumn("Places", width=60),
    }
    clicked, column = tables.cell(stretches, key=f"stretches-{text_id}", columns=columns)
    if clicked is None:
        return
    if column == "places":
        navigation.open_passage(stretches["fragment"][clicked])
        return
    navigation.go(Page.PAIR, _side_by_side(stretches.iloc[clicked]))
