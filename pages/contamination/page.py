"""Which transcripts share passages with a reference set, such as a test set?"""

from __future__ import annotations

import streamlit as st

from dashboard import built_answers, corpora, handing_over, repeat_controls, table_links, url_params
from dashboard.column_names import NO_COLUMNS
from dashboard.components import downloads, markdown, tables
from dashboard.opening import opening
from dashboard.opening import show as show_opening
from dashboard.selection import current_selection, explain_if_empty
from dashboard.tables import contamination as shared_tables
from pages.contamination import both_spans
from refrain.audit.contaminated import Compared
from refrain.contamination import NothingComparedError
from refrain.fragments import RepeatQuery

NUMBER = st.column_config.NumberColumn


def main() -> None:
    selection = current_selection()
    markdown.heading("Contamination", "What does it share with a reference set?")
    if explain_if_empty(selection):
        return
    built_answers.answer(selection.corpus, "contamination", ())
    name, query = controls(selection.name)
    if name is None:
        st.info(
            "Choose what must not be in here, such as the set that a model is tested with. Another "
            "corpus of this dashboard can be chosen, or one that you upload.",
            icon=":material/join_inner:",
        )
        return
    opened = opening(name, NO_COLUMNS)
    if not opened.loaded or opened.loading is None:
        show_opening(opened)
        return
    try:
        reference = opened.loading.result().corpus
        show(shared_tables.compared(selection.corpus, reference, query))
    except NothingComparedError as error:
        st.warning(markdown.literal(str(error)), icon=":material/block:")


def controls(own: str) -> tuple[str | None, RepeatQuery]:
    """The reference set, None where none is chosen, and the passages that count."""
    uploads = handing_over.of_visitor(corpora.UPLOADS, url_params.CORPUS)
    names = [name for name in [*corpora.offered(), *uploads] if name != own]
    asked = url_params.REFERENCE.get()
    if asked and asked not in names:
        why = "It is the corpus itself" if asked == own else "There is no such corpus here"
        st.warning(f"{why}: choose a reference set.", icon=":material/block:")
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        name: str | None = st.selectbox(
            "Compare with",
            names,
            index=None,
            placeholder="A reference set",
            width=280,
            **url_params.REFERENCE.bound(),
        )
        length, alike = repeat_controls.length_and_similarity()
    return name, RepeatQuery(length, similarity=alike)


def show(of: Compared) -> None:
    """What is shared: in a sentence, by text, and each passage on both sides."""
    if of.passages.empty:
        st.success(
            f"They share no passage of {of.query.min_words} words or more. "
            f"{markdown.literal(of.summary)}",
            icon=":material/check_circle:",
        )
        if of.query.is_exact:
            st.caption("A smaller similarity finds passages with some words changed, too.")
        return
    st.markdown(f"#### {markdown.literal(of.summary)}")
    texts = shared_tables.by_text(of)
    tables.table(
        texts,
        key="contaminated",
        columns={
            "name": "Transcript",
            "role": "Role",
            "share": NUMBER("Shared", format="%.1f%%"),
            "shared": NUMBER("Words shared", format="localized"),
            "words": NUMBER("of words", format="localized"),
            "passages": NUMBER("Passages", format="localized"),
            "other_name": "Longest with",
        },
    )
    with table_links.beside(shared_tables.CONTAMINATED):
        downloads.as_csv(texts, "contaminated-texts")
    show_passages(of)


def show_passages(of: Compared) -> None:
    """The passages as a table, and the one that is chosen on both sides above it."""
    st.subheader("Passages", anchor=False)
    rows, total = shared_tables.passages(of)
    above = st.container()
    cut = f" The {len(rows):,} longest of {total:,} are listed." if total > len(rows) else ""
    st.caption(f"Click one to see both sides.{cut}")
    clicked = tables.table(
        rows,
        key="shared-passages",
        columns={
            "name": "Transcript",
            "words": NUMBER("Words", format="localized"),
            "similarity": NUMBER("Alike", format="%.0f%%"),
            "other_name": "In the reference",
            "passage": st.column_config.TextColumn("Passage", width="large"),
        },
    )
    with table_links.beside(shared_tables.SHARED):
        downloads.as_csv(rows, "contaminated-passages")
    chosen = url_params.IN_BOTH.get() if clicked is None else clicked
    if clicked is not None:
        url_params.IN_BOTH.set(clicked)
    with above:
        both_spans.show(of, rows.iloc[min(chosen or 0, len(rows) - 1)])


main()
