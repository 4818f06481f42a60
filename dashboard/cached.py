"""Answers, kept by the corpus's name, its fingerprint and the parameters, never by a dataframe.
Nothing else in the dashboard caches.

`cache_resource` hands out the shared object without copying it, so nothing here is written to.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.building import Building
from dashboard.loading import Loading
from refrain import (
    audit,
    boilerplate,
    concordance,
    coverage,
    keywords,
    lengths,
    recognised,
    speakers,
    topic_model,
)
from refrain import seams as seams_of
from refrain import tokens as tokens_of
from refrain.boilerplate import Keep
from refrain.corpus import Corpus
from refrain.cues import Clock
from refrain.errors import UnreadableError
from refrain.figures.clouds import Cloud
from refrain.fragments import FragmentEngine, FragmentIndex, RepeatQuery
from refrain.keywords import stopwords
from refrain.loader import LoadOptions, stored
from refrain.loader.asked import asked_for
from refrain.partial_table import PartialTable
from refrain.report import html
from refrain.tokens import Tokenizer
from refrain.topic_model import Suggestion
from refrain.vocabulary import Vocabulary

_BY_CORPUS: dict[str | type[Any], Any] = {
    Corpus: lambda corpus: (corpus.name, corpus.fingerprint),
    Tokenizer: lambda tokenizer: tokenizer.key,
}
_BY_TEXTS: dict[str | type[Any], Any] = {Corpus: lambda corpus: corpus.texts_fingerprint}


class KeywordOptions(NamedTuple):
    """What may be a keyword, and how it is scored."""

    statistic: str
    longest: int
    """The most words of a phrase."""
    against: str | None
    """The topic that each is compared with; None for all the rest."""
    languages: tuple[str, ...]
    """Their function words and fillers do not count."""
    typed_words: tuple[str, ...]
    """Nor do these words, which a person typed."""
    without_names: bool
    """Whether speakers' names do not count."""
    once: int
    """Passages of so many words or more count where they are seen first (0: everywhere)."""


@st.cache_resource(max_entries=8, show_spinner=False)
def loading(
    place: str, version: str, options: LoadOptions, _start: Callable[[], Loading]
) -> Loading:
    """The load of the corpus at a place; `version` is another when one of its files changed.

    All who ask for it share what `_start` starts when the first of them does.
    """
    return _start()


@st.cache_resource(max_entries=8, hash_funcs=_BY_CORPUS, show_spinner=False)
def selected(corpus: Corpus, topics: tuple[str, ...], roles: tuple[str, ...]) -> Corpus:
    """What filters leave of a corpus: its texts are copied and hashed once, not at each click."""
    return corpus.select(topics, roles)


@st.cache_resource(max_entries=64, ttl=1.0, show_spinner=False)
def stamp(path: Path) -> str:
    """Changes when a file by that path or pattern does, a second later at most, so that the files
    are not looked at for each click; where there is none, the load says so."""
    try:
        return stored.stamp(asked_for([path]))
    except UnreadableError:
        return "nothing"


@st.cache_resource(max_entries=8, show_spinner="Reading the tokenizer…")
def loaded_tokenizer(path: str, version: str) -> Tokenizer:
    """The tokenizer of that file; `version` is another when it changed."""
    return tokens_of.from_file(Path(path))


@st.cache_resource(max_entries=6, hash_funcs=_BY_TEXTS, show_spinner=False)
def _building(corpus: Corpus) -> Building:
    return Building(corpus)


@st.cache_resource(max_entries=6, hash_funcs=_BY_CORPUS, show_spinner=False)
def _index(corpus: Corpus, _of_same_texts: FragmentIndex) -> FragmentIndex:
    return _of_same_texts.labelled(corpus.transcripts)


def index(corpus: Corpus) -> FragmentEngine:
    """The fragment index of a corpus; one that takes longer than a moment shows how far it is.

    It is built once, whoever asks meanwhile: other sessions, and the rerun of one whose person
    moved a slider or went to another page. All of them see how far it is. Corpora with the same
    texts, such as one with other topics, share what is built.
    """
    try:
        built = _building(corpus).result()
    except Exception:
        _building.clear(corpus)  # the next to ask tries again
        raise
    return _index(corpus, built)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner=False)
def files(corpus: Corpus) -> pd.DataFrame:
    """What each file of a corpus was recognised as."""
    return recognised.sources(corpus)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner=False)
def clock(corpus: Corpus) -> Clock:
    """When each character of the texts is said."""
    return Clock(corpus.cues, corpus.texts)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner=False)
def timing(corpus: Corpus) -> pd.DataFrame:
    """How long each transcript is spoken, how fast, and how long nobody speaks."""
    return lengths.timing(corpus.transcripts, corpus.cues)


def findings(corpus: Corpus) -> pd.DataFrame:
    """What is wrong with a corpus."""
    # Labels are right or wrong; suggested topics are neither.
    corpus = corpus.labelled
    index(corpus)  # first, so that how far it is does not stand below another spinner
    return _findings(corpus)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Looking for faults…")
def _findings(corpus: Corpus) -> pd.DataFrame:
    return audit.findings(corpus, index(corpus))


@st.cache_resource(max_entries=4, hash_funcs=_BY_CORPUS, show_spinner="Writing the report…")
def report(corpus: Corpus) -> bytes:
    """The report to send, as one HTML file."""
    return html(corpus, index(corpus), findings(corpus)).encode("utf-8", "replace")


@st.cache_resource(max_entries=64, hash_funcs=_BY_CORPUS, show_spinner=False)
def shares(corpus: Corpus, query: RepeatQuery) -> pd.DataFrame:
    """How much of each text is repeated."""
    return index(corpus).shares(query)


@st.cache_resource(max_entries=64, hash_funcs=_BY_CORPUS, show_spinner=False)
def first_repeats(corpus: Corpus, query: RepeatQuery) -> pd.Series:
    """By text_id: the place of the first repeated word, counted in words."""
    return coverage.first_repeats(index(corpus), query)


@st.cache_resource(max_entries=32, hash_funcs=_BY_CORPUS, show_spinner=False)
def coverage_map(corpus: Corpus, query: RepeatQuery, absolute: bool = False) -> np.ndarray:
    """The share repeated, text × position; positions are relative, or in words from the start."""
    if absolute:
        return coverage.by_words(index(corpus), query)
    return coverage.relative(index(corpus), query)


@st.cache_resource(max_entries=64, hash_funcs=_BY_CORPUS, show_spinner=False)
def matches(corpus: Corpus, a: str, b: str, query: RepeatQuery) -> PartialTable:
    """The passages that two texts share, and how many there are."""
    return index(corpus).matches(a, b, query)


@st.cache_resource(max_entries=32, hash_funcs=_BY_CORPUS, show_spinner=False)
def incidence(corpus: Corpus, query: RepeatQuery, top: int) -> pd.DataFrame:
    """How often the fragments that save most occur in each text."""
    return index(corpus).incidence(query, top)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Looking for seams…")
def seams(corpus: Corpus) -> pd.DataFrame:
    """Where the texts were stitched."""
    return seams_of.seams(index(corpus))


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Cutting…")
def cuts(corpus: Corpus, fragments: tuple[str, ...], keep: Keep) -> pd.DataFrame:
    """What is cut when the fragments are boilerplate."""
    return boilerplate.cuts(index(corpus), fragments, keep)


@st.cache_resource(max_entries=32, hash_funcs=_BY_CORPUS, show_spinner="Searching…")
def lines(corpus: Corpus, phrase: str, limit: int, topics: tuple[str, ...] = ()) -> PartialTable:
    """The lines that a phrase stands in, in the given topics or in all."""
    texts = corpus.texts[corpus.texts["topic"].isin(topics)] if topics else corpus.texts
    return concordance.lines(texts, phrase, limit)


@st.cache_resource(max_entries=32, hash_funcs=_BY_CORPUS, show_spinner="Comparing transcripts…")
def overlap(corpus: Corpus, query: RepeatQuery, text_ids: tuple[str, ...]) -> np.ndarray:
    """How much of each of the texts (row) is also in each other (column)."""
    return index(corpus).overlap(query, list(text_ids))


@st.cache_resource(max_entries=64, hash_funcs=_BY_CORPUS, show_spinner=False)
def fragments(corpus: Corpus, query: RepeatQuery, top: int) -> PartialTable:
    """The fragments that save most, and how many there are."""
    return index(corpus).fragments(query, top)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner=False)
def languages(corpus: Corpus) -> list[str]:
    """The languages that a corpus is in, as far as there are stop words for them."""
    return stopwords.languages_in(corpus.texts, set(corpus.transcripts["language"].dropna()))


@st.cache_resource(max_entries=8, hash_funcs=_BY_CORPUS, show_spinner="Counting words…")
def counts(corpus: Corpus, without_names: bool, once: int) -> keywords.TermCounts:
    """Words and phrases by text, as `KeywordOptions` says what counts."""
    texts = corpus.texts["text"]
    found = Vocabulary.of(texts)
    masks = [speakers.name_mask(texts, found)] if without_names else []
    if once:
        engine = index(corpus)
        masks.append(coverage.word_mask(engine.redundant(RepeatQuery(once)), engine.word_counts))
    leave_out = np.logical_or.reduce(masks) if masks else None
    return keywords.TermCounts.of(texts, leave_out=leave_out, found=found)


@st.cache_resource(max_entries=32, hash_funcs=_BY_CORPUS, show_spinner="Scoring words…")
def keyness(
    corpus: Corpus, options: KeywordOptions, topics: tuple[str, ...], top: int
) -> pd.DataFrame:
    """Which words set each of the topics apart: the `top` strongest of each."""
    return keywords.keywords(
        corpus.texts,
        statistic=options.statistic,
        top=top,
        stop_words=stop_words(options),
        longest=options.longest,
        against=options.against,
        topics=topics,
        counts=counts(corpus, options.without_names, options.once),
    )


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Comparing topics…")
def comparison(corpus: Corpus, options: KeywordOptions, a: str, b: str) -> pd.DataFrame:
    """Each word of two topics, with how often each has it."""
    return keywords.compare(
        corpus.texts,
        a,
        b,
        stop_words=stop_words(options),
        longest=options.longest,
        counts=counts(corpus, options.without_names, options.once),
    )


def stop_words(options: KeywordOptions) -> frozenset[str]:
    """The words that are left out: those of the languages, and what a person typed."""
    return stopwords.of_languages(options.languages) | frozenset(options.typed_words)


@st.cache_resource(max_entries=256, show_spinner="Drawing the cloud…")
def cloud(weights: tuple[tuple[str, float], ...], colour: str, width: int, height: int) -> Cloud:
    """The word cloud of words with their scores."""
    return Cloud.of(dict(weights), colour, width=width, height=height)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Counting tokens…")
def tokens(corpus: Corpus, tokenizer: Tokenizer) -> pd.Series:
    """The tokens of each distinct text, by text_id."""
    return tokens_of.counts(corpus.texts, tokenizer)


@st.cache_resource(max_entries=8, hash_funcs=_BY_CORPUS, show_spinner="Counting what is left…")
def sizes_without(
    corpus: Corpus,
    fragments: tuple[str, ...],
    keep: Keep,
    tokenizer: Tokenizer | None,
) -> pd.DataFrame:
    """How big each distinct text is once the `cuts` of the fragments are made.

    By the text_id of the original: words, chars, and tokens where there is a tokenizer.
    """
    left = boilerplate.clean(corpus.texts, cuts(corpus, fragments, keep))
    return tokens_of.sizes(left.assign(text_id=corpus.texts["text_id"]), tokenizer)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner="Looking for topics…")
def suggestion(corpus: Corpus, count: int | None) -> Suggestion | None:
    """Topics suggested from the texts: so many, or the number that is stable."""
    return topic_model.suggest(corpus.transcripts, count)


@st.cache_resource(max_entries=16, hash_funcs=_BY_CORPUS, show_spinner=False)
def with_suggestion(
    corpus: Corpus, count: int | None, names: tuple[str, ...]
) -> tuple[Corpus, Suggestion] | None:
    """A corpus with its suggested topics under a person's names, and the suggestion."""
    suggested = suggestion(corpus, count)
    if suggested is None:
        return None
    suggested = topic_model.renamed(suggested, names)
    return topic_model.applied(corpus, suggested), suggested
