"""What is it about, and how evenly?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import suggested_topics, tokenizer_picker, url_params
from dashboard.components import charts, downloads, markdown, tables
from dashboard.selection import Selection, current_selection, explain_if_empty
from pages.topics import group_pictures, shots_and_targets, topic_confidence
from refrain import topic_model, topics, wording
from refrain.figures import topics as figures

TOPICS_DRAWN = 25
TOPICS_NAMED = 10
MEASURED_OVER = {
    "words": "words of the distinct texts",
    "tokens": "tokens of the distinct texts",
    "texts": "distinct texts",
}
NUMBER = st.column_config.NumberColumn


def main() -> None:
    selection = current_selection()
    markdown.heading("Topics", "What is it about, and how evenly?")
    rows = selection.corpus.transcripts
    if rows.empty:
        explain_if_empty(selection)
        return
    if len(selection.whole.topics) < 2:
        offer_suggestions(selection)
    measure, tokens = measure_controls(selection)
    if selection.suggestion is not None:
        rows = rows[rows["text_id"].notna()]  # topics are announced by labels only
    distribution = topics.distribution(rows, tokens)
    distribution = distribution.sort_values(measure, ascending=False, kind="stable")
    st.markdown(balance_sentence(distribution, measure, selection.suggestion is not None))
    st.caption(selection.origin_of_topics)
    show_sizes(distribution, measure, selection.colours)
    if selection.suggestion is not None:
        topic_confidence.show(selection, selection.suggestion)
    shots_and_targets.show(selection.corpus.labelled)
    group_pictures.by_time(rows, selection.colours)
    group_pictures.by_group("By source", topics.by_source(rows), selection.colours, "source")
    group_pictures.by_group("By speaker", topics.by_speaker(rows), selection.colours, "speaker")
    show_table(distribution)


def offer_suggestions(selection: Selection) -> None:
    """Say where topics come from, and offer to suggest some where there are texts enough."""
    has = "has only one topic" if selection.whole.topics else "names no topics"
    st.info(
        f"This dataset {has}. Topics come from labels, a column of a table, front matter, the "
        "channel, or else the folders that hold the files: sort the files into a folder per topic, "
        "or have topics suggested from the words of the texts.",
        icon=":material/category:",
    )
    possible = topic_model.max_topics(len(selection.whole.texts)) >= 2
    if possible and selection.suggestion is None:
        st.button(
            "Suggest topics",
            icon=":material/lightbulb:",
            on_click=suggested_topics.turn_on,
            key="turn",
        )


def measure_controls(selection: Selection) -> tuple[str, pd.Series | None]:
    """What the size of a topic is counted in; the tokens by text where it is tokens."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        measure = st.segmented_control(
            "Measured in",
            list(MEASURED_OVER),
            default=url_params.MEASURE.default,
            required=True,
            **url_params.MEASURE.bound(),
        )
        tokenizer = tokenizer_picker.choose_tokenizer() if measure == "tokens" else None
    if tokenizer is None:
        return "words" if measure == "tokens" else measure, None
    return measure, tokenizer_picker.sizes(selection, tokenizer)["tokens"]


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


def show_sizes(distribution: pd.DataFrame, measure: str, colours: dict[str, str]) -> None:
    """The biggest topics: how often each appears, and how much text it has."""
    shown = distribution.head(TOPICS_DRAWN)
    note = ""
    if len(distribution) > TOPICS_DRAWN:
        note = (
            f"Showing the {TOPICS_DRAWN} biggest of {len(distribution):,} topics, by {measure}; "
            "the table below has all."
        )
    left, right = st.columns(2, gap="large")
    with left:
        figure = figures.bars(shown, colours)
        charts.picture("Appearances by topic and role", figure, key="by-role", note=note)
    with right:
        figure = figures.sizes(shown, colours, measure)
        name = figures.MEASURES[measure].capitalize()
        charts.picture(f"{name} by topic", figure, key="by-size", note=note)


def show_table(distribution: pd.DataFrame) -> None:
    """The numbers behind the pictures, of all topics."""
    st.subheader("The numbers", anchor=False)
    columns: dict[str, Any] = {
        "topic": "Topic",
        "shots": "Shots",
        "targets": "Targets",
        "transcripts": "Other transcripts",
        "missing": "Announced, text missing",
        "texts": "Distinct texts",
        "words": NUMBER("Words of distinct text", format="localized"),
        "tokens": NUMBER("Tokens of distinct text", format="localized"),
    }
    tables.show(distribution, columns)
    downloads.as_csv(distribution, "topics")


main()
