"""Where else was this said, and what stands around it?"""

from __future__ import annotations

import streamlit as st

from dashboard import cleaning_rule, navigation, similarity, table_links, url_params
from dashboard.components import (
    concordance_table,
    downloads,
    fragment_table,
    markdown,
    said_at,
    transcript_quote,
)
from dashboard.page import Page
from dashboard.selection import current_selection
from dashboard.tables import texts as text_tables
from dashboard.tables.texts import MOST_PLACES
from pages.passage import compared_places
from refrain import wording
from refrain.fragments.names import FragmentName
from refrain.fragments.query import EXACT
from refrain.partial_table import PartialTable

QUOTED_CHARS = 4_000
FIRST_IS = "Number 1 is where it was first seen."
FIRST_NAMES = (
    "Number 1 names this near-repeat: the others are as alike to it as they say, and not "
    "necessarily to each other. Click a header to sort."
)


def main() -> None:
    selection = current_selection()
    markdown.heading("Passage", "Where does it occur, and what stands around it?")
    corpus = selection.with_texts
    fragment = url_params.FRAGMENT.get()
    table = text_tables.places(corpus, fragment)
    places, total = table
    if places.empty:
        st.info(
            "This link names no passage of the transcripts chosen here. The Fragments page lists "
            "those that there are.",
            icon=":material/repeat:",
        )
        navigation.page_link(Page.FRAGMENTS, label="To the fragments", icon=":material/repeat:")
        return
    alike = similarity_of(fragment)
    texts = places["text_id"].nunique()
    carriers = f"{wording.plural(texts, 'transcript')}" if not table.is_cut else "the transcripts"
    st.markdown(
        f"#### {wording.plural(int(places['words'][0]), 'word')}, at "
        f"{wording.plural(total, 'place')} in {carriers}{similarity.in_words(alike)}"
    )
    is_compared = alike < EXACT and len(places) > 1
    if is_compared:
        compared_places.show(corpus, places)
    else:
        transcript_quote.quote(places["passage"][0], QUOTED_CHARS)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            "Mark as boilerplate",
            icon=":material/content_cut:",
            help="Adds it to what the Clean up page would cut. Nothing is changed yet.",
        ):
            ticked = list(dict.fromkeys([*cleaning_rule.ticked(selection.name), fragment]))
            navigation.go(Page.CLEAN, cleaning_rule.tick(selection.name, ticked))
        navigation.page_link(Page.FRAGMENTS, label="All fragments", icon=":material/repeat:")
        if not is_compared:
            first = places.iloc[0]
            said_at.link(corpus, first["text_id"], int(first["start"]), key="first")
    show_places(table, alike)


def similarity_of(fragment: str) -> float:
    """The share of words in which the places of a fragment agree, as its id says."""
    name = FragmentName.read(fragment)
    return name.similarity if name else EXACT


def show_places(table: PartialTable, alike: float) -> None:
    """Every place in its context, the one that names the fragment on top; a row leads to it."""
    lines, total = table
    st.subheader("Every place, in context", anchor=False)
    cut = f"Showing {MOST_PLACES} of {total:,}. " if table.is_cut else ""
    st.caption(
        f"{cut}{FIRST_IS if alike == EXACT else FIRST_NAMES} Click a row to read it side by side "
        "with the first; click the first to read it in the reader."
    )
    clicked = concordance_table.table(
        lines,
        key="places",
        before={
            "nth": st.column_config.NumberColumn("#", width=40),
            **fragment_table.similarity_column(alike),
            **said_at.columns(lines),
        },
        match=st.column_config.TextColumn("Passage", width=170),
        after={
            "name": st.column_config.TextColumn("Transcript", width=150),
            "topic": st.column_config.TextColumn("Topic", width=90),
            "at": st.column_config.NumberColumn(
                "At", width=55, format="%.0f %%", help=fragment_table.POSITION_HELP
            ),
        },
        side=(215 if alike == EXACT else 180) - 25 * len(said_at.columns(lines)),
    )
    with table_links.beside(text_tables.PLACES):
        not_of_the_file = ["text_id", "transcript_id", "passage"]
        downloads.as_csv(said_at.exported(lines.drop(columns=not_of_the_file)), "places")
    if clicked is None:
        return
    place, first = lines.iloc[clicked], lines.iloc[0]
    if clicked == 0:
        navigation.open_reader(place["transcript_id"], int(place["start"]))
        return
    compared_places.open_side_by_side(first, place, alike)


main()
