"""The tables of the page about topics."""

from __future__ import annotations

import pandas as pd

from dashboard import cached, tokenizer_picker, tokenizers, url_params
from dashboard.page import Page
from dashboard.selection import Selection
from dashboard.tables.asked import Asked, WrongParamError
from dashboard.tables.columns import Column, named
from dashboard.tables.table import ANY, Table
from refrain import topics
from refrain.corpus import Corpus
from refrain.errors import TokenizerError
from refrain.tokens import Tokenizer
from refrain.topic_model import Suggestion
from refrain.topics import TopicsOverTime

MEASURES = ("words", "tokens", "texts")
GROUPS = {"source": topics.by_source, "speaker": topics.by_speaker}


def sizes(
    corpus: Corpus, whole: Corpus, is_suggested: bool, measure: str, tokenizer: Tokenizer | None
) -> pd.DataFrame:
    """How big each topic is, the biggest first in that measure, of what filters leave of a whole
    corpus."""
    rows = corpus.transcripts
    if is_suggested:
        rows = rows[rows["text_id"].notna()]  # topics are announced by labels only
    tokens = None
    if tokenizer is not None:
        tokens = tokenizer_picker.sizes(corpus, whole, tokenizer)["tokens"]
    distribution = topics.distribution(rows, tokens)
    return distribution.sort_values(measure, ascending=False, kind="stable", ignore_index=True)


def grouped(corpus: Corpus, group: str) -> pd.DataFrame:
    """Topics by one of GROUPS."""
    return GROUPS[group](corpus.transcripts)


def over_time(corpus: Corpus) -> TopicsOverTime:
    """Topics by month, quarter or year."""
    return topics.over_time(corpus.transcripts)


def pairings(corpus: Corpus) -> pd.DataFrame:
    """Which shots go with which target, by the dataset's own labels: a leak is a matter of them."""
    return topics.pairings(corpus.labelled.transcripts)


def suggested_texts(selection: Selection, suggestion: Suggestion) -> pd.DataFrame:
    """Every text with its suggested topic, the least sure first."""
    texts = selection.corpus.texts[["text_id", "name", "transcript_id"]]
    table = texts.merge(suggestion.members, on="text_id", how="left")
    return table.sort_values("sure", kind="stable", na_position="first", ignore_index=True)


def tokenizer_asked(asked: Asked) -> Tokenizer:
    """The tokenizer of the address."""
    name = asked.get(url_params.TOKENIZER)
    if name not in tokenizers.UPLOADS:
        asked.one_of(url_params.TOKENIZER, list(tokenizers.offered()))
    try:
        return tokenizers.load(name)
    except TokenizerError as error:
        raise WrongParamError(url_params.TOKENIZER.name, str(error)) from error


def _sizes(asked: Asked) -> pd.DataFrame:
    measure = asked.get(url_params.MEASURE)
    tokenizer = tokenizer_asked(asked) if measure == "tokens" else None
    selection = asked.selection
    is_suggested = selection.suggestion is not None
    return cached.once(sizes, selection.corpus, selection.whole, is_suggested, measure, tokenizer)


def _suggestion(asked: Asked) -> Suggestion:
    if asked.selection.suggestion is not None:
        return asked.selection.suggestion
    name = url_params.SUGGEST.name
    if asked.get(url_params.SUGGEST):
        raise WrongParamError(name, f"Too few texts to suggest topics: leave {name} out.")
    raise WrongParamError(name, f"This table is of suggested topics: it takes {name}=true.")


_OF_TEXT = Column("integer", "words of the distinct texts")
_GROUPED = named("group", "topic", "texts", words=_OF_TEXT)

SIZES = Table(
    "topics",
    Page.TOPICS,
    "How often each topic appears, by role, and how big it is; the biggest first.",
    named(
        *("topic", "shots", "targets", "transcripts", "missing", "texts", "words", "tokens"),
        transcripts=Column("integer", "appearances outside prompts"),
        words=_OF_TEXT,
        tokens=Column("integer", "tokens of the distinct texts, where `measure` is tokens"),
    ),
    _sizes,
    {url_params.MEASURE: MEASURES, url_params.TOKENIZER: ANY},
)
BY_SOURCE = Table(
    "topics-by-source",
    Page.TOPICS,
    "Which topics each source has, by its distinct texts; the source of the most words first.",
    _GROUPED,
    lambda asked: cached.once(grouped, asked.corpus, "source"),
)
BY_SPEAKER = Table(
    "topics-by-speaker",
    Page.TOPICS,
    "Which topics each speaker talks in; a text of several speakers counts for each of them.",
    _GROUPED,
    lambda asked: cached.once(grouped, asked.corpus, "speaker"),
)
OVER_TIME = Table(
    "topics-over-time",
    Page.TOPICS,
    "How many distinct texts each topic has in each month, quarter or year that has a date.",
    named("period", "topic", "texts", words=_OF_TEXT),
    lambda asked: cached.once(over_time, asked.corpus).table,
)
PAIRINGS = Table(
    "pairings",
    Page.TOPICS,
    "Which shots go with which target, over all prompts, by the dataset's own topics.",
    named("target", "shot", "prompts", "leak"),
    lambda asked: cached.once(pairings, asked.corpus),
)
SUGGESTED = Table(
    "suggested-topics",
    Page.TOPICS,
    "The topics that are suggested, the biggest first. Takes `suggest=true`.",
    named(
        *("topic", "keywords", "texts", "sure", "stability"),
        sure=Column("number", "how sure its texts are, on average, 0 to 1"),
    ),
    lambda asked: _suggestion(asked).topics,
)
SUGGESTED_TEXTS = Table(
    "suggested-texts",
    Page.TOPICS,
    "Every text with its suggested topic, the least sure first. Takes `suggest=true`.",
    named("text_id", "name", "transcript_id", "topic", "sure", "second", "second_sure"),
    lambda asked: suggested_texts(asked.selection, _suggestion(asked)),
)
