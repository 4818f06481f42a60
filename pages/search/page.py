"""Where is this said?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, navigation, url_params
from dashboard.components import concordance_table, downloads, markdown, said_at
from dashboard.selection import current_selection, explain_if_empty
from refrain import wording
from refrain.topics import topic_label, topic_of

MOST_LINES = 2_000
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
    lines, total = cached.lines(corpus, phrase, MOST_LINES)
    shown = markdown.literal(phrase)
    if lines.empty:
        st.markdown(f"No transcript says “{shown}”.")
        return
    texts = lines["text_id"].nunique()
    more = " or more" if total > len(lines) else ""
    st.markdown(
        f"#### “{shown}” is said {wording.plural(total, 'time')}, in {texts:,}{more} of "
        f"{wording.plural(len(corpus.texts), 'transcript')}"
    )
    show_lines(said_at.with_times(corpus, of_chosen_topics(lines, total)))


def of_chosen_topics(lines: pd.DataFrame, total: int) -> pd.DataFrame:
    """The lines of the topics that are chosen; a button for each topic says how many it has."""
    topic = topic_of(lines)
    counts = topic.value_counts()
    if total > len(lines):
        st.caption(f"Showing the first {len(lines):,} of {total:,} lines, in file order.")
    if len(counts) < 2:
        return lines
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
    return lines[topic.isin(chosen)].reset_index(drop=True) if chosen else lines


def show_lines(lines: pd.DataFrame) -> None:
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
    downloads.as_csv(said_at.exported(lines), "lines")
    if clicked is not None:
        navigation.open_reader(lines["transcript_id"][clicked], int(lines["start"][clicked]))


main()
