"""The keywords of each topic: a topic against the rest, or against another topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd

from refrain.keywords import phrases
from refrain.keywords.contrast import Contrast
from refrain.keywords.counting import Counts, TermCounts
from refrain.keywords.statistics import AUTO, STATISTICS
from refrain.schemas import STRING
from refrain.topics import named_topics, topic_of

MAX_TERMS = 5_000
"""The most of a topic's strongest words and phrases that the rule for phrases is applied to."""
_COLUMNS: dict[str, Any] = {
    "topic": STRING,
    "word": STRING,
    "spelling": STRING,
    "score": "float64",
    "count": "int64",
    "rest_count": "int64",
    "transcripts": "int64",
    "rest_transcripts": "int64",
    "topic_transcripts": "int64",
    "statistic": STRING,
}


def keywords(  # noqa: PLR0913 - all but the first by name
    texts: pd.DataFrame,
    *,
    statistic: str = AUTO,
    top: int | None = None,
    stop_words: Collection[str] | None = None,
    longest: int = 1,
    against: str | None = None,
    topics: Sequence[str] | None = None,
    counts: Counts | None = None,
) -> pd.DataFrame:
    """The words of each topic that are more frequent there than in the rest, strongest first.

    `texts` is a table of distinct texts (`Corpus.texts`); texts without a topic count in the rest.
    `statistic` is one of STATISTICS. AUTO takes LOG_RATIO for topics of five transcripts or more,
    and LOG_ODDS for smaller ones and where the log ratio is sure of no word; COUNT and C_TF_IDF
    rank all words of a topic, whether the rest has them more or less. `top` keeps that many words a
    topic. `stop_words`, in any spelling (None: English ones), are left out, and so are single
    letters and numbers: initials and time marks would otherwise lead. Phrases have up to `longest`
    words (1 to 3), and replace words by the rule in `refrain.keywords.phrases`. `against` names a
    topic to compare with in place of the rest; `topics` keeps those topics' rows. `counts` are the
    `TermCounts.of` these texts, for asking several times.

    Columns: topic, word (as it compares), spelling (as it is most often written), score (above 0),
    count and rest_count (occurrences), transcripts and rest_transcripts (distinct texts that have
    the word), topic_transcripts (texts of the topic), statistic (the one used). Sorted by topic
    (in natural order), score (descending), word. Empty where fewer than two topics have a text.
    Raises ValueError for an unknown statistic.
    """
    if statistic not in STATISTICS:
        raise ValueError(f"No statistic {statistic!r}: choose one of {', '.join(STATISTICS)}.")
    all_topics = named_topics(texts)
    asked = [name for name in all_topics if (topics is None or name in topics) and name != against]
    if len(all_topics) < 2 or not asked:
        return pd.DataFrame([], columns=list(_COLUMNS)).astype(_COLUMNS)
    counts = counts or TermCounts.of(texts["text"], longest)
    terms = counts.candidates(stop_words, longest)
    topic = topic_of(counts.rows(texts)).to_numpy()
    words_per_topic = counts.counted / (len(all_topics) if against is None else 2)
    everything = np.ones(len(topic), dtype=bool)
    others = counts.side(everything if against is None else topic == against, longest)
    tables = []
    for name in asked:
        here = counts.side(topic == name, longest)
        contrast = Contrast.of(terms, here, others.without(here) if against is None else others)
        score, used = contrast.scores(statistic, words_per_topic)
        order = _strongest(counts, terms, contrast.here, score, longest)[:top]
        table = _table(counts, terms, contrast, score, order)
        tables.append(table.assign(topic=name, statistic=used))
    return pd.concat(tables, ignore_index=True)[list(_COLUMNS)].astype(_COLUMNS)


def _strongest(
    counts: Counts, terms: np.ndarray, here: np.ndarray, score: np.ndarray, longest: int
) -> np.ndarray:
    """Places in `terms` of those with a score above 0 that phrases leave, the strongest first."""
    # The terms are sorted, so a stable sort leaves equal scores in the order of their words.
    order = np.flatnonzero(score > 0)
    order = order[np.argsort(-score[order], kind="stable")]
    if longest == 1:
        return order
    order = order[:MAX_TERMS]
    keep = phrases.keep_mask(counts.word_rows, terms[order], here[order], score[order])
    kept: np.ndarray = order[keep]
    return kept


def _table(
    counts: Counts,
    terms: np.ndarray,
    contrast: Contrast,
    score: np.ndarray,
    order: np.ndarray,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "word": counts.compared(terms[order]),
            "spelling": counts.shown(terms[order]),
            "score": score[order],
            "count": contrast.here[order],
            "rest_count": contrast.rest[order],
            "transcripts": contrast.transcripts[order],
            "rest_transcripts": contrast.rest_transcripts[order],
            "topic_transcripts": contrast.texts,
        }
    )
