"""How long is it, and does it fit the context window?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached, tokenizer_picker, url_params, waiting
from dashboard.components import markdown
from dashboard.selection import current_selection, explain_if_empty
from dashboard.tables import lengths as measured
from dashboard.tables.measure import SUBJECTS, TIMES, Measure
from dashboard.tables.rows import Rows
from pages.lengths import length_pictures, length_tables, savings_table
from pages.lengths.controls import budget_slider, choice
from refrain import budget, wording
from refrain.corpus import Corpus
from refrain.figures import lengths as figures
from refrain.tokens import Tokenizer


def main() -> None:
    selection = current_selection()
    markdown.heading("Lengths", "How long is it, and does it fit the context window?")
    if explain_if_empty(selection):
        return
    corpus = selection.corpus
    subjects, distinct, unit, tokenizer = controls(corpus)
    in_time = unit in TIMES.values()
    asked = () if in_time else budget_slider(figures.UNIT_NAMES[unit])
    measure = Measure(subjects, unit, *asked)
    rows = Rows(corpus, selection.whole, subjects, distinct, tokenizer)
    if in_time:
        say_how_long(rows, measure)
    else:
        say_whether_it_fits(rows, measure)
    by = length_pictures.show(rows, measure)
    length_tables.over_budget(rows, measure)
    if not in_time:
        with waiting.part():
            savings_table.show(rows, measure)
    length_tables.outliers(rows, by, measure)
    length_tables.summary(rows, by, measure)
    length_tables.longest_first(rows, measure)


def controls(corpus: Corpus) -> tuple[str, bool, str, Tokenizer | None]:
    """What is measured ("prompts" or "transcripts"), whether equal texts count once, the column of
    the unit, and the tokenizer where the unit is tokens (and one could be opened)."""
    subjects = "transcripts"
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        if corpus.transcripts["prompt"].notna().any():
            subjects = choice("Of", list(SUBJECTS), url_params.OF)
        units = measured.units(corpus)
        unit = units[choice("Unit", list(units), url_params.UNIT)]
        if unit in TIMES.values():
            subjects = "transcripts"  # a prompt is not spoken
        tokenizer = tokenizer_picker.choose_tokenizer() if unit == "tokens" else None
        distinct = subjects == "transcripts" and st.toggle(
            "Count equal texts once",
            value=url_params.DISTINCT.default,
            **url_params.DISTINCT.bound(),
        )
    if unit == "tokens" and tokenizer is None:
        unit = "words"
    return subjects, distinct, unit, tokenizer


def say_how_long(rows: Rows, measure: Measure) -> None:
    """A sentence about those that have a length in a unit of time, and how many have none."""
    values = rows.known(measure.unit)[measure.unit]
    if measure.unit == "minutes":
        total = f"Together they last **{values.sum() / 60:,.1f} hours**"
    elif measure.unit == "silence":
        total = f"Together they are silent for **{values.sum() / 60:,.1f} minutes**"
    else:
        total = f"The slowest has **{values.min():,.0f}**, the fastest **{values.max():,.0f}**"
    half = f"half have {figures.written(values.median())} {measure.unit_name} or fewer"
    st.markdown(f"{total}; {half}.")
    of_all = len(rows.frame)
    rest = of_all - len(values)
    if rest:
        all_of_them = wording.plural(of_all, measure.subject)
        st.caption(f"{rest:,} of {all_of_them} left aside: there it is not known.")


def say_whether_it_fits(rows: Rows, measure: Measure) -> None:
    """How many exceed the budget, and what is missing from the count."""
    st.markdown(cached.once(verdict, rows, measure))
    frame = rows.frame
    missing = int(frame["missing"].sum()) if "missing" in frame else 0
    if missing:
        st.caption(
            f"{wording.plural(missing, 'text')} missing from these prompts: each counts as "
            "nothing, so its prompt is longer than it looks here."
        )


def verdict(rows: Rows, measure: Measure) -> str:
    frame = rows.frame
    over, unit = budget.over(frame, measure.unit, measure.budget), measure.unit_name
    values = frame[measure.unit]
    count = wording.plural(len(frame), measure.subject)
    if len(frame) == 1 and over.empty:
        return (
            f"The {measure.subject} **fits** in {measure.budget_name} {unit}: it has "
            f"{values.max():,}."
        )
    name = markdown.literal(frame["name"][values.idxmax()])
    longest = f"The longest, {name}, has **{values.max():,}**"
    if over.empty:
        sentence = f"**All {count} fit** in {measure.budget_name} {unit}. {longest}."
    else:
        verb = "exceeds" if len(over) == 1 else "exceed"
        sentence = (
            f"**{len(over):,} of {count} {verb}** {measure.budget_name} {unit}. "
            f"{longest}: {over['over'][0]:,} too many."
        )
    if len(frame) > 1:
        sentence += (
            f" Half have {values.median():,.0f} or fewer; together they have "
            f"**{values.sum():,} {unit}**."
        )
    return sentence


main()
