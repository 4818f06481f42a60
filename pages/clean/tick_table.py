"""The fragments as a table in which single ones are ticked, to be cut besides the rule's."""

from __future__ import annotations

import streamlit as st

from dashboard import cleaning_rule, table_links, url_params
from dashboard.components import fragment_table, tables
from dashboard.selection import Selection
from dashboard.tables import clean as clean_tables
from refrain.partial_table import PartialTable


def ticked_fragments(selection: Selection) -> list[str]:
    """The fragments that are ticked: those that the address names, or else this session's."""
    ticked = url_params.CUT.get() or cleaning_rule.ticked(selection.name)
    return clean_tables.those_there(selection.corpus, ticked)


def show(name: str, table: PartialTable, ticked: list[str], similarity: float) -> None:
    """The table of fragments of the corpus of that `name`, which are so alike; a tick is kept in
    the address."""
    fragments = table.rows
    st.subheader("Tick single fragments", anchor=False)
    if fragments.empty:
        st.markdown("None at this length. Move the slider to the left to find shorter ones.")
        return
    st.caption(_note(table, len(ticked)))
    shown = fragment_table.readable(fragments)
    shown["rule"] = ["✂" if is_cut else "" for is_cut in shown["rule"]]
    row_of = {fragment: row for row, fragment in enumerate(fragments["fragment"])}
    columns = {
        "rule": st.column_config.TextColumn("", width=30),
        **fragment_table.similarity_column(similarity, fragment_table.LEAST_ALIKE_HELP),
        **fragment_table.columns(shown),
    }
    # Another table under the same key would begin with the ticks of this one.
    key = f"ticks-{name}-{len(fragments)}-{fragments['fragment'].iloc[0]}"
    selected = [row_of[fragment] for fragment in ticked if fragment in row_of]
    event = st.dataframe(
        shown[list(columns)],
        key=key,
        hide_index=True,
        column_config=columns,
        height=320,
        placeholder=tables.EMPTY,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": selected}},
    )
    table_links.link(clean_tables.CANDIDATES, {url_params.CUT: tuple(ticked)})
    rows = [row for row in event["selection"]["rows"] if row < len(fragments)]
    elsewhere = [fragment for fragment in ticked if fragment not in row_of]
    now = [*elsewhere, *fragments["fragment"].iloc[rows]]
    if set(now) != set(ticked):
        url_params.CUT.clear()
        url_params.update(cleaning_rule.tick(name, now))
        st.rerun()


def _note(table: PartialTable, ticks: int) -> str:
    note = "Tick the boxes at the left; what the rule already takes has a scissors mark."
    if table.is_cut:
        note = (
            f"Showing the {len(table.rows):,} of {table.total:,} that save most; the rule looks at "
            f"these. {note}"
        )
    if ticks > cleaning_rule.MOST_IN_ADDRESS:
        note += " So many ticks do not fit a link: this address keeps none."
    return note
