"""Which words set each topic apart?"""

from __future__ import annotations

import streamlit as st

from dashboard import cached, url_params
from dashboard.components import markdown
from dashboard.selection import current_selection, explain_if_empty
from dashboard.tasks import KeywordOptions
from pages.keywords import comparison, keyword_options, keyword_table, topic_clouds
from pages.keywords.word_in_context import ask_for_word, in_context
from refrain import wording
from refrain.corpus import Corpus
from refrain.topics import named_topics

TABS = {
    "Topic by topic": topic_clouds.show,
    "Two topics side by side": comparison.show,
    "All keywords": keyword_table.show,
}


def main() -> None:
    selection = current_selection()
    markdown.heading("Keywords", "Which words set each topic apart?")
    if explain_if_empty(selection):
        return
    corpus = selection.corpus
    topics = named_topics(corpus.texts)
    if len(topics) < 2:
        st.info(
            "Keywords compare a topic with the rest, so they need at least two topics with text. "
            "This selection has fewer.",
            icon=":material/compare_arrows:",
        )
        return
    options = keyword_options.controls(corpus, topics)
    say_what_is_left_out(corpus, options)
    ask_for_word()
    if not url_params.UNDER.given():
        in_context(corpus)
    tabs = st.tabs(list(TABS), **url_params.TAB.bound())
    for tab, show in zip(tabs, TABS.values(), strict=True):
        if tab.open:
            with tab:
                show(selection, topics, options)


def say_what_is_left_out(corpus: Corpus, options: KeywordOptions) -> None:
    """What does not count, in numbers."""
    counts = cached.counted(corpus, options.without_names, options.once)
    clauses = ["Equal texts count once"]
    if options.languages or options.typed_words:
        stop = len(options.stop_words)
        clauses.append(f"{stop:,} function and filler words are left out, and numbers and letters")
    kinds = ["speakers’ names"] * options.without_names
    kinds += ["repeats of a passage"] * bool(options.once)
    if kinds and counts.left_out:
        share = counts.left_out / max(counts.left_out + counts.counted, 1)
        words = wording.plural(counts.left_out, "word")
        clauses.append(f"so are {' and '.join(kinds)}: {words} ({wording.percent(share)} of all)")
    st.caption("; ".join(clauses) + ".")


main()
