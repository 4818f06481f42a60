"""The tables of the page about fragments: how much of each text repeats, and which fragments."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard import cached, url_params
from dashboard.components import said_at
from dashboard.page import Page
from dashboard.similarity import SIMILARITIES
from dashboard.tables.asked import Asked, within
from dashboard.tables.columns import Column, named
from dashboard.tables.table import ANY, Table, Takes
from refrain import seriation
from refrain.corpus import Corpus
from refrain.fragments import KINDS, RepeatQuery
from refrain.partial_table import PartialTable

ROWS_PER_PAGE = 60
"""Of the coverage map."""
SORTS = ("topic and similarity", "share repeated", "first repeat", "file order")
FRAGMENTS_LISTED = 200
FRAGMENTS_DRAWN = 25
REPEATS: Takes = {
    url_params.MIN_WORDS: ANY,
    url_params.SIMILARITY: SIMILARITIES,
    url_params.KIND: KINDS,
}
AT_LEAST: Takes = {url_params.AT_LEAST: ANY}


def with_share(corpus: Corpus, query: RepeatQuery, at_least: float) -> np.ndarray:
    """The rows of the texts of which so much is repeated, in percent."""
    shares = cached.shares(corpus, query)["share"].to_numpy()
    rows: np.ndarray = np.flatnonzero(shares * 100 >= at_least)
    return rows


def with_repeats(corpus: Corpus, query: RepeatQuery, rows: np.ndarray) -> np.ndarray:
    """Of more rows than fit on one page, those with repeats."""
    repeated = rows[cached.shares(corpus, query)["repeated"].to_numpy()[rows] > 0]
    return repeated if len(rows) > ROWS_PER_PAGE and len(repeated) else rows


def ordered(corpus: Corpus, query: RepeatQuery, sort: str, rows: np.ndarray) -> list[int]:
    """The chosen rows of the texts in the order asked for."""
    shares = cached.shares(corpus, query)["share"].to_numpy()
    if sort == "file order":
        return list(rows)
    if sort == "first repeat":
        first = cached.first_repeats(corpus, query).to_numpy()
        none = shares == 0
        return list(rows[np.lexsort((first[rows], none[rows]))])
    by_share = rows[np.argsort(-shares[rows], kind="stable")]
    if sort == "share repeated" or len(rows) > seriation.MAX_REORDERED_TEXTS:
        return list(by_share)
    texts = corpus.texts.iloc[rows]
    overlap = cached.overlap(corpus, query, tuple(texts["text_id"]))
    return list(rows[seriation.by_similarity(texts, overlap)])


def repeated(corpus: Corpus, query: RepeatQuery, rows: list[int]) -> pd.DataFrame:
    """How much of each of these rows of the texts is repeated, and where the first repeat is."""
    shares = cached.shares(corpus, query).iloc[rows]
    first = cached.first_repeats(corpus, query)[shares["text_id"]].to_numpy()
    length = np.maximum(shares["words"].to_numpy(), 1)
    return shares.assign(
        percent=100 * shares["share"],
        uses=corpus.texts["appearances"].iloc[rows].to_numpy(),
        first=np.where(first < length, 100 * first / length, np.nan),
    ).reset_index(drop=True)


def ranking(corpus: Corpus, query: RepeatQuery, top: int = FRAGMENTS_LISTED) -> PartialTable:
    """The fragments that save most, and when each is said first."""
    fragments, total = cached.fragments(corpus, query, top)
    return PartialTable(said_at.with_times(corpus, fragments), total)


def _repeated(asked: Asked) -> pd.DataFrame:
    corpus, query = asked.corpus, asked.query()
    rows = with_repeats(corpus, query, with_share(corpus, query, at_least(asked)))
    sort = asked.get(url_params.SORT)
    return repeated(corpus, query, ordered(corpus, query, sort, rows))


def at_least(asked: Asked) -> float:
    """Percent of a text that have to be repeated."""
    return float(within(url_params.AT_LEAST, asked.get(url_params.AT_LEAST), 0, 100))


FRAGMENT = named(
    *("fragment", "kind", "words", "places", "transcripts", "saved", "similarity"),
    *("text_id", "start", "end", "seconds", "recording", "passage"),
    kind=Column("string", "within, boundary, excerpt or shared"),
    transcripts=Column("integer", "how many distinct texts have it"),
    saved=Column("integer", "words that go if it is kept once"),
    similarity=Column(
        "number", "the smallest share of words in which a place agrees with the passage, 0 to 1"
    ),
)

REPEATED = Table(
    "repeated-share",
    Page.FRAGMENTS,
    "How much of each text is repeated, and where the first repeat is. Of more than 60 texts, "
    "those that repeat nothing are left out.",
    named(
        *("text_id", "name", "topic", "role", "words", "repeated", "redundant", "share"),
        *("percent", "first", "uses"),
    ),
    _repeated,
    REPEATS | AT_LEAST | {url_params.SORT: SORTS},
)
RANKING = Table(
    "fragments",
    Page.FRAGMENTS,
    "The fragments (maximal repeats) whose removal saves most words, these first.",
    FRAGMENT,
    lambda asked: ranking(asked.corpus, asked.query(), max(asked.most, FRAGMENTS_LISTED)),
    REPEATS,
    is_made_as_wanted=True,
)
INCIDENCE = Table(
    "incidence",
    Page.FRAGMENTS,
    f"How often each of the {FRAGMENTS_DRAWN} fragments that save most is in each text.",
    named("fragment", "text_id", "places"),
    lambda asked: cached.incidence(asked.corpus, asked.query(), FRAGMENTS_DRAWN),
    REPEATS,
)
