"""What repeats, where, and how much would removing it save?"""

import numpy as np
import streamlit as st

from dashboard import answers, parts, repeats
from dashboard.pictures import coverage_map, dotplot, grid, spread, transcripts, views
from dashboard.selection import current, nothing_here


def main() -> None:
    selection = current()
    parts.heading("Fragments", "What repeats, where, and how much would removing it save?")
    if nothing_here(selection):
        return
    corpus = selection.corpus
    left, right = st.columns([3, 2], gap="large")
    with left:
        said = st.container()
        min_words = parts.min_words()
        kinds = repeats.kinds()
        with said:
            sentence(corpus, min_words, kinds)
    with right:
        at_least = spread.show(corpus, min_words, kinds)
    shares = answers.shares(corpus, min_words, kinds)
    rows = np.flatnonzero(shares["share"] * 100 >= at_least)
    view = views.choose()
    if len(rows) == 0:
        st.markdown("No transcript has so much repeated. Lower the share at the top right.")
    elif view == views.MAP:
        coverage_map.show(corpus, min_words, kinds, rows)
    elif view == views.TRANSCRIPTS:
        transcripts.show(corpus, min_words, kinds, rows)
    elif view == views.GRID:
        grid.show(corpus, min_words, kinds, rows)
    else:
        dotplot.show(corpus, min_words, kinds)


def sentence(corpus, min_words: int, kinds) -> None:
    shares = answers.shares(corpus, min_words, kinds)
    total = max(int(shares["words"].sum()), 1)
    repeated, saved = int(shares["repeated"].sum()), int(shares["redundant"].sum())
    copies = int((corpus.texts["appearances"] - 1).sum())
    if not repeated:
        words = f"Nothing of **{min_words} words** or more occurs twice."
        if kinds:
            words = f"No repeat of this kind has **{min_words} words** or more."
    else:
        words = (
            f"**{parts.percent(repeated / total)} of the distinct text** lies in passages "
            f"of {min_words} words or more that occur more than once; keeping each once would save "
            f"**{parts.plural(saved, 'word')}** ({parts.percent(saved / total)})."
        )
    st.markdown(f"#### {words}")
    if len(corpus.texts) == 1:
        st.markdown("There is one distinct text, so only what it repeats of itself shows here.")
    if copies:
        st.caption(
            f"Besides, {parts.plural(copies, 'transcript')} "
            f"{'is an exact copy' if copies == 1 else 'are exact copies'} of another: a copy is "
            "counted once here."
        )
    if repeated:
        st.page_link(
            repeats.CLEAN,
            label="Choose what to cut, and download the rest",
            icon=":material/content_cut:",
        )


main()
