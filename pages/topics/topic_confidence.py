"""What suggested topics rest on: how sure and stable they are, their names, their texts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import navigation, suggested_topics, table_links
from dashboard.components import downloads, tables
from dashboard.selection import Selection
from dashboard.tables import topics as topic_tables
from refrain import topic_model, wording
from refrain.topic_model import Suggestion

UNSURE_BELOW = 0.5
NUMBER: Any = st.column_config.NumberColumn


def show(selection: Selection, suggestion: Suggestion) -> None:
    """What the suggested topics rest on, their names to change, and the texts of each."""
    st.subheader("How sure the suggested topics are", anchor=False)
    agreement = topic_model.agreement(selection.corpus)
    sentence = (
        f"With a fifth of the texts left out, the same texts are grouped together: stability "
        f"**{suggestion.stability:.2f}** (adjusted Rand index; 1 always the same, 0 as by chance)."
    )
    if agreement is not None:
        sentence += (
            f" With the dataset's own topics they agree by **{agreement:.2f}** on the same scale."
        )
    st.markdown(sentence)
    if len(suggestion.tried) > 1:
        tried = zip(suggestion.tried["count"], suggestion.tried["stability"], strict=True)
        each = ", ".join(f"{count} → {stability:.2f}" for count, stability in tried)
        st.caption(f"Stability by the number of topics that was tried: {each}.")
    _name_fields(suggestion)
    columns = {
        "topic": "Suggested topic",
        "keywords": st.column_config.TextColumn("Its words, the weightiest first", width="large"),
        "texts": NUMBER("Texts", format="localized"),
        "sure": NUMBER("Sure, on average", format="percent"),
        "stability": NUMBER(
            "Stability",
            format="%.2f",
            help="How much of the topic is found again with a fifth of the texts left out (mean "
            "Jaccard index): from 0.75 stable, below 0.6 not to be trusted.",
        ),
    }
    tables.show(suggestion.topics.round({"sure": 2}), columns)
    table_links.link(topic_tables.SUGGESTED)
    _texts_table(selection, suggestion)


def _name_fields(suggestion: Suggestion) -> None:
    with st.expander("Name them yourself", icon=":material/edit:"):
        st.caption("The names are kept in the link, and stay marked as suggested.")
        for number, topic in enumerate(suggestion.topics["topic"].head(topic_model.MAX_TOPICS)):
            key = f"name-{number}-{topic}"
            st.text_input(
                f"Topic {number + 1}",
                value=topic.removeprefix(topic_model.MARK),
                key=key,
                on_change=suggested_topics.rename,
                args=(number, key),
            )


def _texts_table(selection: Selection, suggestion: Suggestion) -> None:
    """Every text with its suggested topic, the least sure first: those are worth a look."""
    table = topic_tables.suggested_texts(selection, suggestion)
    unsure = int((table["sure"] < UNSURE_BELOW).sum())
    none = int(table["topic"].isna().sum())
    sentence = (
        f"**{unsure:,} of {wording.plural(len(table), 'text')}** fit their topic by less than half"
    )
    sentence += f"; {none:,} have too few words for one." if none else "."
    st.markdown(f"{sentence} The least sure come first; click one to read it.")
    columns = {
        "name": "Text",
        "topic": "Suggested topic",
        "sure": NUMBER(
            "Sure",
            format="percent",
            help="The topic's part of what all topics together explain of the text.",
        ),
        "second": "Second best",
        "second_sure": NUMBER("Of it", format="percent"),
    }
    shown = table.round({"sure": 2, "second_sure": 2})
    clicked = tables.table(shown, key="members", columns=columns, height=300)
    with table_links.beside(topic_tables.SUGGESTED_TEXTS):
        downloads.dataset_as_csv(selection.exported, "transcripts-suggested-topics")
    st.caption(
        "The file has every transcript with its suggested `topic`, `topic_suggested`, `topic_sure` "
        "and, in `label`, the topic that the dataset gives."
    )
    if clicked is not None:
        navigation.open_reader(table["transcript_id"][clicked])
