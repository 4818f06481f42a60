"""Suggested topics, chosen in the sidebar, kept in the URL, and in the corpus for all pages."""

from __future__ import annotations

import streamlit as st

from dashboard import built, built_answers, cached, url_params
from refrain import topic_model
from refrain.corpus import Corpus
from refrain.topic_model import MARK, Suggestion

AUTO = url_params.SUGGESTED.default


def offer(whole: Corpus) -> tuple[Corpus, Suggestion | None]:
    """The switch, and where it is on, the number and the names: the corpus with suggested topics,
    and the suggestion. Else the corpus as it is, and None."""
    asked = url_params.SUGGEST.get() or st.session_state.get(url_params.SUGGEST.name)
    if built.of(whole):
        if asked:
            st.caption(built_answers.REFUSED["suggestion"])
        return whole, None
    most = topic_model.max_topics(len(whole.texts))
    if most < 2:
        if asked:
            st.caption(
                f"No topics can be suggested: that takes {topic_model.MIN_TEXTS} distinct texts "
                "or more."
            )
        return whole, None
    on = st.toggle(
        "Suggest topics",
        **url_params.SUGGEST.bound(),
        help="Groups the texts by their words, in place of the dataset's own topics, on all pages. "
        f"Every suggested topic is marked with {MARK.strip()}.",
    )
    if not on:
        return whole, None
    corpus_and_suggestion = _with_suggestion(whole, most)
    if corpus_and_suggestion is None:
        st.caption("The texts have too few words to suggest topics.")
        return whole, None
    corpus, suggestion = corpus_and_suggestion
    st.caption(
        f":material/lightbulb: {len(suggestion.topics)} topics are suggested from the words of the "
        f"texts (marked {MARK.strip()}), not given by the dataset. The Topics page says how sure "
        "they are."
    )
    return corpus, suggestion


def turn_on() -> None:
    """Suggest topics from the next run on (a callback)."""
    st.session_state[url_params.SUGGEST.name] = True


def rename(number: int, key: str) -> None:
    """Give the topic of that number, from 0, the name in the text field `key` (a callback)."""
    names = st.session_state.get(url_params.TOPIC_NAMES.name, "").split("\n")
    names += [""] * (number + 1 - len(names))
    names[number] = " ".join(st.session_state[key].split())
    st.session_state[url_params.TOPIC_NAMES.name] = "\n".join(names).rstrip("\n")


def _with_suggestion(whole: Corpus, most: int) -> tuple[Corpus, Suggestion] | None:
    """The number (up to `most`) and the names that a person chooses, and what comes of them."""
    number = st.selectbox(
        "Number of suggested topics",
        [AUTO, *map(str, range(2, most + 1))],
        **url_params.SUGGESTED.bound(),
        on_change=_forget_names,
        help="Automatic: the most, up to eight, that stay the same when texts are left out.",
    )
    names = st.text_area(
        "Their names, a line each",
        **url_params.TOPIC_NAMES.bound(),
        height="content",
        placeholder="As on the Topics page; an empty line keeps the name.",
    )
    count = None if number == AUTO else int(number)
    return cached.with_suggestion(whole, count, tuple(names.split("\n")))


def _forget_names() -> None:
    """Names belong to the topics they were given to; another number makes other topics."""
    st.session_state[url_params.TOPIC_NAMES.name] = ""
