"""Two topics side by side: the picture of their words, its table, and the lines of a word."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import cached, table_links, url_params
from dashboard.components import charts, downloads, markdown, tables
from dashboard.selection import Selection
from dashboard.tables import keywords as keyword_tables
from dashboard.tasks import KeywordOptions
from pages.keywords.word_in_context import UNDER_PICTURE, in_context, show_word
from refrain.figures import comparison

WORDS_IN_PICTURE = 4_000


def show(selection: Selection, topics: list[str], options: KeywordOptions) -> None:
    """The comparison of the two topics that the address names."""
    a, b, spacing = _controls(topics)
    words = cached.comparison(selection.corpus, options, a, b)
    if words.empty:
        st.markdown("Neither of the two has a word that may be a keyword.")
        return
    shown = words.head(WORDS_IN_PICTURE)
    cut = ""
    if len(words) > len(shown):
        cut = f"Showing {len(shown):,} of {len(words):,} words, the most distinct. "
    clicked = charts.chart(
        comparison.scatter(shown, (a, b), (selection.colours[a], selection.colours[b]), spacing),
        key=f"compare-{a}-{b}-{spacing}",
        select=True,
    )
    st.caption(
        f"{cut}A word to the right is frequent in {markdown.literal(a)}, one at the top in "
        f"{markdown.literal(b)}; both count all their words, and colour says what is surely more "
        "(log-odds, z-score beyond 1.96). The most distinct are labelled where there is room; the "
        "others show when you point at them. Words of equal frequencies share a mark. Click one to "
        "see its lines, or a word in the table."
    )
    if clicked is not None:
        show_word(shown["spelling"][clicked[0]], UNDER_PICTURE)
    if url_params.UNDER.get() == UNDER_PICTURE:
        in_context(selection.corpus, [a, b])
    row = tables.table(words, key=f"compared-{a}-{b}", columns=_columns(a, b), height=320)
    with table_links.beside(keyword_tables.COMPARISON):
        downloads.as_csv(words, "comparison")
    if row is not None:
        show_word(words["spelling"][row], UNDER_PICTURE)


def _controls(topics: list[str]) -> tuple[str, str, str]:
    """The two topics, and how their words are spaced."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        a = st.selectbox("Along the bottom", topics, **url_params.TOPIC_ACROSS.bound(), width=260)
        others = [topic for topic in topics if topic != a]
        b = st.selectbox("Up the side", others, **url_params.TOPIC_UP.bound(), width=260)
        spacing = st.segmented_control(
            "Scale",
            comparison.SCALES,
            default=url_params.SPACING.default,
            required=True,
            **url_params.SPACING.bound(),
            help="Rank spaces the frequencies that occur evenly, so that rare words are apart; log "
            "keeps ratios.",
        )
    return a, b, spacing


def _columns(a: str, b: str) -> dict[str, Any]:
    number = st.column_config.NumberColumn
    return {
        "spelling": "Word",
        "score": number("z-score", format="%.1f"),
        "a_count": number(f"Times in {a}", format="localized"),
        "b_count": number(f"Times in {b}", format="localized"),
        "a_rate": number(f"Per 10,000 in {a}", format="%.1f"),
        "b_rate": number(f"Per 10,000 in {b}", format="%.1f"),
        "a_transcripts": f"Texts in {a}",
        "b_transcripts": f"Texts in {b}",
    }
