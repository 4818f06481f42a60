"""What removing copies, and what Clean up cuts, would do to lengths."""

from __future__ import annotations

import streamlit as st

from dashboard import built_answers, cleaning_rule, navigation, table_links
from dashboard.components import downloads, tables
from dashboard.page import Page
from dashboard.tables import lengths as measured
from dashboard.tables.measure import Measure
from dashboard.tables.rows import Rows
from refrain import wording
from refrain.fragments import MIN_WORDS

NUMBER = st.column_config.NumberColumn


def show(rows: Rows, measure: Measure) -> None:
    """What would be left without copies, and without what Clean up cuts."""
    name = measure.unit_name
    st.subheader("What removing repeats would do", anchor=False)
    built_answers.answer(rows.corpus, "sizes_without", ())
    table = measured.savings(rows, measure)
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
    with table_links.beside(measured.SAVINGS):
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
