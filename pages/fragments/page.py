"""What repeats, where, and how much would removing it save?"""

from __future__ import annotations

import streamlit as st

from dashboard import built, cached, navigation, repeat_controls, similarity
from dashboard.components import markdown
from dashboard.page import Page
from dashboard.selection import current_selection, explain_if_empty
from dashboard.tables import fragments as fragment_tables
from pages.fragments import (
    coverage_map,
    dot_plot,
    incidence_matrix,
    share_histogram,
    transcript_matrix,
    view_picker,
)
from refrain import wording
from refrain.corpus import Corpus
from refrain.fragments import RepeatQuery


def main() -> None:
    selection = current_selection()
    markdown.heading("Fragments", "What repeats, where, and how much would removing it save?")
    if explain_if_empty(selection):
        return
    corpus = selection.corpus
    left, right = st.columns([3, 2], gap="large")
    with left:
        summary = st.container()
        query = repeat_controls.query(stacked=True)
        with summary:
            show_summary(corpus, query)
    with right:
        at_least = share_histogram.show(corpus, query)
    rows = fragment_tables.with_share(corpus, query, at_least)
    view = view_picker.pick_view()
    if len(rows) == 0:
        st.markdown("No transcript has so much repeated. Lower the share at the top right.")
    elif view == view_picker.MAP:
        coverage_map.show(corpus, query, rows)
    elif view == view_picker.TRANSCRIPTS:
        transcript_matrix.show(corpus, query, rows)
    elif view == view_picker.GRID:
        incidence_matrix.show(corpus, query, rows)
    else:
        dot_plot.show(corpus, query)


def show_summary(corpus: Corpus, query: RepeatQuery) -> None:
    """How much is repeated, how much of it need not be, and how many copies there are besides."""
    shares = cached.shares(corpus, query)
    total = max(int(shares["words"].sum()), 1)
    repeated, saved = int(shares["repeated"].sum()), int(shares["redundant"].sum())
    copies = int((corpus.texts["appearances"] - 1).sum())
    words, alike = f"{query.min_words} words", similarity.in_words(query.similarity)
    if not repeated:
        sentence = f"Nothing of **{words}** or more occurs twice in the distinct texts{alike}."
        if query.kinds:
            sentence = f"No repeat of this kind has **{words}** or more{alike}."
    else:
        sentence = (
            f"**{wording.percent(repeated / total)} of the distinct text** lies in passages of "
            f"{words} or more that occur more than once{alike}; keeping each once would save "
            f"**{wording.plural(saved, 'word')}** ({wording.percent(saved / total)})."
        )
    st.markdown(f"#### {sentence}")
    if len(corpus.texts) == 1:
        st.markdown("There is one distinct text, so only what it repeats of itself shows here.")
    if copies:
        st.caption(wording.copies_note(copies))
    if repeated and not built.of(corpus):
        navigation.page_link(
            Page.CLEAN,
            label="Choose what to cut, and download the rest",
            icon=":material/content_cut:",
        )


main()
