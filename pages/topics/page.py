"""What is it about, and how evenly?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import built, suggested_topics, table_links, tokenizer_picker, url_params
from dashboard.components import downloads, markdown, tables
from dashboard.selection import Selection, current_selection, explain_if_empty
from dashboard.tables import topics as topic_tables
from pages.topics import group_pictures, shots_and_targets, topic_confidence, topic_sizes
from refrain import topic_model
from refrain.tokens import Tokenizer

NUMBER = st.column_config.NumberColumn


def main() -> None:
    selection = current_selection()
    markdown.heading("Topics", "What is it about, and how evenly?")
    if selection.corpus.transcripts.empty:
        explain_if_empty(selection)
        return
    if len(selection.whole.topics) < 2:
        offer_suggestions(selection)
    measure, tokenizer = measure_controls()
    distribution = topic_sizes.show(selection, measure, tokenizer)
    if selection.suggestion is not None:
        topic_confidence.show(selection, selection.suggestion)
    shots_and_targets.show(selection.corpus)
    group_pictures.by_time(selection)
    group_pictures.by_group("By source", selection, "source")
    group_pictures.by_group("By speaker", selection, "speaker")
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
    if built.of(selection.whole):
        return
    possible = topic_model.max_topics(len(selection.whole.texts)) >= 2
    if possible and selection.suggestion is None:
        st.button(
            "Suggest topics",
            icon=":material/lightbulb:",
            on_click=suggested_topics.turn_on,
            key="turn",
        )


def measure_controls() -> tuple[str, Tokenizer | None]:
    """What the size of a topic is counted in, and the tokenizer where it is tokens."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        measure = st.segmented_control(
            "Measured in",
            list(topic_sizes.MEASURED_OVER),
            default=url_params.MEASURE.default,
            required=True,
            **url_params.MEASURE.bound(),
        )
        tokenizer = tokenizer_picker.choose_tokenizer() if measure == "tokens" else None
    return "words" if measure == "tokens" and tokenizer is None else measure, tokenizer


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
    with table_links.beside(topic_tables.SIZES):
        downloads.as_csv(distribution, "topics")


main()
