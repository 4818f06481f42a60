"""Topics for texts without labels, and which texts belong to each.

Texts become TF-IDF vectors, which non-negative matrix factorisation (NMF; Lee and Seung 1999)
splits into a chosen number of topics, each a weighting of words. It is deterministic (NNDSVD
initialisation, Boutsidis and Gallopoulos 2008); only the subsamples that stability is measured on
are drawn, from a seed. Distinct texts count once. Function words and fillers of the languages that
the texts are in (as for keywords) and the names of the speakers are left out: a transcript repeats
who speaks more often than what about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from refrain import words
from refrain.keywords import stopwords
from refrain.schemas import STRING
from refrain.topic_model import naming
from refrain.topic_model.factors import (
    LARGEST_SAMPLE,
    SAMPLE_SHARE,
    Factors,
    extended,
    factorise,
    stabilities,
    weigh,
)

MIN_TEXTS = 4
"""Distinct texts below which no topics are suggested."""
MAX_TOPICS = 20
"""The most topics that can be asked for."""
MAX_TOPICS_TRIED = 8
"""The most topics that are tried where their number is not given."""
STABILITY_TOLERANCE = 0.02
"""Stabilities this near to the best count as equally good: the most topics among them are taken."""


@dataclass(frozen=True)
class Suggestion:
    """Topics for the distinct texts of a corpus.

    `members` has a row per distinct text: text_id, topic (missing for a text without a word that
    counts), sure (the topic's part of what all topics explain of the text, 0 to 1), second (the
    next best topic) and second_sure. `topics` has a row per topic, the biggest first: topic,
    keywords, texts, sure (mean of its texts), stability. `stability` is the mean adjusted Rand
    index, and `tried` what it is for each number of topics that was tried (count, stability).
    """

    members: pd.DataFrame
    topics: pd.DataFrame
    stability: float
    tried: pd.DataFrame


def max_topics(texts: int) -> int:
    """The largest number of topics for so many texts: fewer than the texts of a subsample."""
    if texts < MIN_TEXTS:
        return 0
    return min(int(np.ceil(SAMPLE_SHARE * min(texts, LARGEST_SAMPLE))) - 1, MAX_TOPICS)


def suggest(
    transcripts: pd.DataFrame, count: int | None = None, seed: int = 0
) -> Suggestion | None:
    """Suggest `count` topics, or without it the most that are stable (see `stabilities`).

    None where fewer than MIN_TEXTS texts have words that count. A `count` of more than `max_topics`
    is lowered to it.
    """
    rows = transcripts[transcripts["text_id"].notna()].drop_duplicates("text_id")
    weights, vocabulary, spellings = weigh(rows["text"], _words_to_leave_out(transcripts, rows))
    has_words = weights.getnnz(axis=1) > 0
    most = min(max_topics(int(has_words.sum())), len(vocabulary))
    if most < 2:
        return None
    matrix = weights[has_words]
    counts = (
        [min(max(count, 2), most)] if count else list(range(2, min(most, MAX_TOPICS_TRIED) + 1))
    )
    # These matrices are too thin for several threads of BLAS, which would mostly wait.
    with threadpool_limits(1, "blas"):
        found = stabilities(matrix, counts, seed)
        stability = np.array([each.overall for each in found])
        best = found[np.flatnonzero(stability >= stability.max() - STABILITY_TOLERANCE)[-1]]
        factors = best.factors
        if len(factors.loadings) < matrix.shape[0]:
            factors = factorise(matrix, extended(matrix, factors))
    members, topics = _tables(
        factors, (vocabulary, spellings), rows.loc[has_words, "text_id"], best.by_topic
    )
    # Texts without a word that counts have a row too.
    members = rows[["text_id"]].merge(members, on="text_id", how="left")
    members = members.astype({"topic": STRING, "second": STRING})
    tried = pd.DataFrame({"count": counts, "stability": stability})
    return Suggestion(members, topics, best.overall, tried)


def renamed(suggestion: Suggestion, names: Sequence[str]) -> Suggestion:
    """The suggestion with a person's names, in the order of its topics; an empty one changes
    nothing. The mark stays before them, and equal names are numbered."""
    wanted = dict(enumerate(name.removeprefix(naming.MARK).strip() for name in names))
    old = suggestion.topics["topic"].tolist()
    new = naming.unique(
        [wanted.get(n) or name.removeprefix(naming.MARK) for n, name in enumerate(old)]
    )
    new_name = dict(zip(old, new, strict=True))
    members = suggestion.members.assign(
        topic=suggestion.members["topic"].map(new_name).astype(STRING),
        second=suggestion.members["second"].map(new_name).astype(STRING),
    )
    return replace(suggestion, members=members, topics=suggestion.topics.assign(topic=new))


def _words_to_leave_out(transcripts: pd.DataFrame, texts: pd.DataFrame) -> frozenset[str]:
    """The stop words of the languages that the texts are in, and the names of the speakers."""
    stated = set(transcripts["language"].dropna())
    names = transcripts["speaker"].dropna().unique()
    return stopwords.of_languages(stopwords.languages_in(texts, stated)).union(
        word for name in names for word in words.words(name)
    )


def _tables(
    factors: Factors,
    vocabulary: tuple[np.ndarray, np.ndarray],
    text_ids: pd.Series,
    stability: np.ndarray,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The members and the topics of as many topics as `stability` has, the biggest topic first.

    `vocabulary` is the words of the columns, and their spellings.
    """
    explained = factors.explained
    share = explained / np.maximum(explained.sum(axis=1, keepdims=True), 1e-12)
    ranked = np.argsort(-share, axis=1, kind="stable")
    sizes = np.bincount(ranked[:, 0], minlength=len(stability))
    order = np.argsort(-sizes, kind="stable")
    keywords = [naming.keywords(weights, *vocabulary) for weights in factors.components]
    names = np.empty(len(stability), dtype=object)
    names[order] = naming.unique([naming.name(keywords[topic]) for topic in order])
    best, second = ranked[:, 0], ranked[:, 1]
    text = np.arange(len(share))
    members = pd.DataFrame(
        {
            "text_id": text_ids.to_numpy(),
            "topic": names[best],
            "sure": share[text, best].astype("float64"),
            "second": names[second],
            "second_sure": share[text, second].astype("float64"),
        }
    )
    sure = members.groupby("topic")["sure"].mean()
    topics = pd.DataFrame(
        {
            "topic": pd.Series(names[order], dtype=STRING),
            "keywords": pd.Series([", ".join(keywords[topic]) for topic in order], dtype=STRING),
            "texts": sizes[order],
            "sure": sure.reindex(names[order]).to_numpy(),
            "stability": stability[order],
        }
    )
    return members, topics
