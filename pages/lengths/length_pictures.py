"""How lengths are distributed: a histogram, boxes, or the cumulative share."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import cached, url_params
from dashboard.components import charts
from dashboard.tables import lengths as measured
from dashboard.tables.measure import Measure
from dashboard.tables.rows import Rows
from pages.lengths.controls import choice
from refrain.figures import lengths as figures
from refrain.figures.colours import GREY, topic_colours

PICTURES = {
    "histogram": (figures.histogram, "How many {subjects} have each length"),
    "box": (figures.box, "Median, quartiles and outliers of the {subjects}"),
    "cumulative": (figures.ecdf, "The share of {subjects} up to each length"),
}
BOXES_DRAWN = 20
MOST_GROUPS = 12
"""Of more groups, those with the most rows have a colour, and the others share one."""
GROUPS_IN_COLOUR = 10


def show(rows: Rows, measure: Measure) -> str:
    """The picture that the address names; by what it is grouped."""
    groupings = measured.groupings(rows, measure.unit)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        picture = choice("Picture", list(PICTURES), url_params.PICTURE)
        by = groupings[0]
        if len(groupings) > 1:
            by = choice("By", groupings, url_params.BY)
        log = choice("Scale", ["linear", "log"], url_params.SCALE) == "log"
    figure, note = cached.once(_drawn, rows, measure, picture, by, log)
    title = PICTURES[picture][1].format(subjects=measure.subjects)
    charts.picture(f"{title}, in {measure.unit_name}", figure, key="lengths", note=note)
    return by


def _drawn(rows: Rows, measure: Measure, picture: str, by: str, log: bool) -> tuple[go.Figure, str]:
    """The picture, and a note on what it does not show."""
    frame = rows.known(measure.unit)
    budget = (measure.budget, measure.budget_name) if measure.budget else None
    look = figures.Look(measure.unit, log, budget, measure.subjects)
    others = ""
    if picture == "box":
        shown, note = _biggest_groups(frame, by)
        if len(shown) > figures.MOST_POINTS:
            note = f"{note} {len(shown):,} are too many to draw outliers: see below.".strip()
    else:
        shown, note, others = _others_together(frame, by)
    if budget and not look.shows_budget(shown[measure.unit].max()):
        far = f"The budget of {measure.budget_name} is far to the right of this picture."
        note = f"{note} {far}".strip()
    draw, _ = PICTURES[picture]
    colours = {**topic_colours(rows.whole.topics), others: GREY}
    return draw(shown, by, look, colours), note


def _biggest_groups(frame: pd.DataFrame, by: str) -> tuple[pd.DataFrame, str]:
    """The rows of the groups that have most of them, and a note on what that leaves out."""
    sizes = frame[by].value_counts()
    if len(sizes) <= BOXES_DRAWN:
        return frame, ""
    note = f"Showing the {BOXES_DRAWN} {by}s with most of them, of {len(sizes):,}."
    return frame[frame[by].isin(sizes.index[:BOXES_DRAWN])], note


def _others_together(frame: pd.DataFrame, by: str) -> tuple[pd.DataFrame, str, str]:
    """The rows with small groups as one, a note on that, and the name of that one."""
    sizes = frame[by].value_counts()
    if len(sizes) <= MOST_GROUPS:
        return frame, "", ""
    # The ellipsis sorts behind all letters, so the others come last.
    others = f"… {len(sizes) - GROUPS_IN_COLOUR:,} other {by}s"
    groups = frame[by].where(frame[by].isin(sizes.index[:GROUPS_IN_COLOUR]), others)
    note = (
        f"The {GROUPS_IN_COLOUR} {by}s with most of them have a colour; the others are grey, "
        "together."
    )
    return frame.assign(**{by: groups}), note, others
