"""The twins of a text's repeated passages: the next place where each occurs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import navigation, repeat_controls, url_params
from dashboard.components import tables
from dashboard.page import Page
from refrain.fragments import FragmentIndex, RepeatQuery

MOST = 100


def of(index: FragmentIndex, number: int, query: RepeatQuery) -> pd.DataFrame:
    """The repeated stretches of a text (a row of `index.texts`), each with the next place where it
    occurs. `attrs["total"]` counts them before the cut at MOST."""
    own = index.occurrences(query)
    own = own[own["text"] == number].reset_index(drop=True)
    text_id, text = index.texts["text_id"][number], index.texts["text"][number]
    rows = []
    for stretch in own.head(MOST).itertuples(index=False):
        fragment = f"{text_id}.{stretch.word}.{stretch.words}"
        places, _ = index.positions(fragment)
        here = np.searchsorted(places, index.first[number] + stretch.word)
        twin = places[(here + 1) % len(places)]
        other = index.texts.iloc[index.text_of[twin]]
        rows.append(
            {
                "word": stretch.word,
                "words": stretch.words,
                "places": stretch.places,
                "passage": text[stretch.start : stretch.end],
                "fragment": fragment,
                "name": other["name"],
                "pair": f"{text_id}.{other['text_id']}",
                "at": int(stretch.start),
                "there": int(index.starts[twin]),
            }
        )
    columns = ["word", "words", "places", "passage", "fragment", "name", "pair", "at", "there"]
    frame = pd.DataFrame(rows, columns=columns)
    frame.attrs["total"] = len(own)
    return frame


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


def listed(twins: pd.DataFrame, text_id: str, query: RepeatQuery) -> None:
    """The same as a table, which leads to the twins, or to all places."""
    st.subheader("Repeated passages", anchor=False)
    if twins.empty:
        st.markdown(
            f"None of this length{repeat_controls.of_chosen_kinds(query)}. "
            "A shorter minimum length finds more."
        )
        return
    total = twins.attrs["total"]
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
