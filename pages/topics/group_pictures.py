"""Topics over time, by source and by speaker, where the texts say so."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import cached
from dashboard.components import charts, downloads, tables
from dashboard.selection import Selection
from refrain import topics, wording
from refrain.corpus import Corpus
from refrain.figures import topics as figures
from refrain.figures.colours import topic_colours
from refrain.topics import TopicsOverTime

GROUPS_DRAWN = 20
GROUPS = {"source": topics.by_source, "speaker": topics.by_speaker}


def by_time(selection: Selection) -> None:
    """Distinct texts by period and topic, or why there is no such picture."""
    corpus = selection.corpus
    dated = cached.once(_over_time, corpus)
    if dated.table["period"].nunique() < 2:
        _explain_no_time(corpus.transcripts, dated)
        return
    note = ""
    if dated.undated:
        note = f"{wording.plural(dated.undated, 'text')} without a date left out."
    figure = cached.once(_timeline, corpus, selection.whole)
    charts.picture(f"Distinct texts by {dated.step} and topic", figure, key="time", note=note)


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
    """Topics by one of GROUPS, where that says more than the topics alone."""
    corpus = selection.corpus
    table = cached.once(_grouped, corpus, group)
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
        downloads.as_csv(table, f"topics-by-{group}")


def _over_time(corpus: Corpus) -> TopicsOverTime:
    return topics.over_time(corpus.transcripts)


def _timeline(corpus: Corpus, whole: Corpus) -> go.Figure:
    return figures.timeline(_over_time(corpus), topic_colours(whole.topics))


def _grouped(corpus: Corpus, group: str) -> pd.DataFrame:
    return GROUPS[group](corpus.transcripts)


def _bars(corpus: Corpus, whole: Corpus, group: str) -> go.Figure:
    table = _grouped(corpus, group)
    first = table["group"].drop_duplicates().head(GROUPS_DRAWN)
    return figures.groups(table[table["group"].isin(first)], topic_colours(whole.topics))
