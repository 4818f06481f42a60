"""Topics over time, by source and by speaker, where the texts say so."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import charts, downloads, tables
from refrain import topics, wording
from refrain.figures import topics as figures
from refrain.topics import TopicsOverTime

GROUPS_DRAWN = 20


def by_time(rows: pd.DataFrame, colours: dict[str, str]) -> None:
    """Distinct texts by period and topic, or why there is no such picture."""
    dated = topics.over_time(rows)
    if dated.table["period"].nunique() < 2:
        _explain_no_time(rows, dated)
        return
    note = ""
    if dated.undated:
        note = f"{wording.plural(dated.undated, 'text')} without a date left out."
    figure = figures.timeline(dated, colours)
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


def by_group(title: str, table: pd.DataFrame, colours: dict[str, str], group: str) -> None:
    """Topics by `group` ("source" or "speaker"), where that says more than the topics alone.

    `table` as `topics.by_source` or `topics.by_speaker` gives it.
    """
    sizes = table.groupby("group")["texts"].sum()
    if len(sizes) < 2 or sizes.max() < 2:
        return
    first = table["group"].drop_duplicates().head(GROUPS_DRAWN)
    note = ""
    if len(sizes) > GROUPS_DRAWN:
        note = f"Showing {GROUPS_DRAWN} of {len(sizes):,}, by words."
    if group == "speaker":
        note = f"{note} A text of several speakers counts for each of them.".strip()
    figure = figures.groups(table[table["group"].isin(first)], colours)
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
