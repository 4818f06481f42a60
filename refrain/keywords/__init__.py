"""Which words set each topic apart: keyness of a topic against the rest, over distinct texts.

`statistics` has the scores, `counting` the words and phrases that are scored, `phrases` the rule by
which a phrase replaces its words, `stopwords` what is never a keyword, and `speakers` the labels
that nobody said.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from refrain import words
from refrain.corpus import STRING
from refrain.keywords import phrases
from refrain.keywords.counting import LONGEST, MIN_PHRASE, Counts
from refrain.keywords.statistics import c_tf_idf, log_likelihood, log_odds, log_ratio
from refrain.keywords.stopwords import FILLERS

__all__ = [
    "AUTO",
    "COUNT",
    "C_TF_IDF",
    "FEW",
    "FILLERS",
    "G2",
    "LOG_ODDS",
    "LOG_RATIO",
    "LONGEST",
    "MIN_PHRASE",
    "STATISTICS",
    "Counts",
    "compare",
    "keywords",
    "log_odds",
    "log_ratio",
]

AUTO = "auto"
LOG_RATIO = "log_ratio"
LOG_ODDS = "log_odds"
C_TF_IDF = "c_tf_idf"
G2 = "g2"
COUNT = "count"
STATISTICS = (AUTO, LOG_RATIO, LOG_ODDS, C_TF_IDF, G2, COUNT)

FEW = 5
"""With fewer distinct transcripts than this, counting transcripts can't be sure of anything."""
WITNESSES = 2
"""The log ratio tests words of so many transcripts or more: of a single one it is never sure."""
MOST = 5_000
"""So many of a topic's strongest words and phrases are weighed against each other."""

_KEYWORDS: dict[str, Any] = {
    "topic": STRING,
    "word": STRING,
    "score": "float64",
    "count": "int64",
    "rest_count": "int64",
    "transcripts": "int64",
    "rest_transcripts": "int64",
    "topic_transcripts": "int64",
    "statistic": STRING,
}
_COMPARED: dict[str, Any] = {
    "word": STRING,
    "score": "float64",
    "a_count": "int64",
    "b_count": "int64",
    "a_rate": "float64",
    "b_rate": "float64",
    "a_transcripts": "int64",
    "b_transcripts": "int64",
}
_PER = 10_000


def keywords(  # noqa: PLR0913 - all but the first by name
    texts: pd.DataFrame,
    *,
    statistic: str = AUTO,
    top: int | None = None,
    stop_words: Collection[str] = FILLERS,
    longest: int = 1,
    against: str | None = None,
    topics: Sequence[str] | None = None,
    counts: Counts | None = None,
) -> pd.DataFrame:
    """The words of each topic that are more frequent there than in the rest, strongest first.

    `texts` is a table of distinct texts (`Corpus.texts`); texts without a topic count in the rest.
    `statistic` is one of STATISTICS. AUTO takes LOG_RATIO for topics of FEW transcripts or more,
    and LOG_ODDS for smaller ones and where the log ratio is sure of no word; COUNT and C_TF_IDF
    rank all words of a topic, whether the rest has them more or less. `top` keeps that many words a
    topic. `stop_words`, in any spelling, are left out, and so are single letters and numbers:
    initials and time marks would otherwise lead. `longest` lets phrases of two (2) or three words
    (3) in, by the rule in `refrain.keywords.phrases`. `against` names a topic to compare with in
    place of the rest; `topics` keeps those topics' rows. `counts` are `Counts.of` these texts, for
    asking several times.

    Columns: topic, word, score (above 0), count and rest_count (occurrences), transcripts and
    rest_transcripts (distinct texts that have the word), topic_transcripts (texts of the topic),
    statistic (the one used). Sorted by topic, score (descending), word. Empty where fewer than two
    topics have a text. Raises ValueError for an unknown statistic.
    """
    if statistic not in STATISTICS:
        raise ValueError(f"No statistic {statistic!r}: choose one of {', '.join(STATISTICS)}.")
    named = sorted(texts["topic"].dropna().astype(STRING).unique())
    asked = [t for t in named if (topics is None or t in topics) and t != against]
    if len(named) < 2 or not asked:
        return _table([], _KEYWORDS)
    counts = Counts.of(texts["text"], longest) if counts is None else counts
    telling = counts.candidates(frozenset(map(words.normalise, stop_words)), longest)
    terms = np.flatnonzero(telling)
    terms = terms[np.argsort(counts.terms[terms].astype(str), kind="stable")]
    topic = texts["topic"].astype(STRING).fillna("").to_numpy()
    parts = []
    for name in asked:
        own = topic == name
        rest = ~own if against is None else topic == against
        sides = _sides(counts, terms, own, rest)
        average = counts.running.sum() / (len(named) if against is None else 2)
        score, used = _score(sides, statistic, average)
        parts.append(_one_topic(counts, terms, sides, score, longest, top).assign(
            topic=name, statistic=used))  # fmt: skip
    return pd.concat(parts, ignore_index=True)[list(_KEYWORDS)].astype(_KEYWORDS)


def compare(
    texts: pd.DataFrame,
    a: str,
    b: str,
    *,
    stop_words: Collection[str] = FILLERS,
    longest: int = 1,
    counts: Counts | None = None,
) -> pd.DataFrame:
    """Each word that two topics have, with how often each has it.

    Parameters as for `keywords`. Columns: word, score (`log_odds`: above 0 where `a` has it more),
    a_count, b_count (occurrences), a_rate, b_rate (occurrences per 10,000 words of the topic),
    a_transcripts, b_transcripts (distinct texts). Sorted by how far the score is from 0. Phrases
    that are explained by neither side's scores are left out by the rule of `phrases`.
    """
    counts = Counts.of(texts["text"], longest) if counts is None else counts
    telling = counts.candidates(frozenset(map(words.normalise, stop_words)), longest)
    topic = texts["topic"].astype(STRING).fillna("").to_numpy()
    terms = np.flatnonzero(telling)
    terms = terms[np.argsort(counts.terms[terms].astype(str), kind="stable")]
    one = _sides(counts, terms, topic == a, topic == b)
    score = log_odds(one.here, one.rest, one.words, one.rest_words)
    stays = (one.here + one.rest) > 0
    if longest > 1:
        strength = np.where(stays, np.abs(score) + 1e-12, 0)
        stays &= phrases.telling(counts.parts, terms, one.here + one.rest, strength)
    frame = pd.DataFrame(
        {
            "word": counts.terms[terms],
            "score": score,
            "a_count": one.here,
            "b_count": one.rest,
            "a_rate": _PER * one.here / max(one.words, 1),
            "b_rate": _PER * one.rest / max(one.rest_words, 1),
            "a_transcripts": one.transcripts,
            "b_transcripts": one.rest_transcripts,
        }
    )[stays]
    order = np.argsort(-np.abs(frame["score"].to_numpy()), kind="stable")
    return frame.iloc[order].reset_index(drop=True).astype(_COMPARED)


class _Sides(NamedTuple):
    """What is compared, over the terms: a topic's counts, and the rest's."""

    here: np.ndarray
    rest: np.ndarray
    transcripts: np.ndarray
    rest_transcripts: np.ndarray
    words: int
    rest_words: int
    texts: int
    rest_texts: int


def _sides(counts: Counts, terms: np.ndarray, own: np.ndarray, rest: np.ndarray) -> _Sides:
    here, there = own.astype(np.int64), rest.astype(np.int64)
    return _Sides(
        (counts.occurrences.T @ here)[terms],
        (counts.occurrences.T @ there)[terms],
        (counts.transcripts.T @ here)[terms],
        (counts.transcripts.T @ there)[terms],
        int(counts.running[own].sum()),
        int(counts.running[rest].sum()),
        int(own.sum()),
        int(rest.sum()),
    )


def _score(sides: _Sides, statistic: str, average: float) -> tuple[np.ndarray, str]:
    """The score of each term, and the statistic that it is."""
    if statistic == AUTO:
        if sides.texts >= FEW:
            score = _log_ratio(sides)
            if (score > 0).any():
                return score, LOG_RATIO
        statistic = LOG_ODDS
    if statistic == LOG_RATIO:
        return _log_ratio(sides), statistic
    both = sides.here, sides.rest
    if statistic == LOG_ODDS:
        return log_odds(*both, sides.words, sides.rest_words), statistic
    if statistic == G2:
        return log_likelihood(*both, sides.words, sides.rest_words), statistic
    if statistic == C_TF_IDF:
        return c_tf_idf(sides.here, sides.here + sides.rest, sides.words, average), statistic
    return sides.here.astype(float), statistic


def _log_ratio(sides: _Sides) -> np.ndarray:
    tested = sides.transcripts + sides.rest_transcripts >= WITNESSES
    score = np.zeros(len(tested))
    score[tested] = log_ratio(
        sides.transcripts[tested],
        sides.rest_transcripts[tested],
        sides.texts,
        sides.rest_texts,
        max(int(tested.sum()), 1),
    )
    return score


def _one_topic(
    counts: Counts,
    terms: np.ndarray,
    sides: _Sides,
    score: np.ndarray,
    longest: int,
    top: int | None,
) -> pd.DataFrame:
    # The terms are sorted, so a stable sort leaves equal scores in the order of their words.
    order = np.argsort(-score, kind="stable")[: np.count_nonzero(score > 0)]
    if longest > 1:
        order = order[:MOST]
        order = order[phrases.telling(counts.parts, terms[order], sides.here[order], score[order])]
    order = order[:top]
    return pd.DataFrame(
        {
            "word": counts.terms[terms[order]],
            "score": score[order],
            "count": sides.here[order],
            "rest_count": sides.rest[order],
            "transcripts": sides.transcripts[order],
            "rest_transcripts": sides.rest_transcripts[order],
            "topic_transcripts": sides.texts,
        }
    )


def _table(rows: list[dict[str, Any]], columns: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
