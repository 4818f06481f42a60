"""The analyses, cached: keyed by a corpus's fingerprint and the parameters, never by a dataframe.

`cache_resource` hands out the shared object without copying it, so nothing here is written to.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from refrain import audit, budget, keywords
from refrain import tokens as tokens_of
from refrain.corpus import Corpus
from refrain.figures import clouds
from refrain.fragments import FragmentIndex
from refrain.report import html
from refrain.tokens import Tokenizer

TOP_WORDS = 500
_BY_CORPUS: dict[str | type[Any], Any] = {
    Corpus: lambda corpus: corpus.fingerprint,
    Tokenizer: lambda tokenizer: tokenizer.key,
}


@st.cache_resource(max_entries=6, hash_funcs=_BY_CORPUS, show_spinner="Looking for repeats…")
def index(corpus: Corpus) -> FragmentIndex:
    """The fragment index of a corpus."""
    return FragmentIndex.build(corpus.transcripts)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Looking for faults…")
def findings(corpus: Corpus) -> pd.DataFrame:
    """What is wrong with a corpus."""
    return audit.findings(corpus, index(corpus))


@st.cache_resource(max_entries=4, hash_funcs=_BY_CORPUS, show_spinner="Writing the report…")
def report(corpus: Corpus) -> bytes:
    """The report to send, as one HTML file."""
    return html(corpus, index(corpus), findings(corpus)).encode("utf-8", "replace")


@st.cache_resource(max_entries=64, hash_funcs=_BY_CORPUS, show_spinner=False)
def shares(corpus: Corpus, min_words: int) -> pd.DataFrame:
    """How much of each text is repeated."""
    return index(corpus).shares(min_words)


@st.cache_resource(max_entries=32, hash_funcs=_BY_CORPUS, show_spinner="Comparing transcripts…")
def overlap(corpus: Corpus, min_words: int, text_ids: tuple[str, ...]) -> Any:
    """Containment between the given texts."""
    return index(corpus).overlap(min_words, list(text_ids))


@st.cache_resource(max_entries=64, hash_funcs=_BY_CORPUS, show_spinner=False)
def fragments(corpus: Corpus, min_words: int, top: int) -> pd.DataFrame:
    """The fragments that save most."""
    return index(corpus).fragments(min_words, top)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Counting words…")
def keyness(corpus: Corpus, statistic: str) -> pd.DataFrame:
    """Which words set each topic apart: the TOP_WORDS strongest of each."""
    return keywords.keywords(corpus.texts, statistic=statistic, top=TOP_WORDS)


@st.cache_resource(max_entries=256, show_spinner="Drawing the cloud…")
def cloud(words: tuple[tuple[str, float], ...], colour: str, width: int, height: int) -> str:
    """A word cloud as SVG."""
    return clouds.cloud(dict(words), colour, width=width, height=height)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Counting tokens…")
def tokens(corpus: Corpus, tokenizer: Tokenizer) -> pd.Series:
    """The tokens of each distinct text, by text_id."""
    return tokens_of.counts(corpus.texts, tokenizer)


@st.cache_resource(max_entries=8, hash_funcs=_BY_CORPUS, show_spinner="Counting what is left…")
def sizes_without_repeats(
    corpus: Corpus, min_words: int, tokenizer: Tokenizer | None
) -> pd.DataFrame:
    """How big each distinct text is once repeated passages are kept at their first place only.

    By text_id: words, chars, and tokens where there is a tokenizer.
    """
    left = budget.without_repeats(index(corpus), min_words)
    return tokens_of.sizes(left, tokenizer)
