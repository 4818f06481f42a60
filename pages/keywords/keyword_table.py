"""All keywords as one table, which leads to the lines of a word."""

from __future__ import annotations

import streamlit as st

from dashboard import table_links, url_params
from dashboard.components import downloads, tables
from dashboard.selection import Selection
from dashboard.tables import keywords as keyword_tables
from dashboard.tasks import KeywordOptions
from pages.keywords.word_in_context import UNDER_TABLE, in_context, show_word


def show(selection: Selection, topics: list[str], options: KeywordOptions) -> None:
    """The strongest keywords of every topic."""
    scores = keyword_tables.strongest(selection.corpus, topics, options)
    if url_params.UNDER.get() == UNDER_TABLE:
        in_context(selection.corpus)
    most = keyword_tables.most_of_topic(topics)
    st.caption(f"At most {most} of each topic, by score. Click one to see its lines.")
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
    with table_links.beside(keyword_tables.KEYWORDS):
        downloads.as_csv(scores, "keywords")
    if row is not None:
        show_word(scores["spelling"][row], UNDER_TABLE)
