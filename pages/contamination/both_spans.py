"""A passage of a transcript beside where it stands in the reference, word by word."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import navigation
from dashboard.components import markdown, word_differences
from dashboard.components.word_differences import Comparison, Passage
from refrain import wording
from refrain.audit.contaminated import Compared

QUOTED_CHARS = 4_000
_NOTHING = Comparison([], [], 0, 0, 0, 0)


def show(of: Compared, row: pd.Series) -> None:
    """A row of the passages, on both sides."""
    texts = [
        corpus.texts.set_index("text_id").loc[text_id]
        for corpus, text_id in ((of.corpus, row["text_id"]), (of.reference, row["other"]))
    ]
    here = Passage(row["text_id"], int(row["start"]), int(row["end"]))
    there = Passage(row["other"], int(row["other_start"]), int(row["other_end"]))
    found = word_differences.between(texts[0]["text"], here, texts[1]["text"], there)
    if found is None:
        st.markdown("These passages are too long to be compared word by word.")
        found = _NOTHING
    else:
        st.markdown(f"**{wording.alike(found.similarity)} alike**: {found.in_words}.")
        word_differences.legend()
    sides = zip(
        st.columns(2, gap="medium"),
        texts,
        (here, there),
        (found.a, found.b),
        ("", f" in {of.reference.name}"),
        strict=True,
    )
    for column, text, passage, stretches, where in sides:
        with column:
            st.markdown(f"##### {markdown.literal(text['name'] + where)}")
            word_differences.show(text["text"], passage, stretches, QUOTED_CHARS)
    if st.button("Read it in full", icon=":material/menu_book:"):
        navigation.open_reader(texts[0]["transcript_id"], here.start)
