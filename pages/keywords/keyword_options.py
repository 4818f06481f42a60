"""What may be a keyword, and how it is scored: chosen on the page, kept in its address."""

from __future__ import annotations

import streamlit as st

from dashboard import built, cached, keyword_options, repeat_controls, url_params
from dashboard.keyword_options import LONGEST_PHRASE, STATISTICS, LeftOut
from dashboard.tasks import KeywordOptions
from refrain.corpus import Corpus
from refrain.keywords.stopwords import LANGUAGES

ONLY_WORDS = (next(iter(LONGEST_PHRASE)), "The keywords of a build are single words.")
PHRASES = (
    "A phrase replaces a word where two thirds of the word's places are in it; one that explains "
    "no word stays only where it scores higher than each of its words."
)


def controls(corpus: Corpus, topics: list[str]) -> KeywordOptions:
    """The controls of the page, in one row."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        statistic = st.selectbox(
            "Score",
            list(STATISTICS),
            **url_params.STATISTIC.bound(),
            width=200,
            help="Automatic: the conservative log ratio where a topic has five distinct "
            "transcripts or more, log-odds where it has fewer, or where the log ratio is sure of "
            "no word.",
        )
        longest = _longest(corpus)
        against = st.selectbox(
            "Compare each topic with",
            keyword_options.compared_with(topics),
            **url_params.AGAINST.bound(),
            width=180,
        )
        with st.popover("What is left out", icon=":material/filter_list:"):
            left_out = _left_out(corpus)
    return keyword_options.options(topics, statistic, longest, against, left_out)


def _longest(corpus: Corpus) -> str:
    """How long phrases may be. A build has counted words alone."""
    if built.of(corpus):
        st.segmented_control(
            "Count", ONLY_WORDS[:1], default=ONLY_WORDS[0], disabled=True, help=ONLY_WORDS[1]
        )
        return ONLY_WORDS[0]
    return st.segmented_control(
        "Count",
        list(LONGEST_PHRASE),
        default=url_params.PHRASES.default,
        required=True,
        **url_params.PHRASES.bound(),
        help=PHRASES,
    )


def _left_out(corpus: Corpus) -> LeftOut:
    languages = st.multiselect(
        "Function words and fillers of speech of",
        list(LANGUAGES),
        default=cached.languages(corpus),
        format_func=LANGUAGES.__getitem__,
        **url_params.STOP.bound(),
    )
    typed = st.text_input(
        "Your own words to leave out",
        **url_params.WITHOUT.bound(),
        placeholder="welcome, episode",
        help="With spaces or commas between them. Part of the page's address.",
    )
    without_names = st.toggle(
        "Speakers' names",
        value=url_params.NAMES.default,
        **url_params.NAMES.bound(),
        help="Labels such as **Ann Lee:** at the start of a line, and the same names where they "
        "are said with a capital letter.",
    )
    once = st.toggle(
        "Repeats of a passage",
        **url_params.ONCE.bound(),
        help="A passage that occurs at several places counts where it is seen first. How long a "
        "passage must be is set below.",
    )
    min_words = repeat_controls.min_words() if once else 0
    return LeftOut(languages, typed, without_names, min_words)
