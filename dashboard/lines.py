"""Words in context: the field that asks for one, the lines that it stands in, and their table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard import answers, parts
from refrain.corpus import Corpus

LINES = 200


def ask_for_word() -> None:
    """The field for a word; what it says goes into the URL."""
    asked = st.query_params.get("word", "")
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
    """Put the word into the URL, and the topic or picture under which its lines are to stand."""
    for name, value in (("word", word), ("under", under)):
        st.query_params.pop(name, None)
        if value:
            st.query_params[name] = value
    st.rerun()


def in_context(
    corpus: Corpus, topics: Sequence[str] = (), found: pd.DataFrame | None = None
) -> None:
    """The lines of the word that the URL names, in the given topics or in all.

    `found` are the keywords of the topic, to say what is elsewhere and what did not count.
    """
    word = st.query_params.get("word", "")
    if not word:
        return
    lines = answers.lines(corpus, word, LINES, tuple(topics))
    shown = parts.literal(word)
    where = f" in {', '.join(map(parts.literal, topics))}" if topics else ""
    if lines.empty:
        st.markdown(f"No transcript{where} has “{shown}”.")
        return
    total = lines.attrs["total"]
    cut = f"showing {len(lines):,} of {total:,} lines" if total > len(lines) else f"{total:,} lines"
    more = "" if found is None else _elsewhere(found[found["word"] == word], total)
    st.markdown(f"**“{shown}” in context**{where}: {cut}{more}. Click one to read it.")
    clicked = table(
        lines,
        key=f"lines-{'-'.join(topics)}-{word}",
        before={"name": st.column_config.TextColumn("Transcript", width=150)},
        match=st.column_config.TextColumn("Word", width=110),
        height=320,
    )
    if clicked is not None:
        parts.read(lines["transcript_id"][clicked], int(lines["start"][clicked]))


def table(
    lines: pd.DataFrame,
    *,
    key: str,
    match: Any,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    side: int = 300,
    height: int | Literal["auto"] = "auto",
) -> int | None:
    """Lines of a concordance as a table; returns the row just clicked, or None.

    `match` is the column of what was found, `side` the width of the columns on either side of it
    (pixels), `before` and `after` further columns at the ends, as `parts.table` takes them.
    """
    columns = {
        **(before or {}),
        "left": st.column_config.TextColumn("… before", alignment="right", width=side),
        "match": match,
        "right": st.column_config.TextColumn("after …", width=side),
        **(after or {}),
    }
    # A cell paints the first characters that might fit, at four pixels each; what counts before a
    # match are the last.
    fit = side // 4 - 1
    shown = lines.assign(left=[parts.one_line(text)[-fit:] for text in lines["left"]])
    return parts.table(shown, key=key, columns=columns, height=height)


def _elsewhere(own: pd.DataFrame, total: int) -> str:
    if own.empty:
        return ""
    row = own.iloc[0]
    more = f", and {parts.plural(int(row['rest_count']), 'line')} elsewhere"
    if row["count"] < total:
        more += f" ({total - row['count']:,} of these did not count: see “What is left out”)"
    return more
