"""How big each topic is: in a sentence, and as bars."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import cached
from dashboard.components import charts, markdown
from dashboard.selection import Selection
from dashboard.tables import topics as topic_tables
from refrain import topics, wording
from refrain.corpus import Corpus
from refrain.figures import topics as figures
from refrain.figures.colours import topic_colours
from refrain.tokens import Tokenizer

TOPICS_DRAWN = 25
TOPICS_NAMED = 10
MEASURED_OVER = {
    "words": "words of the distinct texts",
    "tokens": "tokens of the distinct texts",
    "texts": "distinct texts",
}


def show(selection: Selection, measure: str, tokenizer: Tokenizer | None) -> pd.DataFrame:
    """The sizes of the topics by one of MEASURED_OVER; returns them as `topics.distribution`, the
    biggest first."""
    is_suggested = selection.suggestion is not None
    asked = selection.corpus, selection.whole, is_suggested, measure, tokenizer
    distribution: pd.DataFrame = cached.once(topic_tables.sizes, *asked)
    st.markdown(balance_sentence(distribution, measure, is_suggested))
    st.caption(selection.origin_of_topics)
    note = ""
    if len(distribution) > TOPICS_DRAWN:
        note = (
            f"Showing the {TOPICS_DRAWN} biggest of {len(distribution):,} topics, by {measure}; "
            "the table below has all."
        )
    bars, sizes = cached.once(_figures, *asked)
    left, right = st.columns(2, gap="large")
    with left:
        charts.picture("Appearances by topic and role", bars, key="by-role", note=note)
    with right:
        name = figures.MEASURES[measure].capitalize()
        charts.picture(f"{name} by topic", sizes, key="by-size", note=note)
    return distribution


def _figures(
    corpus: Corpus, whole: Corpus, is_suggested: bool, measure: str, tokenizer: Tokenizer | None
) -> tuple[go.Figure, go.Figure]:
    distribution = topic_tables.sizes(corpus, whole, is_suggested, measure, tokenizer)
    shown, colours = distribution.head(TOPICS_DRAWN), topic_colours(whole.topics)
    return figures.bars(shown, colours), figures.sizes(shown, colours, measure)


def balance_sentence(distribution: pd.DataFrame, measure: str, suggested: bool) -> str:
    """How many topics there are, how evenly they are spread, and which have no text."""
    biggest = distribution.iloc[0]
    name = markdown.literal(topics.topic_label(biggest["topic"]))
    if len(distribution) == 1:
        return f"Everything is about **{name}**."
    balance = topics.balance(distribution[measure])
    share = biggest[measure] / max(distribution[measure].sum(), 1)
    kind = "suggested topic" if suggested else "topic"
    named = int((distribution["topic"] != topics.NO_TOPIC).sum())
    rest = "" if named == len(distribution) else ", and texts without one"
    sentence = (
        f"**{wording.plural(named, kind)}**{rest}, spread {topics.evenness(balance)} over the "
        f"{MEASURED_OVER[measure]} (normalised entropy **{balance:.2f}**, where 1 is perfectly "
        f"even). The biggest, **{name}**, has {wording.percent(share)} of them."
    )
    without_text = distribution.loc[distribution["texts"] == 0, "topic"]
    if len(without_text):
        labels = list(map(topics.topic_label, without_text))
        names = markdown.first_names(labels, TOPICS_NAMED, emphasis="**")
        sentence += f" Announced, but without any text: {names}."
    return sentence
