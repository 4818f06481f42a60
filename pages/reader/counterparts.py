"""The twins of a text's repeated passages: the next place where each occurs."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import navigation, repeat_controls, url_params
from dashboard.components import tables
from dashboard.page import Page
from refrain.fragments import FragmentEngine, RepeatQuery
from refrain.partial_table import PartialTable

MOST = 100


def of(index: FragmentEngine, text_id: str, query: RepeatQuery) -> PartialTable:
    """The repeated stretches of a text, MOST of them at most, each with the next place where it
    occurs: the columns of `FragmentEngine.counterparts`, and passage, name (of the other text),
    and pair, at and there, as the page of a pair wants them."""
    texts = index.texts.set_index("text_id")
    text = texts["text"][text_id]
    rows, total = index.counterparts(text_id, query, MOST)
    rows = rows.assign(
        passage=[text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)],
        name=texts["name"].reindex(rows["other"]).to_numpy(),
        pair=text_id + "." + rows["other"],
        at=rows["start"],
        there=rows["other_start"],
    )
    return PartialTable(rows, total)


def links(marks: pd.DataFrame, twins: pd.DataFrame, text_id: str) -> dict[int, str]:
    """An address for each mark: the twin of the repeated stretch that it lies in. Beyond the
    stretches that were cut, all places of the mark's own words."""
    found = {}
    begin, end = twins["word"], twins["word"] + twins["words"]
    for mark in marks.itertuples(index=False):
        inside = twins[(begin <= mark.word) & (mark.word < end)]
        if len(inside):
            twin = inside.iloc[0]
            a, _, b = twin["pair"].partition(".")
            place = {url_params.AT: twin["at"], url_params.THERE: twin["there"]}
            found[mark.start] = navigation.address(Page.PAIR, {url_params.PAIR: (a, b), **place})
        else:
            fragment = f"{text_id}.{mark.word}.{mark.words}"
            found[mark.start] = navigation.address(Page.PASSAGE, {url_params.FRAGMENT: fragment})
    return found


def listed(table: PartialTable, text_id: str, query: RepeatQuery) -> None:
    """The same as a table, which leads to the twins, or to all places."""
    twins, total = table
    st.subheader("Repeated passages", anchor=False)
    if twins.empty:
        st.markdown(
            f"None of this length{repeat_controls.of_chosen_kinds(query)}. "
            "A shorter minimum length finds more."
        )
        return
    cut = f"Showing {len(twins)} of {total:,}, in order. " if total > len(twins) else ""
    st.caption(
        f"{cut}Click one to read it side by side with the next place where it occurs, or its "
        "number of places to see them all."
    )
    columns = {
        "passage": st.column_config.TextColumn("Passage", width=130),
        "name": st.column_config.TextColumn("Next in", width=100),
        "words": st.column_config.NumberColumn("Words", width=60),
        "places": st.column_config.NumberColumn("Places", width=60),
    }
    clicked, column = tables.cell(twins, key=f"twins-{text_id}", columns=columns)
    if clicked is None:
        return
    if column == "places":
        navigation.open_passage(twins["fragment"][clicked])
        return
    a, _, b = twins["pair"][clicked].partition(".")
    place = {url_params.AT: twins["at"][clicked], url_params.THERE: twins["there"][clicked]}
    navigation.open_pair(a, b, place)
