"""Words in context: the field that asks for one, the lines that it stands in, and their table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import navigation, table_links, url_params
from dashboard.components import concordance_table, markdown, said_at
from dashboard.tables import keywords as line_tables
from refrain import wording, words
from refrain.corpus import Corpus
from refrain.partial_table import LeastTable

MOST_LINES = 200
UNDER_PICTURE, UNDER_TABLE = ":picture", ":table"
"""In place of a topic: the lines of a word stand under the picture, or the table."""


def ask_for_word() -> None:
    """The field for a word, which goes into the address."""
    asked = url_params.WORD.get()
    typed = st.text_input(
        "See a word in context",
        value=asked,
        placeholder="Type a word or phrase, or click one below",
        key=f"word-{asked}",
        label_visibility="collapsed",
        icon=":material/search:",
        width=420,
    )
    if typed.strip() != asked:
        show_word(typed.strip())


def show_word(word: str, under: str | None = None) -> None:
    """Put the word into the address, and the topic or picture under which its lines stand."""
    for param, value in ((url_params.WORD, word), (url_params.UNDER, under)):
        param.clear()
        if value:
            param.set(value)
    st.rerun()


def in_context(
    corpus: Corpus, topics: Sequence[str] = (), scores: pd.DataFrame | None = None
) -> None:
    """The lines of the word that the address names, in the given topics or in all.

    `scores` are the keywords of the topic, to say what is elsewhere and what did not count.
    """
    word = url_params.WORD.get()
    if not word:
        return
    table = line_tables.lines(corpus, word, topics, MOST_LINES)
    lines, total = table
    least = "at least " if isinstance(table, LeastTable) else ""
    shown = markdown.literal(word)
    where = f" in {', '.join(map(markdown.literal, topics))}" if topics else ""
    if lines.empty:
        st.markdown(f"No transcript{where} has “{shown}”.")
        return
    cut = f"{total:,} lines"
    if total > len(lines):
        cut = f"showing {len(lines):,} of {least}{total:,} lines"
    more = "" if scores is None else _elsewhere(scores[scores["word"] == _compared(word)], total)
    st.markdown(f"**“{shown}” in context**{where}: {cut}{more}. Click one to read it.")
    clicked = concordance_table.table(
        lines,
        key=f"lines-{'-'.join(topics)}-{word}",
        before={
            "name": st.column_config.TextColumn("Transcript", width=150),
            **said_at.columns(lines),
        },
        match=st.column_config.TextColumn("Word", width=110),
        height=320,
    )
    table_links.link(line_tables.LINES, {url_params.FIND: word, url_params.SAID_IN: tuple(topics)})
    if clicked is not None:
        navigation.open_reader(lines["transcript_id"][clicked], int(lines["start"][clicked]))


def _compared(word: str) -> str:
    """A word or phrase, in any spelling, as the table of keywords has it."""
    return " ".join(words.words(word))


def _elsewhere(scores_of_word: pd.DataFrame, total: int) -> str:
    if scores_of_word.empty:
        return ""
    row = scores_of_word.iloc[0]
    more = f", and {wording.plural(int(row['rest_count']), 'line')} elsewhere"
    if row["count"] < total:
        more += f" ({total - row['count']:,} of these did not count: see “What is left out”)"
    return more
