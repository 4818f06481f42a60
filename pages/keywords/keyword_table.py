"""All keywords as one table, which leads to the lines of a word."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, url_params
from dashboard.components import downloads, tables
from dashboard.selection import Selection
from dashboard.tasks import KeywordOptions
from pages.keywords.topic_clouds import KEYWORDS_OF_TOPIC
from pages.keywords.word_in_context import UNDER_TABLE, in_context, show_word

MOST_ROWS = 100_000


def show(selection: Selection, topics: list[str], options: KeywordOptions) -> None:
    """The strongest keywords of every topic."""
    top = min(KEYWORDS_OF_TOPIC, max(MOST_ROWS // len(topics), 1))
    scores = cached.keyness(selection.corpus, options, tuple(topics), top)
    if url_params.UNDER.get() == UNDER_TABLE:
        in_context(selection.corpus)
    st.caption(f"At most {top} of each topic, by score. Click one to see its lines.")
    columns = {
        "topic": "Topic",
        "spelling": "Word",
        "score": st.column_config.NumberColumn("Score", format="%.2f"),
        "count": st.column_config.NumberColumn("Times here", format="localized"),
        "rest_count": st.column_config.NumberColumn("Times elsewhere", format="localized"),
        "transcripts": "Texts here",
        "rest_transcripts": "Texts elsewhere",
        "topic_transcripts": "Texts of the topic",
        "statistic": "Statistic",
    }
    row = tables.table(scores, key="keywords", columns=columns, height=560)
    downloads.as_csv(scores, "keywords")
    if row is not None:
        show_word(scores["spelling"][row], UNDER_TABLE)
