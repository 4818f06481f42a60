"""Two topics side by side: each word, with how often either has it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from refrain.keywords import phrases
from refrain.keywords.contrast import Contrast
from refrain.keywords.counting import Counts, TermCounts
from refrain.keywords.statistics import log_odds
from refrain.schemas import STRING
from refrain.topics import topic_of

RATE_PER = 10_000
"""Words that rates count occurrences in."""
_COLUMNS: dict[str, Any] = {
    "word": STRING,
    "spelling": STRING,
    "score": "float64",
    "a_count": "int64",
    "b_count": "int64",
    "a_rate": "float64",
    "b_rate": "float64",
    "a_transcripts": "int64",
    "b_transcripts": "int64",
}


def compare(
    texts: pd.DataFrame,
    a: str,
    b: str,
    *,
    stop_words: Collection[str] | None = None,
    longest: int = 1,
    counts: Counts | None = None,
) -> pd.DataFrame:
    """Each word that two topics have, with how often each has it.

    Parameters as for `keywords`. Columns: word (as it compares), spelling (as it is most
    often written), score (`log_odds`: above 0 where `a` has it more),
    a_count, b_count (occurrences), a_rate, b_rate (occurrences per 10,000 words of the topic),
    a_transcripts, b_transcripts (distinct texts). Sorted by how far the score is from 0. The
    rule of `phrases` is applied to both topics together, with the size of the score.
    """
    counts = counts or TermCounts.of(texts["text"], longest)
    terms = counts.candidates(stop_words, longest)
    topic = topic_of(counts.rows(texts)).to_numpy()
    sides = Contrast.of(terms, counts.side(topic == a, longest), counts.side(topic == b, longest))
    score = log_odds(sides.here, sides.rest, sides.words, sides.rest_words)
    occurrences = sides.here + sides.rest
    keep = occurrences > 0
    if longest > 1:
        # A word at equal rates is a word still, so its strength is not quite 0.
        strength = np.where(keep, np.abs(score) + 1e-12, 0)
        keep &= phrases.keep_mask(counts.word_rows, terms, occurrences, strength)
    order = np.flatnonzero(keep)
    order = order[np.argsort(-np.abs(score[order]), kind="stable")]
    frame = pd.DataFrame(
        {
            "word": counts.compared(terms[order]),
            "spelling": counts.shown(terms[order]),
            "score": score[order],
            "a_count": sides.here[order],
            "b_count": sides.rest[order],
            "a_rate": RATE_PER * sides.here[order] / max(sides.words, 1),
            "b_rate": RATE_PER * sides.rest[order] / max(sides.rest_words, 1),
            "a_transcripts": sides.transcripts[order],
            "b_transcripts": sides.rest_transcripts[order],
        }
    )
    return frame.astype(_COLUMNS)
