"""Topics over time, by source and by speaker, where the texts say so."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import cached, table_links
from dashboard.components import charts, downloads, tables
from dashboard.selection import Selection
from dashboard.tables import topics as topic_tables
from refrain import wording
from refrain.corpus import Corpus
from refrain.figures import topics as figures
from refrain.figures.colours import topic_colours
from refrain.topics import TopicsOverTime

GROUPS_DRAWN = 20
AS_DATA = {"source": topic_tables.BY_SOURCE, "speaker": topic_tables.BY_SPEAKER}


def by_time(selection: Selection) -> None:
    """Distinct texts by period and topic, or why there is no such picture."""
    corpus = selection.corpus
    dated: TopicsOverTime = cached.once(topic_tables.over_time, corpus)
    if dated.table["period"].nunique() < 2:
        _explain_no_time(corpus.transcripts, dated)
        return
    note = ""
    if dated.undated:
        note = f"{wording.plural(dated.undated, 'text')} without a date left out."
    figure = cached.once(_timeline, corpus, selection.whole)
    charts.picture(f"Distinct texts by {dated.step} and topic", figure, key="time", note=note)
    table_links.link(topic_tables.OVER_TIME, label=table_links.OF_PICTURE)


def _explain_no_time(rows: pd.DataFrame, dated: TopicsOverTime) -> None:
    if rows["prompt"].notna().all():
        return  # a prompt dump has no place for dates
    if dated.table.empty:
        st.caption(
            "Nothing is shown over time: no text has a date. One in a file's name "
            "(`2021-03-04-talk.txt`) or in the front matter of a Markdown file "
            "(`date: 2021-03-04`) is read."
        )
        return
    rest = "."
    if dated.undated:
        rest = f"; {wording.plural(dated.undated, 'text')} without a date."
    st.caption(f"All dates are in {dated.table['period'].iloc[0]:%B %Y}{rest}")


def by_group(title: str, selection: Selection, group: str) -> None:
    """Topics by one of AS_DATA, where that says more than the topics alone."""
    corpus = selection.corpus
    table: pd.DataFrame = cached.once(topic_tables.grouped, corpus, group)
    sizes = table.groupby("group")["texts"].sum()
    if len(sizes) < 2 or sizes.max() < 2:
        return
    note = ""
    if len(sizes) > GROUPS_DRAWN:
        note = f"Showing {GROUPS_DRAWN} of {len(sizes):,}, by words."
    if group == "speaker":
        note = f"{note} A text of several speakers counts for each of them.".strip()
    figure = cached.once(_bars, corpus, selection.whole, group)
    charts.picture(title, figure, key=f"by-{group}", note=note)
    with st.expander(f"{title}, all {len(sizes):,}, as a table"):
        columns: dict[str, Any] = {
            "group": group.capitalize(),
            "topic": "Topic",
            "texts": "Distinct texts",
            "words": st.column_config.NumberColumn("Words of distinct text", format="localized"),
        }
        tables.show(table, columns)
        with table_links.beside(AS_DATA[group]):
            downloads.as_csv(table, f"topics-by-{group}")


def _timeline(corpus: Corpus, whole: Corpus) -> go.Figure:
    return figures.timeline(topic_tables.over_time(corpus), topic_colours(whole.topics))


def _bars(corpus: Corpus, whole: Corpus, group: str) -> go.Figure:
    table = topic_tables.grouped(corpus, group)
    first = table["group"].drop_duplicates().head(GROUPS_DRAWN)
    return figures.groups(table[table["group"].isin(first)], topic_colours(whole.topics))
