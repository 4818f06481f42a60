"""Fragment × transcript: where the fragments are whose removal saves most."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import cached, navigation, table_links
from dashboard.components import charts, click_layer, downloads, fragment_table, said_at, tables
from dashboard.tables import fragments as fragment_tables
from dashboard.tables.fragments import FRAGMENTS_DRAWN
from refrain.corpus import Corpus
from refrain.figures import fragments as figures
from refrain.fragments import RepeatQuery
from refrain.natural_order import natural_ranks
from refrain.partial_table import PartialTable
from refrain.topics import topic_of

TEXTS_DRAWN = 60
LABEL_CHARS = 60


def show(corpus: Corpus, query: RepeatQuery, rows: np.ndarray) -> None:
    """The grid of the strongest fragments and the texts of `rows` with them, and the ranking."""
    table = fragment_tables.ranking(corpus, query)
    fragments, total = table
    title = "The fragments whose removal saves most"
    if fragments.empty:
        st.subheader(title, anchor=False)
        st.markdown("None at this length. Move the slider to the left to find shorter ones.")
        return
    _grid(corpus, query, rows, fragments.head(FRAGMENTS_DRAWN), total)
    _ranking(table, title, query)


def _grid(
    corpus: Corpus, query: RepeatQuery, rows: np.ndarray, top: pd.DataFrame, total: int
) -> None:
    """The `top` fragments against the texts that have most places of them."""
    counts = cached.incidence(corpus, query, FRAGMENTS_DRAWN)
    table = counts.pivot(index="fragment", columns="text_id", values="places")
    # Without their texts: to take many rows would be to copy these.
    texts = corpus.texts[["text_id", "name", "topic"]].iloc[rows]
    texts = texts[texts["text_id"].isin(table.columns)]
    carriers = len(texts)
    if not carriers:
        return
    table = table.reindex(index=top["fragment"], columns=texts["text_id"]).fillna(0).astype(int)
    best = table.sum().sort_values(ascending=False, kind="stable").index[:TEXTS_DRAWN]
    texts = texts[texts["text_id"].isin(best)]
    texts = texts.iloc[natural_ranks(topic_of(texts)).argsort(kind="stable")]
    cuts = [f"{len(top):,} of {total:,} fragments, by words saved"] * (total > len(top))
    cuts += [f"{len(texts):,} of {carriers:,} transcripts"] * (carriers > len(texts))
    clicked = charts.picture(
        "Which fragment is in which transcript",
        click_layer.on_cells(
            figures.incidence(
                table[texts["text_id"]].to_numpy(),
                list(top["passage"].str.slice(0, LABEL_CHARS)),
                list(texts["name"]),
                list(topic_of(texts)),
            )
        ),
        key="grid",
        note=f"Showing {', '.join(cuts)}. "
        * bool(cuts)
        + "A row is a fragment, the one that saves most on top; a cell is coloured where the "
        "transcript has it, stronger where it has it more often. Click a cell to see all places "
        "of its fragment.",
        select=True,
    )
    table_links.link(fragment_tables.INCIDENCE, label=table_links.OF_PICTURE)
    if clicked is not None:
        navigation.open_passage(top["fragment"].iloc[clicked[0]])


def _ranking(table: PartialTable, title: str, query: RepeatQuery) -> None:
    """The fragments as a table, most words saved first."""
    fragments, total = table
    st.subheader(title, anchor=False)
    cut = f"Showing {len(fragments):,} of {total:,}, by words saved. " if table.is_cut else ""
    st.caption(
        f"{cut}A fragment saves its words once for each time it occurs again. A shorter one inside "
        "a longer is listed too where it has more places. Click one to see all its places"
        + ("." if query.is_exact else ", how alike each is to this one, and what differs.")
    )
    shown = fragment_table.readable(fragments)
    columns = {
        **said_at.columns(shown),
        **fragment_table.similarity_column(query.similarity, fragment_table.LEAST_ALIKE_HELP),
        **fragment_table.columns(shown),
    }
    clicked = tables.table(shown, key="ranking", columns=columns, height=320)
    with table_links.beside(fragment_tables.RANKING):
        downloads.as_csv(said_at.exported(fragments), "fragments")
    if clicked is not None:
        navigation.open_passage(fragments["fragment"][clicked])
