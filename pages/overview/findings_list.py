"""What is wrong with a dataset: the gravest first, each finding with a link to its place."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import built, cached, navigation, similarity, table_links, url_params, waiting
from dashboard.components import downloads, markdown, said_at, tables
from dashboard.page import Page
from dashboard.tables import texts as text_tables
from dashboard.waiting import Pending
from refrain import wording
from refrain.audit import CHECKS, FINDING_KINDS, gate, near_copies, quotations
from refrain.corpus import Corpus

ICONS = {
    "error": ":red[:material/error:]",
    "warning": ":orange[:material/warning:]",
    "note": ":gray[:material/info:]",
}
SHOWN_OF_KIND = {"error": 5, "warning": 3, "note": 3}
"""By severity: so many findings of a kind are listed; the table has all."""
LINKED_PLACES = 8
SIDE_BY_SIDE = {
    "near-copy": near_copies.NEARLY.similarity,
    **dict.fromkeys(("leak", "copied-target", "quoted-target"), quotations.NEARLY.similarity),
}
"""The kinds of findings about two texts that say the same, and how alike."""


def show(corpus: Corpus) -> None:
    """The findings of a corpus by severity and kind, and all of them as a table; those that are
    known, while others are being looked for."""
    st.subheader("What is wrong", anchor=False)
    known, pending = [], []
    for check in CHECKS:
        try:
            known.append(cached.found(corpus, check))
        except Pending as one:
            pending.append(one)
    if pending:
        st.caption(f"Checks done: {len(known)} of {len(CHECKS)}.")
        waiting.show(pending[0])
    build = built.of(corpus)
    if build and build.manifest.left_out:
        with st.expander("What this build leaves out"):
            st.markdown("\n".join(f"- {markdown.literal(one)}" for one in build.manifest.left_out))
    if known:
        # All of them are kept; those so far are others each time.
        if pending:
            findings = text_tables.findings(corpus, known)
        else:
            findings = cached.once(text_tables.all_findings, corpus)
        _list(corpus, findings, is_all=not pending)


def _list(corpus: Corpus, findings: pd.DataFrame, is_all: bool) -> None:
    if findings.empty and not is_all:
        st.markdown(":gray[Nothing was found so far.]")
        return
    if findings.empty:
        st.success(
            "Nothing was found: files and labels are in order, and the texts are whole.",
            icon=":material/check_circle:",
        )
        return
    _counts_by_severity(findings)
    for severity, rows in findings.groupby("severity", sort=True, observed=True):
        if severity == "note":
            count = wording.plural(int(rows["count"].sum()), "note")
            # Open where there is nothing graver to read first.
            with st.expander(f"{count}: worth knowing", expanded=len(rows) == len(findings)):
                _by_kind(corpus, rows)
        else:
            _by_kind(corpus, rows)
    _table(findings)


def _counts_by_severity(findings: pd.DataFrame) -> None:
    counts = gate.by_severity(findings)
    st.markdown(
        "  ·  ".join(
            f"{icon} {wording.plural(counts[severity], severity)}"
            for severity, icon in ICONS.items()
            if counts[severity]
        )
    )


def _by_kind(corpus: Corpus, findings: pd.DataFrame) -> None:
    """Under the name of each kind, and what to do about it, the first findings of it."""
    for kind, rows in findings.groupby("kind", sort=False):
        severity, singular, plural, advice = FINDING_KINDS[kind]
        count = int(rows["count"].sum())
        shown = rows.head(SHOWN_OF_KIND[severity])
        told = int(shown["count"].sum())
        cut = f" Showing {told:,} of {count:,}." if len(rows) > len(shown) else ""
        name = wording.plural(count, singular, plural)
        st.markdown(f"{ICONS[severity]} **{name}**  \n:small[:gray[{advice}{cut}]]")
        with st.container(gap="xsmall"):
            for row in shown.itertuples():
                _finding(corpus, row)


def _finding(corpus: Corpus, row: Any) -> None:
    """What a finding is about, as a link to its place; below it, what was seen there."""
    label = markdown.literal(row.subject) + _place(row)
    message = f":small[{markdown.literal(row.message)}]"
    if pd.isna(row.transcript_id):
        st.markdown(f"- {label}\n\n> {message}")
        return
    with st.container(gap=None):
        with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
            params = navigation.place_in_reader(row.transcript_id, _offset(row.at))
            navigation.page_link(
                Page.READER,
                label,
                icon=":material/arrow_forward:",
                help="Read it there",
                params=params,
            )
            _links_to_places(row)
            _link_to_both(corpus, row)
            said_at.link_to(row, key=str(row.Index))
        st.markdown(f"> {message}")


def _place(row: Any) -> str:
    """The line of a finding, and the time when it is said, as far as there are such."""
    line = f" :gray[line {row.line:,}]" if pd.notna(row.line) else ""
    time = getattr(row, "time", None)
    return line if time is None or pd.isna(time) else f"{line} :gray[at {markdown.literal(time)}]"


def _links_to_places(row: Any) -> None:
    """A link to each place of a finding that has several."""
    if not isinstance(row.places, tuple) or len(row.places) < 2:
        return
    for number, at in enumerate(row.places[:LINKED_PLACES], 1):
        params = navigation.place_in_reader(row.transcript_id, _offset(at))
        label = f":small[{number}]"
        navigation.page_link(Page.READER, label, help=f"Place {number}", params=params)
    if len(row.places) > LINKED_PLACES:
        st.markdown(f":small[:gray[… of {len(row.places):,}]]", width="content")


def _link_to_both(corpus: Corpus, row: Any) -> None:
    """A link to the two texts of a finding that is about what both say."""
    if row.kind not in SIDE_BY_SIDE or pd.isna(row.other):
        return
    other = cached.once(_text_ids, corpus).get(row.other)
    if pd.isna(row.text_id) or pd.isna(other) or other == row.text_id:
        return
    params = {url_params.PAIR: (row.text_id, other), **similarity.params(SIDE_BY_SIDE[row.kind])}
    navigation.page_link(
        Page.PAIR,
        ":small[Side by side]",
        icon=":material/compare:",
        help="Read both beside each other",
        params=params,
    )


def _text_ids(corpus: Corpus) -> pd.Series:
    """By transcript_id: the text_id."""
    return corpus.transcripts.set_index("transcript_id")["text_id"]


def _table(findings: pd.DataFrame) -> None:
    with st.expander(f"{wording.plural(int(findings['count'].sum()), 'finding')} as a table"):
        columns = {
            "severity": "Severity",
            "message": st.column_config.TextColumn("What", width="large"),
            "source": "File",
            "line": "Line",
            **said_at.columns(findings),
            "count": st.column_config.NumberColumn("How many", format="localized"),
        }
        clicked = tables.table(findings, key="findings", columns=columns)
        with table_links.beside(text_tables.FINDINGS):
            downloads.as_csv(said_at.exported(findings), "findings")
    if clicked is not None and pd.notna(findings["transcript_id"][clicked]):
        at = _offset(findings["at"][clicked])
        navigation.open_reader(findings["transcript_id"][clicked], at)


def _offset(at: Any) -> int | None:
    """A character offset that may be missing."""
    return None if pd.isna(at) else int(at)
