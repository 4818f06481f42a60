"""What would go from each text, and the text that would remain."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import cached, table_links, url_params
from dashboard.components import markdown, tables
from dashboard.tables import clean as clean_tables
from pages.clean import struck_text
from refrain import boilerplate, wording
from refrain.corpus import Corpus
from refrain.fragments.names import FragmentName
from refrain.fragments.query import EXACT


def show(corpus: Corpus, cuts: pd.DataFrame, ticked: list[str]) -> None:
    """How much of each text would go, and one of the texts with its cuts struck out."""
    if cuts.empty:
        return
    texts = corpus.texts.set_index("text_id", drop=False)
    frame = clean_tables.by_text(corpus, cuts)
    left, right = st.columns([2, 3], gap="large")
    with left:
        _table(frame, ticked)
    text_id = url_params.SEE.get()
    if text_id not in set(frame["text_id"]):
        text_id = frame["text_id"][0]
    with right:
        name = markdown.literal(texts["name"][text_id])
        st.subheader(f"What would remain of {name}", anchor=False)
        is_emptied = len(boilerplate.emptied(texts.loc[[text_id]], cuts))
        remains = " Nothing would remain: the row stays, with an empty text." * is_emptied
        own = cuts[cuts["text_id"] == text_id]
        near = " What is only nearly the same says how much of it is." * _has_near(own)
        st.caption(f"What would go is struck out.{near}{remains}")
        alike = partial(clean_tables.similarity_of_cut, cached.index(corpus))
        struck_text.show(texts["text"][text_id], own, alike)


def _has_near(cuts: pd.DataFrame) -> bool:
    names = (FragmentName.read(name) for names in cuts["fragment"] for name in names.split())
    return any(name is not None and name.similarity < EXACT for name in names)


def _table(frame: pd.DataFrame, ticked: list[str]) -> None:
    st.subheader("What would go", anchor=False)
    st.caption(f"{wording.plural(len(frame), 'text')}, most words cut first. Cut: in words.")
    columns = {
        "name": st.column_config.TextColumn("Transcript", width=140),
        "cut": st.column_config.NumberColumn("Cut", width=60, format="localized"),
        "cuts": st.column_config.NumberColumn("Cuts", width=50, format="localized"),
        "share": st.column_config.NumberColumn("Share", width=60, format="%.1f %%"),
    }
    clicked = tables.table(frame, key="remains", columns=columns, height=420)
    table_links.link(clean_tables.BY_TEXT, {url_params.CUT: tuple(ticked)})
    if clicked is not None:
        url_params.SEE.set(frame["text_id"][clicked])
