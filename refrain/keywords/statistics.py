"""The statistics that keywords can be ranked by: each takes counts and returns a score per word.

They weigh different evidence. The conservative log ratio counts transcripts, so a transcript that
loops on a word is one witness and no more; but with few transcripts there are few witnesses, and
it is sure of nothing. The others count words, and always rank.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import betainccinv, betaincinv, logit, xlogy

AUTO = "auto"
LOG_RATIO = "log_ratio"
LOG_ODDS = "log_odds"
C_TF_IDF = "c_tf_idf"
G2 = "g2"
COUNT = "count"
STATISTICS = (AUTO, LOG_RATIO, LOG_ODDS, C_TF_IDF, G2, COUNT)
"""The names under which statistics are asked for; AUTO chooses LOG_RATIO or LOG_ODDS."""

CONFIDENCE = 0.95
PRIOR = 1.0
"""Weight of the log-odds prior, in corpora: a light one ranks words that the rest lacks too low."""
C_TF_IDF_SCALE = 1000
"""Factor that makes class-based TF-IDF easy to read."""


def log_ratio(
    here: np.ndarray, rest: np.ndarray, here_total: int, rest_total: int, tests: int = 1
) -> np.ndarray:
    """The conservative log ratio (LRC) of each word: how much its rate is up for sure, as log2.

    `here` and `rest` count the transcripts that have each word, out of `here_total` and
    `rest_total`. Given their sum, `here` is binomial with a share p; p's exact (Clopper-Pearson)
    interval at CONFIDENCE, Bonferroni-corrected for `tests` words, becomes one of the ratio of the
    two rates by

        log2( p / (1 - p) × rest_total / here_total )

    The score is the bound nearer to 0, or 0 where the interval holds it. Positive where the topic
    has the word more: 1 means at least twice the rate. 0 where there is nothing to compare with.
    Source: Evert (2022), Measuring keyness, DH2022; R package corpora, keyness(measure="LRC").
    """
    if here_total == 0 or rest_total == 0:
        return np.zeros(len(here))
    # Most words share their two small counts with many others, and the bounds are slow to find.
    base = int(rest.max(initial=0)) + 1
    word, pairs = pd.factorize(here * base + rest)
    inside, outside = np.divmod(pairs, base)
    tail = (1 - CONFIDENCE) / 2 / tests
    lower = np.where(inside > 0, betaincinv(np.maximum(inside, 1), outside + 1, tail), 0.0)
    upper = np.where(outside > 0, betainccinv(inside + 1, np.maximum(outside, 1), tail), 1.0)
    scale = np.log2(rest_total / here_total)
    low, high = (logit(bound) / np.log(2) + scale for bound in (lower, upper))
    bounds: np.ndarray = np.where(low > 0, low, np.where(high < 0, high, 0.0))[word]
    return bounds


def log_odds(
    here: np.ndarray,
    rest: np.ndarray,
    here_total: float | None = None,
    rest_total: float | None = None,
    prior: float = PRIOR,
) -> np.ndarray:
    """The log-odds ratio of each word under an informative Dirichlet prior, as a z-score.

    `here` and `rest` count the occurrences of each word, out of `here_total` and `rest_total` words
    (their sums by default). With y the count of a word on one side, n that side's total,
    a = prior × (y_here + y_rest) what the prior credits each side with, and A = prior × (n_here +
    n_rest),

        logit = ln( (y + a) / (n + A - y - a) )
        z = (logit_here - logit_rest) / sqrt( 1 / (y_here + a) + 1 / (y_rest + a) )

    Positive where the topic uses the word more; beyond ±1.96 is unlikely to be chance if each
    word were said independently, which words of one text are not. 0 where the rates are equal, or
    a side has no words. Source: Monroe, Colaresi and Quinn (2008), Fightin' Words, Political
    Analysis 16(4), 372-403; its prior here is the corpus itself, as in R package tidylo.
    """
    here_total = here.sum() if here_total is None else here_total
    rest_total = rest.sum() if rest_total is None else rest_total
    # Compared in whole numbers, so that equal rates score 0 and not a rounding error.
    unequal = here * rest_total != rest * here_total
    score = np.zeros(len(here))
    y_here, y_rest = here[unequal], rest[unequal]
    credit, total_credit = prior * (y_here + y_rest), prior * (here_total + rest_total)
    difference = _logit(y_here + credit, here_total + total_credit)
    difference -= _logit(y_rest + credit, rest_total + total_credit)
    score[unequal] = difference / np.sqrt(1 / (y_here + credit) + 1 / (y_rest + credit))
    return score


def log_likelihood(
    here: np.ndarray, rest: np.ndarray, here_total: float, rest_total: float
) -> np.ndarray:
    """The log-likelihood G² of each word, negative where the topic has it less.

    `here` and `rest` count occurrences, out of `here_total` and `rest_total` words. With O the four
    cells (the word and all other words, here and in the rest) and E what equal rates would put
    there,

        G² = 2 Σ O ln(O / E)

    3.84 is the 5% level of one test; it grows with the size of the corpus, so it favours frequent
    words. 0 where a side has no words. Source: Dunning (1993), Computational Linguistics 19(1);
    signed and with all four cells as R package corpora, keyness(measure="G2").
    """
    total = here_total + rest_total
    if here_total == 0 or rest_total == 0:
        return np.zeros(len(here))
    both = here + rest
    score = np.zeros(len(here))
    for observed, size in ((here, here_total), (rest, rest_total)):
        expected = both * size / total
        for seen, equal in ((observed, expected), (size - observed, size - expected)):
            score += xlogy(seen, np.divide(seen, equal, out=np.ones(len(here)), where=equal > 0))
    return 2 * np.maximum(score, 0) * np.sign(here * rest_total - rest * here_total)


def c_tf_idf(
    here: np.ndarray, everywhere: np.ndarray, here_total: float, average: float
) -> np.ndarray:
    """The class-based TF-IDF of each word, times 1,000: how frequent it is here, and rare in all.

    `here` counts occurrences in the topic, out of `here_total` words; `everywhere` in all topics,
    which have `average` words each.

        here / here_total × ln(1 + average / everywhere) × 1,000

    It has no sign and no chance level: common words of a topic score though others have them too.
    0 where the topic has no words. Source: Grootendorst (2022), BERTopic, arXiv:2203.05794.
    """
    if here_total == 0:
        return np.zeros(len(here))
    rarity = np.log1p(average / np.maximum(everywhere, 1))
    score: np.ndarray = here / here_total * rarity * C_TF_IDF_SCALE
    return score


def _logit(count: np.ndarray, total: float) -> np.ndarray:
    return np.log(count / (total - count))
