"""What removing copies, and what Clean up cuts, would do to lengths."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, cleaning_rule, navigation
from dashboard.components import downloads, tables
from dashboard.page import Page
from pages.lengths.measure import Measure
from pages.lengths.rows import Rows
from refrain import boilerplate, budget, wording
from refrain.fragments import MIN_WORDS

WITHOUT_REPEATS = "Repeated passages cut, as Clean up does"
NUMBER = st.column_config.NumberColumn


def show(rows: Rows, measure: Measure) -> None:
    """What would be left without copies, and without what Clean up cuts."""
    name = measure.unit_name
    st.subheader("What removing repeats would do", anchor=False)
    table = cached.once(_effect, rows, measure)
    last = table.iloc[-1]
    prompts = measure.subjects == "prompts"
    if last["total"] == table["total"].iloc[0]:
        st.markdown(
            f"Nothing: no text occurs twice{' in a prompt' * prompts}, and no passage of "
            f"{MIN_WORDS} words or more in two transcripts."
        )
        return
    st.markdown(
        f"Without copies and without what Clean up cuts, **{int(last['over']):,} of "
        f"{wording.plural(int(last['count']), measure.subject)}** would exceed "
        f"{measure.budget_name} {name}, and all together would have "
        f"**{wording.percent(last['saved'])}** fewer {name}."
    )
    columns = {
        "step": st.column_config.TextColumn("Step", width=250),
        "saved": NUMBER("Saved", format="percent"),
        "over": NUMBER(f"Over {measure.budget_name}", format="localized"),
        "longest": NUMBER("The longest", format="localized"),
        "total": NUMBER("Together", format="localized"),
        "count": NUMBER(measure.subjects.capitalize(), format="localized"),
    }
    tables.show(table.round(3), columns)
    downloads.as_csv(table[list(columns)], "savings")
    st.caption(
        f"A repeated passage: {MIN_WORDS} words or more, in two transcripts or more"
        f"{cleaning_rule.candidates_note(rows.corpus)}; its first place stays. It is the rule "
        "that Clean up begins with, so the dataset that it hands over is as long as this table "
        "says."
    )
    navigation.page_link(
        Page.CLEAN,
        label="See the cuts, change the rule, and download the rest",
        icon=":material/content_cut:",
        params=cleaning_rule.default_rule_params(),
    )


def _effect(rows: Rows, measure: Measure) -> pd.DataFrame:
    return budget.effect(_steps(rows, measure.unit), measure.budget)


def _steps(asked: Rows, unit: str) -> dict[str, pd.Series]:
    """The sizes of the prompts, or of the transcripts, as copies go, or what Clean up cuts."""
    corpus, before = asked.corpus, asked.sizes
    cut = cleaning_rule.cut_by_default(corpus)
    after = cached.sizes_without(corpus, cut, boilerplate.FIRST, asked.tokenizer)
    rows = corpus.transcripts
    if asked.subjects == "prompts":
        return {
            "As it is": budget.prompts(rows, before)[unit],
            "A text twice in one prompt kept once": budget.prompts(rows, before, copies=False)[
                unit
            ],
            WITHOUT_REPEATS: budget.prompts(rows, after)[unit],
            "Both": budget.prompts(rows, after, copies=False)[unit],
        }
    present = rows["text_id"].dropna()
    once = present.drop_duplicates()
    return {
        "As it is, all appearances": present.map(before[unit]),
        "Each text once": once.map(before[unit]),
        WITHOUT_REPEATS: present.map(after[unit]),
        "Both": once.map(after[unit]),
    }
