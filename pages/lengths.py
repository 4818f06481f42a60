"""How long is it?"""

import streamlit as st

from dashboard import parts
from dashboard.selection import current
from refrain import lengths
from refrain.figures import lengths as figures

UNITS = {"words": "words", "characters": "chars"}
GROUPS = {"topic": "topic", "role": "role"}
PICTURES = {
    "histogram": (figures.histogram, "How many transcripts have each length"),
    "box": (figures.box, "Median, quartiles and outliers"),
    "cumulative": (figures.ecdf, "The share of transcripts up to each length"),
}
MOST = 20


def main() -> None:
    selection = current()
    parts.heading("Lengths", "How long are the transcripts?")
    if parts.nothing_here(selection):
        return
    drawn, unit, by, distinct = controls()
    frame = lengths.lengths(selection.corpus.transcripts, distinct=distinct)
    names = selection.corpus.texts.set_index("text_id")["name"]
    frame["name"] = frame["text_id"].map(names)
    sentence(frame, unit, distinct)
    shown, note = few_groups(frame, by)
    draw, title = PICTURES[drawn]
    figure = draw(shown, by, unit, selection.colours)
    parts.picture(f"{title}, in {figures.UNITS[unit]}", figure, key="lengths", note=note)
    numbers(frame, by, unit)
    extremes(frame, unit)


def controls() -> tuple[str, str, str, bool]:
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        drawn = choice("Picture", list(PICTURES), "picture")
        unit = choice("Unit", list(UNITS), "unit")
        by = choice("By", list(GROUPS), "by")
        distinct = st.toggle(
            "Count equal texts once", value=True, key="distinct", bind="query-params"
        )
    return drawn, UNITS[unit], GROUPS[by], distinct


def choice(label: str, options: list[str], key: str) -> str:
    return st.segmented_control(
        label, options, default=options[0], key=key, required=True, bind="query-params"
    )


def sentence(frame, unit, distinct) -> None:
    values, name = frame[unit], figures.UNITS[unit]
    what = "distinct texts" if distinct else "transcripts"
    if len(frame) == 1:
        st.markdown(f"There is one text, of **{values.iloc[0]:,} {name}**.")
        return
    st.markdown(
        f"Half of the **{len(frame):,} {what}** have **{values.median():,.0f} {name}** or fewer. "
        f"The shortest has {values.min():,}, the longest {values.max():,}; together "
        f"**{values.sum():,}**."
    )


def few_groups(frame, by):
    sizes = frame[by].value_counts()
    if len(sizes) <= MOST:
        return frame, ""
    kept = sizes.index[:MOST]
    note = f"Showing the {MOST} topics with most transcripts of {len(sizes):,}."
    return frame[frame[by].isin(kept)], note


def numbers(frame, by, unit) -> None:
    st.subheader(f"Lengths by {by}, in {figures.UNITS[unit]}", anchor=False)
    table = lengths.summary(frame, by, unit)
    whole = {
        name: st.column_config.NumberColumn(name.capitalize(), format="localized", step=1)
        for name in ("shortest", "median", "mean", "longest", "total")
    }
    columns = {by: by.capitalize(), "transcripts": "Transcripts", **whole}
    st.dataframe(table.round(0), hide_index=True, column_config=columns)
    parts.downloads(table, "lengths")


def extremes(frame, unit) -> None:
    if len(frame) < 2:
        return
    st.subheader("From the longest to the shortest", anchor=False)
    st.caption("Click one to read it.")
    ordered = frame.sort_values(unit, ascending=False, ignore_index=True)
    columns = {
        "name": "Transcript",
        "topic": "Topic",
        "role": "Role",
        "words": st.column_config.NumberColumn("Words", format="localized"),
        "chars": st.column_config.NumberColumn("Characters", format="localized"),
    }
    clicked = parts.table(ordered, key="extremes", columns=columns)
    if clicked is not None:
        parts.read(ordered["transcript_id"][clicked])


main()
