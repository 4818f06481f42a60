"""How texts become topics: TF-IDF, its factors, and how far these stay the same on fewer texts."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.linalg import norm
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics import adjusted_rand_score, confusion_matrix
from sklearn.utils.extmath import randomized_svd

from refrain.keywords.stopwords import stop_mask
from refrain.keywords.term_matrix import term_matrix
from refrain.vocabulary import Vocabulary
from refrain.words import is_unspaced

RUNS = 6
"""Random samples of the texts that stability is measured on."""
SAMPLE_SHARE = 0.8
"""Share of the texts in a sample."""
LARGEST_SAMPLE = 1000
"""Texts that stability is measured on at most."""
VOCABULARY_SIZE = 4000
"""The most words that are weighed, by frequency."""
MANY_TEXTS = 10
"""Texts from which words that are in one, or in more than MOST_TEXTS, are left out."""
MOST_TEXTS = 0.5
"""Share of many texts that a word may be in."""
SMALLEST = 1e-6
"""What is below this in a start becomes the mean weight, so that a topic may grow there."""
MIN_LETTERS, MIN_UNSPACED = 3, 2
"""Letters of the shortest word that counts, with spaces between words and without."""


def weigh(
    texts: pd.Series, leave_out: Collection[str]
) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """TF-IDF of the words that count (texts × words), these words in the order of the columns, and
    their spellings (see `refrain.vocabulary`).

    Short words, numbers and the words to `leave_out` do not count. No columns where none does.
    """
    vocabulary = Vocabulary.of(texts)
    words, shown = (
        np.array(of.to_pylist(), dtype=object) for of in (vocabulary.words, vocabulary.shown)
    )
    times = term_matrix(vocabulary.word_ids, vocabulary.lengths, len(words))
    kept = _frequent(times, np.flatnonzero(_counts(words, shown, leave_out)))
    if not len(kept):
        none = np.empty(0, dtype=object)
        return csr_matrix((len(texts), 0), dtype=np.float32), none, none
    weights = TfidfTransformer(sublinear_tf=True).fit_transform(times[:, kept].astype(np.float32))
    return csr_matrix(weights), words[kept], shown[kept]


def _frequent(times: csr_matrix, words: np.ndarray) -> np.ndarray:
    """The most frequent of some words (columns of texts × words) of those in enough texts, and, of
    many texts, in not too many: there, a word in one says nothing of a topic, nor does one in most.
    """
    if times.shape[0] >= MANY_TEXTS:
        in_texts = times.getnnz(axis=0)[words]
        words = words[(in_texts >= 2) & (in_texts <= MOST_TEXTS * times.shape[0])]
    total = np.asarray(times.sum(axis=0)).ravel()[words]
    return np.sort(words[np.argsort(-total, kind="stable")[:VOCABULARY_SIZE]])


def _counts(words: np.ndarray, shown: np.ndarray, leave_out: Collection[str]) -> np.ndarray:
    """By distinct word: whether it counts."""
    long = np.array(
        [
            len(word) >= (MIN_UNSPACED if is_unspaced(word) else MIN_LETTERS)
            and any(map(str.isalpha, word))
            for word in words
        ],
        dtype=bool,
    )
    counts: np.ndarray = long & ~stop_mask(words, shown, leave_out)
    return counts


class Factors(NamedTuple):
    """Texts as sums of topics: `loadings` (texts × topics) times `components` (topics × words)."""

    loadings: np.ndarray
    components: np.ndarray

    @property
    def explained(self) -> np.ndarray:
        """How much each topic explains of each text (texts × topics)."""
        explained: np.ndarray = self.loadings * self.components.sum(axis=1)
        return explained


class Stability(NamedTuple):
    """How far so many topics stay the same: of all, of each topic; and the topics themselves, of
    the texts that were sampled."""

    overall: float
    by_topic: np.ndarray
    factors: Factors


def factorise(matrix: csr_matrix, start: Factors) -> Factors:
    """Topics by NMF, from a start; they stay in its order."""
    count = len(start.components)
    model = NMF(count, init="custom", random_state=0, tol=1e-3, max_iter=200)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)  # the root of an error just below 0
        loadings = model.fit_transform(matrix, W=start.loadings.copy(), H=start.components.copy())
    return Factors(loadings, model.components_)


def starts(matrix: csr_matrix, counts: Sequence[int]) -> Iterator[Factors]:
    """Where NMF starts for each number of topics: NNDSVDA (Boutsidis and Gallopoulos 2008), by a
    single singular value decomposition for all."""
    left, values, right = randomized_svd(matrix, max(counts), random_state=0)
    # The first pair of vectors has one sign. Of another, the half with the other sign says less.
    sides = [(np.abs(left[:, 0]), np.abs(right[0]))]
    for x, y in zip(left.T[1:], right[1:], strict=True):
        halves = [(np.maximum(sign * x, 0), np.maximum(sign * y, 0)) for sign in (1, -1)]
        sides.append(max(halves, key=lambda half: float(norm(half[0]) * norm(half[1]))))
    scaled = [
        tuple(half / (norm(half) or 1) * np.sqrt(value * norm(x) * norm(y)) for half in (x, y))
        for (x, y), value in zip(sides, values, strict=True)
    ]
    mean = matrix.mean()
    loadings, components = (
        np.where(factor < SMALLEST, mean, factor).astype(matrix.dtype)
        for factor in map(np.array, zip(*scaled, strict=True))
    )
    for count in counts:
        yield Factors(np.ascontiguousarray(loadings[:count].T), components[:count])


def extended(matrix: csr_matrix, factors: Factors) -> Factors:
    """The topics of some texts as a start for more texts (texts × words)."""
    words = factors.components
    fitted = matrix @ words.T @ np.linalg.pinv(words @ words.T)
    return Factors(np.maximum(fitted, SMALLEST).astype(matrix.dtype), words)


def stabilities(matrix: csr_matrix, counts: Sequence[int], seed: int) -> list[Stability]:
    """How far each number of topics stay the same when a fifth of the texts is left out.

    RUNS times, topics are made of a random SAMPLE_SHARE of the texts alone, and each of these texts
    goes to its strongest topic. Returned are, as means over the runs,

    - the adjusted Rand index between those groups and the groups of all texts (1 the same, 0 as by
      chance; Hubert and Arabie 1985);
    - for each topic, with its texts A in the sample and the group B that is matched to it one to
      one (Hungarian method), |A ∩ B| / |A ∪ B| (Hennig 2007, Cluster-wise assessment of cluster
      stability: from 0.75 stable, below 0.6 not to be trusted).

    Of more than LARGEST_SAMPLE texts, so many at random are used.
    """
    draw = np.random.default_rng(seed)
    if matrix.shape[0] > LARGEST_SAMPLE:
        matrix = matrix[np.sort(draw.choice(matrix.shape[0], LARGEST_SAMPLE, replace=False))]
    size = int(np.ceil(SAMPLE_SHARE * matrix.shape[0]))
    whole = [factorise(matrix, start) for start in starts(matrix, counts)]
    rand_indices = np.zeros((RUNS, len(counts)))
    by_topic = [np.zeros(count) for count in counts]
    for run in range(RUNS):
        chosen = np.sort(draw.choice(matrix.shape[0], size, replace=False))
        some = matrix[chosen]
        for n, start in enumerate(starts(some, counts)):
            groups = whole[n].explained.argmax(axis=1)[chosen]
            again = factorise(some, start).explained.argmax(axis=1)
            rand_indices[run, n] = adjusted_rand_score(groups, again)
            by_topic[n] += matched_jaccard(groups, again, counts[n]) / RUNS
    means = rand_indices.mean(axis=0).tolist()
    return [Stability(*found) for found in zip(means, by_topic, whole, strict=True)]


def matched_jaccard(a: np.ndarray, b: np.ndarray, count: int) -> np.ndarray:
    """By group of `a` (0 to count - 1): its Jaccard index with the group of `b` matched to it.

    The matching is one to one and makes the sum largest. 0 for a group without members.

    >>> matched_jaccard(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 1]), 2).round(2).tolist()
    [0.67, 0.5]
    """
    both = confusion_matrix(a, b, labels=range(count))
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    jaccard = both / np.maximum(either, 1)
    matched: np.ndarray = jaccard[linear_sum_assignment(jaccard, maximize=True)]
    return matched
