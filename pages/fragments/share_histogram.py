"""How much is repeated by transcript, to choose from where on to look."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, navigation, url_params
from dashboard.components import charts
from refrain import wording
from refrain.corpus import Corpus
from refrain.figures import fragments as figures
from refrain.fragments import RepeatQuery


def show(corpus: Corpus, query: RepeatQuery) -> float:
    """How much is repeated by transcript; returns the percent that the pictures begin at."""
    shares = cached.shares(corpus, query)["share"].to_numpy()
    picture, box = st.container(), st.container()
    with box:
        at_least = st.number_input(
            "Show transcripts with at least so much repeated, %",
            0.0,
            100.0,
            step=1.0,
            format="%.1f",
            **url_params.AT_LEAST.bound(),
            help="Or click a bar above.",
        )
        if at_least:
            kept = int((shares * 100 >= at_least).sum())
            st.caption(f"{kept:,} of {wording.plural(len(shares), 'transcript')} below.")
    with picture:
        clicked = charts.chart(figures.spread(shares, at_least), key="spread", select=True)
    if clicked is not None:
        navigation.update_params({url_params.AT_LEAST: clicked[0] / 100})
    return at_least
