"""The tables of pairs of transcripts: how much of each is in the other, and which passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard import cached, url_params
from dashboard.components import said_at
from dashboard.page import Page
from dashboard.tables.asked import Asked, WrongParamError
from dashboard.tables.columns import Column, named
from dashboard.tables.fragments import AT_LEAST, REPEATS, at_least, with_share
from dashboard.tables.table import ANY, Table
from refrain import seriation
from refrain.corpus import Corpus
from refrain.fragments import RepeatQuery
from refrain.partial_table import PartialTable
from refrain.topics import topic_of

TRANSCRIPTS_DRAWN = 60
"""Where more have repeats, topics are drawn first."""
TRANSCRIPTS_POOLED = 200
PAIRS_LISTED = 1_000
MOST_LINES = 2_000
CANDIDATES = 60
"""Among so many with most repeated, the pair that shares most is looked for."""
BY_TOPIC, BY_TRANSCRIPT = POOLED = ("by topic", "transcripts")


class Overlap(NamedTuple):
    """Texts with repeats, and how much of each is in each other; of so many that have some."""

    texts: pd.DataFrame
    overlap: np.ndarray
    of: int


def carriers(corpus: Corpus, query: RepeatQuery, rows: np.ndarray) -> pd.DataFrame:
    """The shares of the texts of these rows that have repeats, the most repeated first."""
    shares = cached.shares(corpus, query).iloc[rows]
    return shares[shares["repeated"] > 0].sort_values("share", ascending=False, kind="stable")


def may_be_by_topic(carriers: pd.DataFrame) -> bool:
    """Whether there are so many that topics are drawn first."""
    return len(carriers) > TRANSCRIPTS_DRAWN and carriers["topic"].nunique() > 1


def overlap_of(
    corpus: Corpus, query: RepeatQuery, carriers: pd.DataFrame, by_topic: bool
) -> Overlap:
    """The first of the texts, so many as are compared; ordered by similarity where each is a row
    of the matrix."""
    shown = carriers.head(TRANSCRIPTS_POOLED if by_topic else TRANSCRIPTS_DRAWN)
    texts = corpus.texts.loc[shown.index]
    overlap = cached.overlap(corpus, query, tuple(texts["text_id"]))
    if not by_topic:
        order = seriation.by_similarity(texts, overlap)
        texts, overlap = texts.iloc[order], overlap[order][:, order]
    return Overlap(texts, overlap, len(carriers))


def of_topics(of: Overlap, topics: Sequence[str]) -> Overlap:
    """Only what transcripts of the first of two topics have of those of the second."""
    topic = topic_of(of.texts).to_numpy()
    keep = np.outer(topic == topics[0], topic == topics[1])
    return of._replace(overlap=np.where(keep, of.overlap, 0))


def pairs(of: Overlap) -> PartialTable:
    """The cells that are not empty, the greatest share first."""
    between = of.overlap.copy()
    np.fill_diagonal(between, 0)
    one, two = np.nonzero(between)
    total = len(one)
    best = np.argsort(-between[one, two], kind="stable")[:PAIRS_LISTED]
    one, two = one[best], two[best]
    names, ids = of.texts["name"].to_numpy(), of.texts["text_id"].to_numpy()
    frame = pd.DataFrame(
        {
            "one": names[one],
            "share": 100 * between[one, two],
            "two": names[two],
            "one_id": ids[one],
            "two_id": ids[two],
        }
    )
    return PartialTable(frame, total)


def pair_that_shares_most(corpus: Corpus, query: RepeatQuery) -> tuple[str, str]:
    """The two that share most, among those with most repeated; the first with itself at worst."""
    shares = cached.shares(corpus, query)
    candidates = shares.sort_values("share", ascending=False, kind="stable").head(CANDIDATES)
    ids = list(candidates["text_id"])
    overlap = cached.overlap(corpus, query, tuple(ids)).copy()
    np.fill_diagonal(overlap, 0)
    a, b = np.unravel_index(int(overlap.argmax()), overlap.shape)
    return (ids[a], ids[b]) if overlap.max() else (ids[0], ids[0])


def shared(corpus: Corpus, query: RepeatQuery, a: str, b: str) -> PartialTable:
    """The longest passages that two texts share, in order, each with its text and its times.

    `match` is its number among all matches, and in_one and in_two are how far into each text it
    begins, in percent.
    """
    texts = corpus.texts[corpus.texts["text_id"].isin([a, b])].set_index("text_id")
    one, two = texts.loc[a], texts.loc[b]
    matches, total = cached.matches(corpus, a, b, query)
    longest = matches.nlargest(MOST_LINES, "words").index
    rows = matches.loc[longest.sort_values()].reset_index(names="match")
    frame = rows.assign(
        passage=[
            one["text"][start:end]
            for start, end in zip(rows["a_start"], rows["a_end"], strict=True)
        ],
        in_one=100 * rows["a_start"] / max(one["chars"], 1),
        in_two=100 * rows["b_start"] / max(two["chars"], 1),
        time_one=said_at.times(corpus, a, rows["a_start"]),
        time_two=said_at.times(corpus, b, rows["b_start"]),
    )
    return PartialTable(frame, total)


def _pairs(asked: Asked) -> PartialTable:
    corpus, query = asked.corpus, asked.query()
    found = carriers(corpus, query, with_share(corpus, query, at_least(asked)))
    if len(found) < 2:
        return pairs(Overlap(corpus.texts.head(0), np.empty((0, 0)), len(found)))
    by_topic = may_be_by_topic(found) and asked.get(url_params.POOLED) == BY_TOPIC
    of = overlap_of(corpus, query, found, by_topic)
    topics = asked.some_of(url_params.TOPIC_PAIR, list(topic_of(of.texts).unique()))
    return pairs(of_topics(of, topics) if by_topic and len(topics) == 2 else of)


def _shared(asked: Asked) -> PartialTable:
    corpus, query = asked.corpus, asked.query()
    pair = asked.get(url_params.PAIR)
    if pair and corpus.texts["text_id"].isin(pair).sum() < len(set(pair)):
        raise WrongParamError(
            url_params.PAIR.name,
            f"{url_params.PAIR.name} names no two of these texts: give two values of text_id, "
            "with a dot between.",
        )
    if len(corpus.texts) == 0:
        return PartialTable(pd.DataFrame(), 0)
    return shared(corpus, query, *(pair or pair_that_shares_most(corpus, query)))


PAIRS = Table(
    "pairs",
    Page.FRAGMENTS,
    f"How much of each transcript is also in each other, the greatest share first; at most "
    f"{PAIRS_LISTED:,}, of the {TRANSCRIPTS_DRAWN} transcripts with most repeated, or of "
    f"{TRANSCRIPTS_POOLED} by topic.",
    named(
        one=Column("string", "the name of a transcript"),
        share=Column("number", "so much of it, in percent"),
        two=Column("string", "is also in the one of this name"),
        one_id=Column("string", "the text_id of the first"),
        two_id=Column("string", "the text_id of the second"),
    ),
    _pairs,
    REPEATS | AT_LEAST | {url_params.POOLED: POOLED, url_params.TOPIC_PAIR: ANY},
)
SHARED = Table(
    "shared-passages",
    Page.FRAGMENTS,
    f"The passages that two texts share, in order, the {MOST_LINES:,} longest of them. Without a "
    "pair: of the two that share most.",
    named(
        match=Column("integer", "its number: `match` in the address of Side by side"),
        words=Column("integer", "its length in words, in the one"),
        b_words=Column("integer", "its length in words, in the other"),
        similarity=Column("number", "the share of words that are equal, 0 to 1"),
        a_start=Column("integer", "its first character in the one"),
        a_end=Column("integer", "the character after its last in the one"),
        b_start=Column("integer", "its first character in the other"),
        b_end=Column("integer", "the character after its last in the other"),
        in_one=Column("number", "how far into the one it begins, in percent"),
        in_two=Column("number", "how far into the other it begins, in percent"),
        time_one=Column("string", "when it is said in the one"),
        time_two=Column("string", "when it is said in the other"),
        passage=Column("string", "its text in the one, verbatim"),
    ),
    _shared,
    REPEATS | {url_params.PAIR: ANY},
)
