"""Where is this said?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, navigation, table_links, url_params
from dashboard.components import concordance_table, downloads, markdown, said_at
from dashboard.selection import current_selection, explain_if_empty
from dashboard.tables import keywords as line_tables
from dashboard.tables.keywords import MOST_LINES
from refrain import wording
from refrain.partial_table import LeastTable, PartialTable
from refrain.topics import topic_label, topic_of

MOST_ROWS_UNSCROLLED = 13


def main() -> None:
    selection = current_selection()
    markdown.heading("Search", "Where is this said?")
    if explain_if_empty(selection):
        return
    corpus = selection.corpus
    phrase = st.text_input(
        "A word or phrase",
        **url_params.FIND.bound(),
        placeholder="Type a word or phrase, and press Enter",
        help="Words compare without case, punctuation and apostrophes; a phrase has to stand "
        "there in this order.",
    ).strip()
    if not phrase:
        st.caption(f"Looks through all {wording.plural(len(corpus.texts), 'distinct text')}.")
        return
    table = cached.lines(corpus, phrase, MOST_LINES)
    lines, total = table
    shown = markdown.literal(phrase)
    if lines.empty:
        st.markdown(f"No transcript says “{shown}”.")
        return
    texts = lines["text_id"].nunique()
    more = " or more" if total > len(lines) else ""
    st.markdown(
        f"#### “{shown}” is said {at_least(table)}{wording.plural(total, 'time')}, in {texts:,}"
        f"{more} of {wording.plural(len(corpus.texts), 'transcript')}"
    )
    topics = chosen_topics(lines)
    of_topics = line_tables.lines(corpus, phrase, topics, MOST_LINES)
    if of_topics.is_cut:
        shown = f"{len(of_topics.rows):,} of {at_least(of_topics)}{of_topics.total:,}"
        st.caption(f"Showing the first {shown} lines, in file order.")
    show_lines(of_topics.rows, topics)


def at_least(table: PartialTable) -> str:
    """What stands before the number of lines, where these were not counted to the end."""
    return "at least " if isinstance(table, LeastTable) else ""


def chosen_topics(lines: pd.DataFrame) -> list[str]:
    """The topics that are chosen; a button for each says how many of the lines it has."""
    counts = topic_of(lines).value_counts()
    if len(counts) < 2:
        return []
    # Not bound: the address would have the labels, with the counts in them.
    asked = [name for name in url_params.SAID_IN.get() if name in counts.index]
    chosen = st.pills(
        "By topic",
        list(counts.index),
        default=asked,
        format_func=lambda name: f"{markdown.literal(topic_label(name))} · {counts.get(name, 0):,}",
        key=f"said-in-{asked}",
        selection_mode="multi",
    )
    if set(chosen) != set(asked):
        url_params.SAID_IN.set(tuple(chosen))
        st.rerun()
    return chosen


def show_lines(lines: pd.DataFrame, topics: list[str]) -> None:
    """The lines as a table, which leads to the reader."""
    st.caption("Click a line to read it.")
    clicked = concordance_table.table(
        lines,
        key="lines",
        before={
            "topic": st.column_config.TextColumn("Topic", width=100),
            **said_at.columns(lines),
        },
        match=st.column_config.TextColumn("Found", width=110),
        after={"name": st.column_config.TextColumn("Transcript", width=190)},
        side=265 - 10 * len(said_at.columns(lines)),
        height=520 if len(lines) > MOST_ROWS_UNSCROLLED else "auto",
    )
    with table_links.beside(line_tables.LINES, {url_params.SAID_IN: tuple(topics)}):
        downloads.as_csv(said_at.exported(lines), "lines")
    if clicked is not None:
        navigation.open_reader(lines["transcript_id"][clicked], int(lines["start"][clicked]))


main()
