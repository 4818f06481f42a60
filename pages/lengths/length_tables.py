"""Lengths as tables: what is over the budget, what is unusual, the numbers, and all in order."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached, navigation, table_links
from dashboard.components import downloads, tables
from dashboard.tables import lengths as measured
from dashboard.tables.measure import COLUMNS, TIMES, Measure
from dashboard.tables.rows import Rows
from refrain import lengths, wording
from refrain.figures import lengths as figures

NUMBER = st.column_config.NumberColumn


def over_budget(rows: Rows, measure: Measure) -> None:
    """Those that exceed the budget, and by how much."""
    if not measure.budget:
        return
    over = measured.over_budget(rows, measure)
    if over.empty:
        return
    title = f"The {measure.subjects} that exceed {measure.budget_name} {measure.unit_name}"
    st.subheader(title, anchor=False)
    prompts = measure.subjects == "prompts"
    st.caption("Click one to read its target." if prompts else "Click one to read it.")
    columns = {
        "name": measure.subject.capitalize(),
        "topic": "Topic of its target" if prompts else "Topic",
        measure.unit: NUMBER(measure.unit_name.capitalize(), format="localized"),
        "over": NUMBER("Too many", format="localized"),
        "share": NUMBER("Over by", format="percent"),
    }
    clicked = tables.table(over.round({"share": 2}), key="over", columns=columns)
    with table_links.beside(measured.OVER_BUDGET):
        downloads.as_csv(over, "over-budget")
    if clicked is not None:
        navigation.open_reader(over["transcript_id"][clicked])


def outliers(rows: Rows, by: str, measure: Measure) -> None:
    """Those that are unusually long or short in their group."""
    frame = rows.known(measure.unit)
    st.subheader("Unusually long or short", anchor=False)
    subjects, few = measure.subjects, lengths.FEWEST_IN_GROUP
    group_sizes = frame.groupby(by).size()
    if not (group_sizes >= few).any():
        st.markdown(
            f"None is called so here: that takes {few} {subjects} of one {by} or more, and no "
            f"{by} has so many."
        )
        return
    rule = (
        f"Farther from the middle half of its {by} than one and a half times that half's width, on "
        "a log scale (Tukey's fences)."
    )
    small = int((group_sizes < few).sum())
    if small:
        rule += f" {wording.plural(small, by)} with fewer than {few} {subjects} left aside."
    unusual = measured.unusual(rows, by, measure.unit)
    if unusual.empty:
        st.markdown(f"None of the {len(frame):,} {subjects} is.")
        st.caption(rule)
        return
    long = int((unusual["outlier"] == "long").sum())
    st.markdown(f"**{long:,}** unusually long, **{len(unusual) - long:,}** unusually short.")
    st.caption(f"{rule} Click one to read it.")
    columns = {
        "name": measure.subject.capitalize(),
        by: by.capitalize(),
        "outlier": "Unusually",
        measure.unit: NUMBER(measure.unit_name.capitalize(), format="localized"),
        "times": NUMBER("Times the median", format="%.2f"),
        "fence": NUMBER("The fence", format="localized"),
    }
    rounded = unusual.round({measure.unit: measure.decimals, "fence": measure.decimals})
    clicked = tables.table(rounded, key="unusual", columns=columns)
    table_links.link(measured.UNUSUAL)
    if clicked is not None:
        navigation.open_reader(unusual["transcript_id"][clicked])


def summary(rows: Rows, by: str, measure: Measure) -> None:
    """Median, mean, shortest, longest and total of each group."""
    st.subheader(f"Lengths by {by}, in {measure.unit_name}", anchor=False)
    table = measured.by_group(rows, by, measure.unit)
    columns: dict[str, Any] = {
        by: by.capitalize(),
        "transcripts": measure.subjects.capitalize(),
    }
    columns |= {
        column: NUMBER(column.capitalize(), format="localized")
        for column in ("shortest", "median", "mean", "longest", "total")
    }
    if measure.unit == "words_per_minute":
        del columns["total"]
    tables.show(table.round(measure.decimals), columns)
    with table_links.beside(measured.BY_GROUP):
        downloads.as_csv(table, "lengths")


def longest_first(rows: Rows, measure: Measure) -> None:
    """All of them in all units, from the longest to the shortest."""
    frame = rows.known(measure.unit)
    if len(frame) < 2:
        return
    by_rate = measure.unit == "words_per_minute"
    title = "From the fastest to the slowest" if by_rate else "From the longest to the shortest"
    st.subheader(title, anchor=False)
    st.caption("Click one to read it.")
    columns: dict[str, Any] = {"name": measure.subject.capitalize(), "topic": "Topic"}
    if frame["role"].nunique() > 1:
        columns["role"] = "Role"
    columns |= {
        column: NUMBER(figures.UNIT_NAMES[column].capitalize(), format="localized")
        for column in [*COLUMNS.values(), *TIMES.values()]
        if column in frame and frame[column].notna().any()
    }
    ordered = cached.once(_ordered, rows, measure.unit)
    clicked = tables.table(ordered, key="extremes", columns=columns, total=len(frame))
    table_links.link(measured.LENGTHS)
    if clicked is not None:
        navigation.open_reader(ordered["transcript_id"][clicked])


def _ordered(rows: Rows, unit: str) -> pd.DataFrame:
    return (
        measured.longest_first(rows, unit)
        .head(tables.MOST_ROWS)
        .round({"minutes": 1, "words_per_minute": 0, "silence": 0})
    )
