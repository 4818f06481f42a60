"""The analyses, cached: keyed by a corpus's fingerprint and the parameters, never by a dataframe.

`cache_resource` hands out the shared object without copying it, so nothing here is written to.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from refrain import audit, keywords
from refrain.corpus import Corpus
from refrain.figures import clouds
from refrain.fragments import FragmentIndex

TOP_WORDS = 500
_BY_CORPUS: dict[str | type[Any], Any] = {Corpus: lambda corpus: corpus.fingerprint}


@st.cache_resource(max_entries=6, hash_funcs=_BY_CORPUS, show_spinner="Looking for repeats…")
def index(corpus: Corpus) -> FragmentIndex:
    """The fragment index of a corpus."""
    return FragmentIndex.build(corpus.transcripts)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner=False)
def findings(corpus: Corpus) -> pd.DataFrame:
    """What is wrong with a corpus."""
    return audit.findings(corpus)


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
