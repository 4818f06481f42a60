"""A topic's counts beside those of what it is compared with, and how they are scored."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from refrain.keywords.counting import Side
from refrain.keywords.statistics import (
    AUTO,
    C_TF_IDF,
    G2,
    LOG_ODDS,
    LOG_RATIO,
    c_tf_idf,
    log_likelihood,
    log_odds,
    log_ratio,
)

MIN_TRANSCRIPTS = 5
"""Distinct transcripts of a topic below which counting transcripts is sure of nothing."""
MIN_WITNESSES = 2
"""Transcripts that have a word, below which the log ratio does not test it: of a word of a single
one it is never sure."""


class Contrast(NamedTuple):
    """The counts of some terms in a topic (`here`) and in the rest.

    Arrays with an entry per term: occurrences, and transcripts (distinct texts) that have the term.
    Totals of either side: words and texts.
    """

    here: np.ndarray
    rest: np.ndarray
    transcripts: np.ndarray
    rest_transcripts: np.ndarray
    words: int
    rest_words: int
    texts: int
    rest_texts: int

    @classmethod
    def of(cls, terms: np.ndarray, here: Side, rest: Side) -> Contrast:
        """The counts of some terms, of all those of either side."""
        return cls(
            here.occurrences[terms],
            rest.occurrences[terms],
            here.transcripts[terms],
            rest.transcripts[terms],
            here.words,
            rest.words,
            here.texts,
            rest.texts,
        )

    def scores(self, statistic: str, words_per_topic: float) -> tuple[np.ndarray, str]:
        """The score of each term, and the statistic that it is: AUTO chooses one.

        `words_per_topic` is an average, which C_TF_IDF needs.
        """
        if statistic == AUTO:
            if self.texts >= MIN_TRANSCRIPTS:
                scores = self._log_ratio()
                if (scores > 0).any():
                    return scores, LOG_RATIO
            statistic = LOG_ODDS
        if statistic == LOG_RATIO:
            return self._log_ratio(), statistic
        if statistic == LOG_ODDS:
            return log_odds(self.here, self.rest, self.words, self.rest_words), statistic
        if statistic == G2:
            return log_likelihood(self.here, self.rest, self.words, self.rest_words), statistic
        if statistic == C_TF_IDF:
            everywhere = self.here + self.rest
            return c_tf_idf(self.here, everywhere, self.words, words_per_topic), statistic
        return self.here.astype(float), statistic

    def _log_ratio(self) -> np.ndarray:
        tested = self.transcripts + self.rest_transcripts >= MIN_WITNESSES
        scores = np.zeros(len(tested))
        scores[tested] = log_ratio(
            self.transcripts[tested],
            self.rest_transcripts[tested],
            self.texts,
            self.rest_texts,
            max(int(tested.sum()), 1),
        )
        return scores
