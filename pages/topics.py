"""What is it about, and how evenly?"""

import streamlit as st

from dashboard import parts
from dashboard.selection import current
from refrain import topics
from refrain.figures import topics as figures

MOST = 60


def main() -> None:
    selection = current()
    parts.heading("Topics", "What is it about, and how evenly?")
    rows = selection.corpus.transcripts
    distribution = topics.distribution(rows)
    if distribution.empty:
        parts.nothing_here(selection)
        return
    if not selection.corpus.topics:
        st.info(
            "This dataset names no topics. Topics come from the labels of a prompt dump, or from "
            "the folders that hold the files: sort the files into a folder per topic.",
            icon=":material/category:",
        )
    sentence(distribution)
    shown = distribution.head(MOST)
    cut = len(distribution) > MOST
    note = f"Showing {MOST} of {len(distribution):,} topics, by words." if cut else ""
    left, right = st.columns(2, gap="large")
    with left:
        figure = figures.bars(shown, selection.colours)
        parts.picture("Appearances by topic and role", figure, key="by-role", note=note)
    with right:
        figure = figures.words(shown, selection.colours)
        parts.picture("Words of distinct text by topic", figure, key="by-words", note=note)
    together(rows)
    st.subheader("The numbers", anchor=False)
    columns = {
        "topic": "Topic",
        "shots": "Shots",
        "targets": "Targets",
        "transcripts": "Other transcripts",
        "missing": "Announced, text missing",
        "texts": "Distinct texts",
        "words": st.column_config.NumberColumn("Words of distinct text", format="localized"),
    }
    st.dataframe(distribution, hide_index=True, column_config=columns)
    parts.downloads(distribution, "topics")


def sentence(distribution) -> None:
    balance = topics.balance(distribution["words"])
    biggest = distribution.iloc[0]
    share = biggest["words"] / max(distribution["words"].sum(), 1)
    empty = distribution.loc[distribution["texts"] == 0, "topic"]
    how = "evenly" if balance > 0.95 else "fairly evenly" if balance > 0.8 else "unevenly"
    if len(distribution) == 1:
        st.markdown(f"Everything is about **{parts.literal(biggest['topic'])}**.")
        return
    words = (
        f"**{parts.plural(len(distribution), 'topic')}**, spread {how} over the words of the "
        f"distinct texts (normalised entropy **{balance:.2f}**, where 1 is perfectly even). "
        f"The biggest, **{parts.literal(biggest['topic'])}**, has {share:.0%} of them."
    )
    if len(empty):
        names = ", ".join(parts.literal(name) for name in empty[:10])
        words += f" Announced, but without any text: **{names}**."
    st.markdown(words)


def together(rows) -> None:
    pairs = topics.pairings(rows)
    if pairs.empty:
        return
    leaks = int(pairs["leak"].sum())
    few = pairs["target"].nunique() <= MOST and pairs["shot"].nunique() <= MOST
    if not few:
        st.subheader("Which shots go with which target", anchor=False)
        st.caption("Too many topics to draw as a grid; here is the list.")
        st.dataframe(pairs, hide_index=True)
        return
    note = "The number of prompts that pair a shot with a target."
    if leaks:
        note += (
            f" {parts.plural(leaks, 'pair')} marked as a leak: the prompt has an example on the "
            "very topic that it asks for."
        )
    figure = figures.pairings(pairs)
    parts.picture("Which shots go with which target", figure, key="pairings", note=note)


main()
