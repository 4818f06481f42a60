"""The tables of the pages about keywords and search."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import cached, keyword_options, url_params
from dashboard.components import said_at
from dashboard.keyword_options import LeftOut
from dashboard.page import Page
from dashboard.tables.asked import Asked
from dashboard.tables.columns import Column, named
from dashboard.tables.table import ANY, Table, Takes
from dashboard.tasks import KeywordOptions
from refrain.corpus import Corpus
from refrain.keywords.stopwords import LANGUAGES
from refrain.partial_table import PartialTable
from refrain.topics import NO_TOPIC, named_topics

KEYWORDS_OF_TOPIC = 500
MOST_ROWS = 100_000
MOST_LINES = 2_000


def most_of_topic(topics: Sequence[str]) -> int:
    """How many keywords of each topic are listed."""
    return min(KEYWORDS_OF_TOPIC, max(MOST_ROWS // len(topics), 1))


def strongest(corpus: Corpus, topics: Sequence[str], options: KeywordOptions) -> pd.DataFrame:
    """The strongest keywords of every topic."""
    return cached.keyness(corpus, options, tuple(topics), most_of_topic(topics))


def lines(corpus: Corpus, phrase: str, topics: Sequence[str], limit: int) -> PartialTable:
    """The first lines that a phrase stands in, in the given topics or in all, with their times."""
    table = cached.lines(corpus, phrase, limit, tuple(topics))
    return table._replace(rows=said_at.with_times(corpus, table.rows))


def _options(asked: Asked, topics: list[str]) -> KeywordOptions:
    languages = asked.get(url_params.STOP)
    return keyword_options.options(
        topics,
        asked.get(url_params.STATISTIC),
        asked.get(url_params.PHRASES),
        asked.one_of(url_params.AGAINST, keyword_options.compared_with(topics)),
        LeftOut(
            cached.languages(asked.corpus) if languages is None else list(filter(None, languages)),
            asked.get(url_params.WITHOUT),
            asked.get(url_params.NAMES),
            asked.min_words() if asked.get(url_params.ONCE) else 0,
        ),
    )


def _strongest(asked: Asked) -> pd.DataFrame:
    topics = named_topics(asked.corpus.texts)
    if len(topics) < 2:
        return pd.DataFrame()
    return strongest(asked.corpus, topics, _options(asked, topics))


def _comparison(asked: Asked) -> pd.DataFrame:
    topics = named_topics(asked.corpus.texts)
    if len(topics) < 2:
        return pd.DataFrame()
    a = asked.one_of_or_first(url_params.TOPIC_ACROSS, topics)
    b = asked.one_of_or_first(url_params.TOPIC_UP, [topic for topic in topics if topic != a])
    return cached.comparison(asked.corpus, _options(asked, topics), a, b)


def _lines(asked: Asked) -> PartialTable:
    phrase = asked.get(url_params.FIND).strip()
    if not phrase:
        return PartialTable(pd.DataFrame(), 0)
    topics = asked.some_of(url_params.SAID_IN, [*asked.selection.whole.topics, NO_TOPIC])
    return lines(asked.corpus, phrase, topics, max(asked.most, MOST_LINES))


_OPTIONS: Takes = {
    url_params.STATISTIC: tuple(keyword_options.STATISTICS),
    url_params.PHRASES: tuple(keyword_options.LONGEST_PHRASE),
    url_params.AGAINST: ANY,
    url_params.STOP: tuple(LANGUAGES),
    url_params.WITHOUT: ANY,
    url_params.NAMES: ANY,
    url_params.ONCE: ANY,
    url_params.MIN_WORDS: ANY,
}
KEYWORDS = Table(
    "keywords",
    Page.KEYWORDS,
    f"The words and phrases that set each topic apart, at most {KEYWORDS_OF_TOPIC} of each, by "
    "score. Empty with fewer than two topics.",
    named(
        *("topic", "word", "spelling", "score", "count", "rest_count", "transcripts"),
        *("rest_transcripts", "topic_transcripts", "statistic"),
        word=Column("string", "the word as it is compared"),
        count=Column("integer", "occurrences in the topic"),
        transcripts=Column("integer", "texts of the topic that have it"),
    ),
    _strongest,
    _OPTIONS,
)
COMPARISON = Table(
    "comparison",
    Page.KEYWORDS,
    "Each word of two topics, with how often each has it, the most distinct first. Empty with "
    "fewer than two topics.",
    named(
        *("word", "spelling", "score"),
        word=Column("string", "the word as it is compared"),
        score=Column("number", "log-odds, as a z-score: above 0 where the first has more"),
        a_count=Column("integer", "occurrences in the first"),
        b_count=Column("integer", "occurrences in the second"),
        a_rate=Column("number", "per 10,000 words of the first"),
        b_rate=Column("number", "per 10,000 words of the second"),
        a_transcripts=Column("integer", "texts of the first that have it"),
        b_transcripts=Column("integer", "texts of the second that have it"),
    ),
    _comparison,
    _OPTIONS | {url_params.TOPIC_ACROSS: ANY, url_params.TOPIC_UP: ANY},
)
LINES = Table(
    "lines",
    Page.SEARCH,
    "The lines that a word or phrase stands in, in file order: none without `find`.",
    named(
        *("text_id", "name", "topic", "transcript_id", "start", "end", "seconds", "recording"),
        *("left", "match", "right"),
    ),
    _lines,
    {url_params.FIND: ANY, url_params.SAID_IN: ANY},
    is_made_as_wanted=True,
)
