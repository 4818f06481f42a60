"""The counterparts of a text's repeated passages: for each, the next place where it occurs."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import navigation, repeat_controls, table_links, url_params
from dashboard.components import said_at, tables
from dashboard.page import Page
from dashboard.similarity import in_words
from dashboard.tables import texts as text_tables
from dashboard.url_params import Params
from refrain.fragments import RepeatQuery
from refrain.fragments.names import FragmentName
from refrain.partial_table import PartialTable


def links(
    highlights: pd.DataFrame, stretches: pd.DataFrame, text_id: str, similarity: float
) -> dict[int, str]:
    """By the start of each highlight, where it leads: to the counterpart of the stretch that it
    lies in, or, where that is not among the `stretches`, to all places of its words."""
    addresses = {}
    begin, end = stretches["word"], stretches["word"] + stretches["words"]
    for highlight in highlights.itertuples(index=False):
        around = stretches[(begin <= highlight.word) & (highlight.word < end)]
        if len(around):
            page, params = Page.PAIR, _side_by_side(around.iloc[0])
        else:
            fragment = str(FragmentName(text_id, highlight.word, highlight.words, similarity))
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
        which = in_words(query.similarity) + repeat_controls.of_chosen_kinds(query)
        st.markdown(f"None of this length{which}. A shorter minimum length finds more.")
        return
    cut = f"Showing {len(stretches)} of {total:,}, in order. " if table.is_cut else ""
    st.caption(
        f"{cut}Click one to read it side by side with the next place where it occurs, or its "
        "number of places to see them all."
        + ("" if query.is_exact else " Side by side shows what differs.")
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
    table_links.link(text_tables.STRETCHES)
    if clicked is None:
        return
    if column == "places":
        navigation.open_passage(stretches["fragment"][clicked])
        return
    navigation.go(Page.PAIR, _side_by_side(stretches.iloc[clicked]))
